import { takeWire } from "../../host/server/askWire";
import { type AnswerSpec, MEMORY_AGENT_ID, piecesOf, questionFor } from "../../host/server/answerSpec";
import type { InsideHost } from "../inside/insideHost";
import type { PanelQuestions } from "../page/panelQuestions";
import type { StudioQuestions } from "../page/studioQuestions";
import type { FirstWords } from "./wordRows";

/** One question through the panel, with the stages of its first words. */
export async function askThroughPanel(
  panel: PanelQuestions,
  inside: InsideHost,
  origin: string,
  spec: AnswerSpec,
): Promise<FirstWords> {
  const times = await panel.ask(questionFor(spec), wordsOf(spec), () => calm(origin));
  const wire = await onWire(origin);
  return { ...times, ...wire, posted: await inside.ask({ type: "posted" }) };
}

/** One question with a bare `fetch` in the extension host. Its text is `received` and no more. */
export async function askRaw(inside: InsideHost, origin: string, spec: AnswerSpec): Promise<FirstWords> {
  await calm(origin);
  const received = await inside.ask({ type: "raw", origin, agentId: MEMORY_AGENT_ID, question: questionFor(spec) });
  return { ...(await onWire(origin)), received };
}

/** One question through Studio's chat. */
export async function askThroughStudio(studio: StudioQuestions, origin: string, spec: AnswerSpec): Promise<FirstWords> {
  const { enter, text, painted, clockError } = await studio.ask(questionFor(spec), wordsOf(spec), () => calm(origin));
  return { enter, ...(await onWire(origin)), text, painted, clockError };
}

/** The first chunk, as a page shows it. */
export function wordsOf(spec: AnswerSpec): string {
  return piecesOf(spec)[0]?.trim() ?? "";
}

/** What the server has noted of the question. */
export async function onWire(origin: string): Promise<Pick<FirstWords, "wire" | "asked">> {
  const { words, asked } = await takeWire(origin);
  if (words === undefined) {
    throw new Error("No text of an answer was on the wire.");
  }
  return { wire: words, ...(asked !== undefined && { asked }) };
}

/** Waits until no answer is being sent any more, such as one that nobody waited for. */
export async function calm(origin: string): Promise<void> {
  do {
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while ((await takeWire(origin)).words !== undefined);
}
