import { launchBrowser } from "../../stack/host/launchBrowser";
import { atMostTimes } from "../measure/goal";
import { interleaved, type Side } from "../measure/interleaved";
import { type BenchSuite, type Curve, type Findings, judged } from "../measure/row";
import { answerText, pieces } from "../texts/answer";
import { RacePage, type Renderer } from "./racePage";

/** Characters of a chunk: 20 KB come in 1,250. */
const CHUNK = 16;

/** Chunks of one frame when 1,000 come in a second: what the panel draws at once. */
const FRAME = 16;

const LENGTH = 20_000;

const RUNS = 5;

/** For the curve. */
const LENGTHS = [2_500, 5_000, 10_000, 20_000, 40_000] as const;

const RIVALS = ["marked", "markdown-it", "react-markdown"] as const;

export const suite: BenchSuite = {
  name: "markdown",
  what: "a response of 20 KB in 1,250 chunks, drawn while it comes",
  run: async () => {
    const browser = await launchBrowser(console.log);
    try {
      return await measure(await RacePage.open(browser));
    } finally {
      await browser.close();
    }
  },
};

async function measure(page: RacePage): Promise<Findings> {
  const side = (renderer: Renderer, chunks = 1, length = LENGTH): Side<number> => ({
    times: RUNS,
    sample: () => page.draw(renderer, piecesOf(length, chunks)),
  });
  for (const renderer of ["ours", ...RIVALS] as const) {
    // Drawing compiles what it needs. Others do so in the first hundredth of a sample, ours is over by then.
    await page.draw(renderer, piecesOf(LENGTH, FRAME));
  }
  const taken = await interleaved({
    frames: side("ours", FRAME),
    chunks: side("ours"),
    lexed: { times: RUNS, sample: () => page.lex(answerText(LENGTH)) },
    marked: side("marked"),
    "markdown-it": side("markdown-it"),
    "react-markdown": side("react-markdown"),
  });
  const what = "20 KB of Markdown in 1,250 chunks, ours drawn once a frame at 1,000 chunks a second, as the panel does";
  const rows = RIVALS.flatMap((name) => {
    const against = { name: `${name}, which draws the whole text again after each chunk`, values: taken[name] };
    return [
      judged({ id: `markdown.frames.${name}`, what, unit: "ms", ours: taken.frames, against, goals: [] }),
      judged({
        id: `markdown.chunks.${name}`,
        what: "20 KB of Markdown in 1,250 chunks, ours drawn after each chunk, too",
        unit: "ms",
        ours: taken.chunks,
        against,
        goals: [],
      }),
    ];
  });
  const limit = judged({
    id: "markdown.frames.lexed",
    what,
    unit: "ms",
    ours: taken.frames,
    against: { name: "marked, which reads the whole text once and draws nothing", values: taken.lexed },
    // There are 79 drawings: the goal is that each costs less than to read everything once more.
    goals: [atMostTimes(50)],
  });
  return { rows: [limit, ...rows], curves: [await curve(side)] };
}

type SideOf = (renderer: Renderer, chunks: number, length: number) => Side<number>;

async function curve(side: SideOf): Promise<Curve> {
  const points: Record<"ours" | "marked", { x: number; values: readonly number[] }[]> = { ours: [], marked: [] };
  for (const length of LENGTHS) {
    const taken = await interleaved({ ours: side("ours", 1, length), marked: side("marked", 1, length) });
    points.ours.push({ x: length / 1000, values: taken.ours });
    points.marked.push({ x: length / 1000, values: taken.marked });
  }
  return {
    id: "markdown.growth",
    what: "Scripts that draw a response of Markdown chunk by chunk",
    x: { name: "length of the response", unit: "KB" },
    y: { name: "scripts", unit: "ms" },
    lines: [
      { name: "Agent Chat", points: points.ours },
      { name: "marked, each time the whole text", points: points.marked },
    ],
  };
}

/** A text in pieces of so many chunks. */
function piecesOf(length: number, chunks: number): readonly string[] {
  return pieces(answerText(length), Math.round(length / CHUNK / chunks));
}
