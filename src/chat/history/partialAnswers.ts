import { isQuestion, type StoredMessage, textsOf } from "../../agents/storedThread";
import type { Turn } from "../../shared/transcript";
import { textOf } from "../turn/turnChanges";

/** A question that was deleted on the server while its answer might still have been on the way into the memory. */
export interface Removal {
  /** The question and what followed it, as this window had them. */
  readonly turns: readonly Turn[];
  /** Ids of the messages that the server had when they were deleted, those deleted among them. */
  readonly seen: ReadonlySet<string>;
}

/**
 * What the server has stored of a stopped answer only after its question was deleted. It keeps the beginning
 * of such an answer under an id that it never told (docs/wire.md#mastra-a-stopped-answer), so it is known by
 * its place, right before the question that was asked instead, and by its words. In doubt nothing is named: it
 * may be another window's.
 *
 * @param stored the newest messages of the thread, oldest first
 * @param complete whether they are all of the thread
 * @param next id of the question that was asked instead
 * @returns ids
 */
export function lateAnswer(
  stored: readonly StoredMessage[],
  complete: boolean,
  next: string,
  { turns, seen }: Removal,
): readonly string[] {
  const gone = new Set(turns.flatMap(({ messageIds = [] }) => messageIds));
  const before = stored.slice(
    0,
    Math.max(
      0,
      stored.findIndex(({ id }) => id === next),
    ),
  );
  const anchor = before.findLastIndex((message) => isQuestion(message) || seen.has(message.id));
  const last = before[anchor];
  // Behind a question of somebody else stands somebody else's answer.
  const mine = last === undefined ? complete : gone.has(last.id) || !isQuestion(last);
  const late = mine ? before.slice(anchor + 1) : [];
  const named = late.length > 0 && sameWords(late, turns) ? late : [];
  return [...before.filter(({ id }) => gone.has(id)), ...named].map(({ id }) => id);
}

/**
 * Of an answer that was stopped or cut, the server keeps the beginning under an id that it never told
 * (docs/wire.md#mastra-a-stopped-answer). It stands behind a message that is known; a question of another
 * window ends the search.
 *
 * @param stored oldest first
 * @param known the first one is the question
 * @returns the ids of such beginnings
 */
export function answersOf(stored: readonly StoredMessage[], known: readonly string[]): readonly string[] {
  const begin = stored.findIndex(({ id }) => id === known[0]);
  const answers: string[] = [];
  let mine = false;
  for (const message of stored.slice(Math.max(0, begin))) {
    const isKnown = known.includes(message.id);
    mine = isKnown || (mine && !isQuestion(message));
    if (mine && !isKnown) {
      answers.push(message.id);
    }
  }
  return answers;
}

/** The ids of a question, where it is stored, and of what follows it up to the next one. */
export function storedExchange(stored: readonly StoredMessage[], question: string): readonly string[] {
  return stored.some(({ id }) => id === question) ? [question, ...answersOf(stored, [question])] : [];
}

/** One of them may have got further than the other. */
function sameWords(late: readonly StoredMessage[], turns: readonly Turn[]): boolean {
  const answer = turns.findLast(({ role }) => role === "agent");
  const [ours, theirs] = [answer ? textOf(answer) : "", late.flatMap(textsOf).join("")].map((text) =>
    text.replace(/\s+/g, ""),
  );
  // Without words on both sides only the place would speak, and another window's answer may stand there.
  return !!ours && !!theirs && (ours.startsWith(theirs) || theirs.startsWith(ours));
}
