import type { AgentChunk } from "../../agents/chunk";
import type { Turn } from "../../shared/transcript";

/** Chunks that say something about a run, and nothing in it. */
const AROUND: ReadonlySet<AgentChunk["type"]> = new Set(["accepted", "start", "message", "other"]);

/**
 * The chunks of a run that goes on with a turn. Words that follow on words go on in the same part: the run before was
 * cut off within a sentence, or within a table.
 */
export async function* goingOn(
  turn: Turn,
  batches: AsyncIterable<readonly AgentChunk[]>,
): AsyncGenerator<readonly AgentChunk[], void, undefined> {
  const last = turn.parts.at(-1);
  let first: AgentChunk | undefined;
  for await (const batch of batches) {
    first ??= batch.find(({ type }) => !AROUND.has(type));
    const id = last?.kind === "text" && first?.type === "text-delta" ? first.id : undefined;
    yield last === undefined || id === undefined
      ? batch
      : batch.map((chunk) => (chunk.type === "text-delta" && chunk.id === id ? { ...chunk, id: last.id } : chunk));
  }
}
