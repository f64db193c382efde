import type { AgentChunk } from "../../agents/chunk";
import type { Notice, Turn } from "../../shared/transcript";
import { closeParts } from "./openParts";
import { reduceParts } from "./partReducer";
import { contentFiltered, lengthReached, runFailed, tripwire } from "./runNotices";

type Words = AgentChunk & { readonly type: "text-delta" | "reasoning-delta" };

/**
 * What an agent's turn looks like after one more chunk. Pure: parts that do not change stay the very
 * same objects, which is what makes the difference between two turns cheap to find.
 *
 * @param now milliseconds since the epoch
 */
export function reduceTurn(turn: Turn, chunk: AgentChunk, now: number): Turn {
  switch (chunk.type) {
    case "start":
      return withMessage(chunk.runId ? { ...turn, runId: chunk.runId } : turn, chunk.messageId);
    case "message":
      return withMessage(turn, chunk.messageId);
    case "tool-call-approval":
    case "tool-call-suspended":
      return { ...withParts(turn, chunk, now), state: "waiting", ...(chunk.runId ? { runId: chunk.runId } : {}) };
    case "error":
      return { ...turn, error: runFailed(chunk.message) };
    case "tripwire":
      return endTurn(turn, "failed", tripwire(chunk.reason), now);
    case "abort":
      return endTurn(turn, "stopped", turn.error, now);
    case "finish":
      // A run that was ended from elsewhere says `abort`, and then that it finished by a tripwire.
      return turn.state === "stopped" ? turn : finish(turn, chunk, now);
    default:
      return withParts(turn, chunk, now);
  }
}

/**
 * Closes what is still open in a turn and gives it its final state.
 *
 * @param error what went wrong; what the turn says of it already when left out
 * @param now milliseconds since the epoch
 */
export function endTurn(
  turn: Turn,
  state: Turn["state"],
  error: Notice | undefined = turn.error,
  now: number = Date.now(),
): Turn {
  return { ...turn, state, parts: closeParts(turn.parts, now), endedAt: now, ...(error ? { error } : {}) };
}

/**
 * The same chunks, where neighbours that go on with the same text are one: a fast model's words come by the
 * hundred in one piece of the network, and each of them would make a copy of its part, list and turn.
 */
export function joinWords(chunks: readonly AgentChunk[]): readonly AgentChunk[] {
  const joined: AgentChunk[] = [];
  let open: Words | undefined;
  let words = "";
  const close = (): void => {
    if (open) {
      joined.push({ ...open, text: words });
      open = undefined;
    }
  };
  for (const chunk of chunks) {
    if (open && chunk.type === open.type && chunk.id === open.id) {
      words += chunk.text;
      continue;
    }
    close();
    if (chunk.type === "text-delta" || chunk.type === "reasoning-delta") {
      open = chunk;
      words = chunk.text;
    } else {
      joined.push(chunk);
    }
  }
  close();
  return joined;
}

function finish(turn: Turn, chunk: AgentChunk & { type: "finish" }, now: number): Turn {
  const { reason, usage, model, messageId } = chunk;
  const counted: Turn = { ...withMessage(turn, messageId), ...(usage ? { usage } : {}), ...(model ? { model } : {}) };
  switch (reason) {
    case "error":
      return endTurn(counted, "failed", turn.error ?? runFailed(""), now);
    case "tripwire":
      return endTurn(counted, "failed", turn.error ?? tripwire(""), now);
    case "length":
      return endTurn(counted, turn.error ? "failed" : "complete", turn.error ?? lengthReached(), now);
    case "content-filter":
      return endTurn(counted, turn.error ? "failed" : "complete", turn.error ?? contentFiltered(), now);
    default:
      return endTurn(counted, turn.error ? "failed" : "complete", turn.error, now);
  }
}

function withParts(turn: Turn, chunk: AgentChunk, now: number): Turn {
  const parts = reduceParts(turn.parts, chunk, now);
  return parts === turn.parts ? turn : { ...turn, parts };
}

function withMessage(turn: Turn, messageId: string | undefined): Turn {
  const known = turn.messageIds ?? [];
  return messageId === undefined || known.includes(messageId) ? turn : { ...turn, messageIds: [...known, messageId] };
}
