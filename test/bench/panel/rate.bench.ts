import type { ToView } from "../../../src/shared/protocol";
import { agent, snapshot, streaming, user } from "../../e2e/setup/gallery/states/samples";
import { launchBrowser } from "../../stack/host/launchBrowser";
import { recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { atMost, type BenchSuite, exactly, type Findings, judged } from "../measure/row";
import { median } from "../measure/statistics";
import { answerText, pieces } from "../texts/answer";
import { PanelPage, startPanelServer, type Timed } from "./panelPage";
import { threadId } from "./thread";

/** How long it goes on; fewer while one works on the panel. */
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 60);

const TOKENS_PER_SECOND = 1000;

/** Four letters a token is the usual rule of thumb. */
const LETTERS = 4;

/** What the host puts into one message (`PanelLink`). */
const BATCH_MS = 16;

export const suite: BenchSuite = {
  name: "rate",
  what: `1,000 tokens a second for ${SECONDS} s in the panel`,
  run: async () => {
    const browser = await launchBrowser(console.log);
    const panels = await startPanelServer();
    try {
      const panel = await PanelPage.open(browser, panels);
      return await measure(panel);
    } finally {
      await panels.close();
      await browser.close();
    }
  },
};

async function measure(panel: PanelPage): Promise<Findings> {
  const text = answerText(SECONDS * TOKENS_PER_SECOND * LETTERS);
  const question = user("question", "What do all the stations say?");
  await panel.tell(snapshot({ state: { busy: true }, turns: [question, streaming("answer", [""])] }));
  await panel.hold(messages(text));
  const main = await MainThread.of(panel.page);
  await recordFrames(panel.page);
  const began = performance.now();
  const { tasks } = await main.during(() => panel.play());
  const share = (tasks / (performance.now() - began)) * 100;
  const frames = await recordedFrames(panel.page);
  const row = { ours: [] as readonly number[], unit: "ms", goals: [] } as const;
  const what = `1,000 tokens a second for ${SECONDS} s`;
  return {
    rows: [
      judged({ ...row, id: "rate.slow", what: `frames over 50 ms; ${what}`, unit: "count", ours: [frames.filter((time) => time > 50).length], goals: [exactly(0)] }),
      // A screen of 60 Hz has a frame every 16.67 ms.
      judged({ ...row, id: "rate.frame", what: `median frame; ${what}`, ours: [Math.round(median(frames) * 10) / 10], goals: [atMost(16.7)] }),
      judged({ ...row, id: "rate.longest", what: `longest frame; ${what}`, ours: [Math.max(...frames)] }),
      judged({ ...row, id: "rate.share", what: `main thread of the page; ${what}`, unit: "%", ours: [share] }),
      judged({ ...row, id: "rate.heap", what: `panel's heap after an answer of ${text.length / 1000} KB`, unit: "MB", ours: [await main.heap()] }),
    ],
    curves: [],
  };
}

function messages(text: string): readonly Timed[] {
  const batches = pieces(text, Math.round((SECONDS * 1000) / BATCH_MS));
  const patched = (patches: Extract<ToView, { type: "patches" }>["patches"]): ToView => ({ type: "patches", threadId, patches });
  return [
    ...batches.map((batch, index) => ({
      at: index * BATCH_MS,
      message: patched([{ op: "append", turnId: "answer", part: 0, text: batch }]),
    })),
    { at: batches.length * BATCH_MS, message: patched([{ op: "turn", turn: agent("answer", [text]) }]) },
  ];
}
