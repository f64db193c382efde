import type { MainThread } from "../../browser/mainThread";
import { type AnswerSpec, questionFor } from "../../host/server/answerSpec";
import type { NativeQuestions } from "../page/nativeQuestions";
import type { PanelQuestions } from "../page/panelQuestions";
import type { SharedTimes } from "../page/wordWatch";
import { calm, onWire, wordsOf } from "./askers";
import type { NativeWords } from "./nativeRows";

/** Marks of Markdown are not drawn: a response shows at least this share of its characters. */
const DRAWN = 0.6;

/** What is asked, and who counts. */
export interface Asking {
  readonly main: MainThread;
  readonly origin: string;
  readonly spec: AnswerSpec;
}

/** One question through the panel, with the work of the window until its response is complete. */
export function askPanelOnly(panel: PanelQuestions, asking: Asking): Promise<NativeWords> {
  return measured(asking, (question, words, ready) => panel.ask(question, words, ready));
}

/** The same through VS Code's own chat. */
export function askNative(native: NativeQuestions, asking: Asking): Promise<NativeWords> {
  const { chunks, chunkSize } = asking.spec;
  return measured(asking, (question, words, ready) => native.ask(question, words, ready, DRAWN * chunks * chunkSize));
}

async function measured(
  { main, origin, spec }: Asking,
  ask: (question: string, words: string, ready: () => Promise<unknown>) => Promise<SharedTimes>,
): Promise<NativeWords> {
  let before = Number.NaN;
  const times = await ask(questionFor(spec), wordsOf(spec), async () => {
    await calm(origin);
    before = (await main.work()).tasks;
  });
  const work = (await main.work()).tasks - before;
  const { enter, text, painted, clockError } = times;
  return { enter, text, painted, clockError, work, ...(await onWire(origin)) };
}
