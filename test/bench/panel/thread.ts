import type { Turn } from "../../../src/shared/transcript";
import { agent, user } from "../../e2e/setup/gallery/states/samples";
import { answerText } from "../texts/answer";

/** The thread whose turns are made here. */
export const threadId = "thread";

/** A thread of so many turns, questions and answers of 300 to 1,200 characters. */
export function longThread(count: number): readonly Turn[] {
  return Array.from({ length: count }, (_, index) => turnAt(index));
}

/** The turn at a place of the thread, as the host sends it. */
export function turnAt(index: number): Turn {
  return index % 2 === 0 ? user(turnId(index), questionAt(index)) : agent(turnId(index), [answerAt(index)]);
}

export function turnId(index: number): string {
  return `turn-${index}`;
}

/** The words of a question; `seedThread` asks the same. */
export function questionAt(index: number): string {
  return `Question ${index}`;
}

/** The Markdown of an answer, which begins at another block for each place. */
export function answerAt(index: number): string {
  const from = source.indexOf("\n\n", (index * 37) % 4000) + 2;
  return source.slice(from, from + 300 + ((index * 131) % 900));
}

const source = answerText(6000);
