import type { Transcript } from "../../shared/transcript";
import { textOf, waits } from "../turn/turnChanges";

/** What this machine knows of a thread without asking the server. */
export interface LocalThread {
  readonly id: string;
  /** From the first question, or the name a person gave it; empty when there is neither. */
  readonly title: string;
  readonly agentId?: string;
  readonly agentName: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  /** The agent of each call that waits for a person; missing when none does. */
  readonly waits?: readonly string[];
}

/** Characters of a title that is made from a question. */
const TITLE_LENGTH = 60;

/**
 * A title from a question: its first line, cut at a word.
 *
 * @returns empty when the question has no words
 */
export function titleFrom(question: string): string {
  const line =
    question
      .split("\n")
      .find((each) => each.trim() !== "")
      ?.replace(/\s+/g, " ")
      .trim() ?? "";
  if (line.length <= TITLE_LENGTH) {
    return line;
  }
  const cut = line.slice(0, TITLE_LENGTH);
  const space = cut.lastIndexOf(" ");
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** What a transcript says about its thread. Its first question counts only when the transcript begins with it. */
export function describeThread({ threadId, turns, earlier, title }: Transcript): LocalThread {
  const question = earlier === true ? undefined : turns.find(({ role }) => role === "user");
  const answer = turns.findLast(({ role }) => role === "agent");
  const waiting = turns.flatMap(({ state, parts, agentId = "" }) =>
    // What waits for this editor the server does not know.
    state === "waiting"
      ? parts.flatMap((part) => (waits(part) && part.kind === "tool" && !part.inEditor ? [agentId] : []))
      : [],
  );
  return {
    id: threadId,
    title: title ?? (question ? titleFrom(textOf(question)) : ""),
    ...(answer?.agentId === undefined ? {} : { agentId: answer.agentId }),
    agentName: answer?.agentName ?? "",
    updatedAt: turns.reduce((latest, turn) => Math.max(latest, turn.endedAt ?? turn.createdAt), 0),
    ...(waiting.length === 0 ? {} : { waits: waiting }),
  };
}
