import type { Browser } from "playwright-core";
import type { TranscriptPatch } from "../../../src/shared/protocol";
import type { GalleryServer } from "../../e2e/setup/gallery/galleryServer";
import { recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { withAnswerServer } from "../host/server/answerServer";
import { type AnswerSpec, answerSpec, piecesOf, questionFor } from "../host/server/answerSpec";
import { interleaved } from "../measure/interleaved";
import { atMost, type BenchSuite, type Findings, judged, type Row, timesLess } from "../measure/row";
import { type StudioOrWhy, withStudio } from "../studio/withStudio";
import { StudioChat } from "../studio/studioChat";
import { type HostMessages, hostMessages } from "./hostMessages";
import { PanelPage, type PanelStage, type Timed, withPanels } from "./panelPage";

/**
 * Studio takes 0.4 to 7.7 s for the same answer, as its chunks happen to come (docs/wire.md#mastra-studio):
 * three are too few.
 */
const RUNS = 5;

/** 10 and 44 KB, the sizes at which Studio was measured (docs/wire.md#mastra-studio). */
const CASES = [
  { chunks: 1250, chunkSize: 8, what: "1,250 chunks, 10 KB" },
  { chunks: 5000, chunkSize: 9, what: "5,000 chunks, 45 KB" },
] as const;

/** What an answer costs the page that draws it. */
interface Drawing {
  /** Milliseconds of the main thread. */
  readonly work: number;
  /** Milliseconds from one frame to the next, the longest. */
  readonly longest: number;
}

export const suite: BenchSuite = {
  name: "streaming",
  what: "an answer that comes as fast as it can, drawn in Chromium",
  run: () =>
    withPanels((stage) =>
      withAnswerServer((origin) => withStudio(origin, (studio) => measure({ ...stage, origin, studio }))),
    ),
};

interface Stage extends PanelStage {
  readonly origin: string;
  readonly studio: StudioOrWhy;
}

async function measure(stage: Stage): Promise<Findings> {
  const rows: Row[] = [];
  for (const { what, ...size } of CASES) {
    rows.push(...(await measureSize(stage, what, answerSpec(size))));
  }
  return { rows, curves: [] };
}

async function measureSize(
  { browser, panels, origin, studio }: Stage,
  what: string,
  spec: AnswerSpec,
): Promise<readonly Row[]> {
  const messages = await hostMessages(origin, spec);
  const single = eachAlone(messages, spec);
  const theirs = typeof studio === "string" ? undefined : studio;
  const samples = await interleaved<"ours" | "alone" | "studio", Drawing>({
    ours: { times: RUNS, sample: () => inPanel(browser, panels, messages, spec) },
    alone: { times: RUNS, sample: () => inPanel(browser, panels, single, spec) },
    studio: {
      times: theirs ? RUNS : 0,
      sample: async () => {
        const chat = await StudioChat.open(browser, theirs!);
        try {
          return await drawing(chat.page, () => chat.ask(questionFor(spec), spec.chunks * spec.chunkSize));
        } finally {
          await chat.close();
        }
      },
    },
  });
  const row = (id: "work" | "longest", words: string, goals: Parameters<typeof judged>[0]["goals"]): Row =>
    judged({
      id: `streaming.${spec.chunks}.${id}`,
      what: `${words}; ${what}`,
      unit: "ms",
      ours: samples.ours.map((sample) => sample[id]),
      against: { name: "Mastra Studio's chat on the same server", values: samples.studio.map((sample) => sample[id]) },
      goals,
      ...(typeof studio === "string" && { note: `Studio was not measured: ${studio}` }),
    });
  return [
    row("work", "main thread while an answer comes", [timesLess(10)]),
    row("longest", "longest frame while an answer comes", [atMost(50)]),
    judged({
      id: `streaming.${spec.chunks}.alone`,
      what: `longest frame when each chunk is a message of its own, all at once; ${what}`,
      unit: "ms",
      ours: samples.alone.map(({ longest }) => longest),
      goals: [atMost(50)],
    }),
  ];
}

/** What no host does: nothing is put together, and nothing waits for a frame. */
function eachAlone({ before, during }: HostMessages, spec: AnswerSpec): HostMessages {
  const whole = during.flatMap(({ message }) => (message.type === "patches" ? message.patches : []));
  const turns = whole.flatMap((patch) => (patch.op === "turn" && patch.turn.role === "agent" ? [patch.turn] : []));
  const turn = turns.at(-1);
  const thread = during.flatMap(({ message }) => (message.type === "patches" ? [message.threadId] : []))[0];
  if (turn === undefined || thread === undefined) {
    throw new Error("The host sent no answer.");
  }
  const patched = (patch: TranscriptPatch): Timed => ({
    at: 0,
    message: { type: "patches", threadId: thread, patches: [patch] },
  });
  const begun = { ...turn, state: "streaming", parts: [{ kind: "text", id: "text", text: "" }] } as const;
  return {
    before,
    during: [
      patched({ op: "turn", turn: begun }),
      ...piecesOf(spec).map((text) => patched({ op: "append", turnId: turn.id, part: 0, text })),
      patched({ op: "turn", turn }),
    ],
  };
}

async function inPanel(
  browser: Browser,
  panels: GalleryServer,
  { before, during }: HostMessages,
  spec: AnswerSpec,
): Promise<Drawing> {
  const panel = await PanelPage.open(browser, panels);
  try {
    await panel.tell(...before);
    await panel.hold(during);
    const drawn = await drawing(panel.page, () => panel.play());
    const length = await panel.page
      .locator("[data-turn]")
      .last()
      .evaluate((turn) => turn.textContent.length);
    if (length < 0.6 * spec.chunks * spec.chunkSize) {
      throw new Error(`The panel drew ${length} characters of ${spec.chunks * spec.chunkSize}.`);
    }
    return drawn;
  } finally {
    await panel.close();
  }
}

async function drawing(page: PanelPage["page"], action: () => Promise<void>): Promise<Drawing> {
  const main = await MainThread.of(page);
  await recordFrames(page);
  const { tasks } = await main.during(action);
  return { work: tasks, longest: Math.max(...(await recordedFrames(page))) };
}
