import type { DataChunk } from "../../agents/chunk";
import type { DataPart, Part, ProgressNote } from "../../shared/transcript";
import { push } from "./textParts";
import { withProgress } from "./toolParts";
import { isTransient, TRANSIENT } from "./transient";

/** How many reports without an id are kept beside one another; after that the newest one is replaced. */
export const MAX_DATA = 200;

/**
 * A `data-*` chunk applied to parts: it goes to the tool call that it names, takes the place of the one
 * with the same id, or stands for itself.
 */
export function reduceData(parts: readonly Part[], chunk: DataChunk, now: number | undefined): readonly Part[] {
  const { toolCallId, name, note } = chunk;
  if (toolCallId !== undefined) {
    const index = parts.findLastIndex((part) => part.kind === "tool" && part.id === toolCallId);
    const call = parts[index];
    if (call?.kind === "tool") {
      return parts.with(index, withProgress(call, note));
    }
  }
  if (chunk.id !== undefined) {
    const id = chunk.transient ? TRANSIENT + chunk.id : chunk.id;
    return put(parts, { kind: "data", id, name, note }, (part) => part.id === id && part.name === name, now);
  }
  const last = parts.at(-1);
  if (
    last?.kind === "data" &&
    last.name === name &&
    isTransient(last) === chunk.transient &&
    isShare(last.note) &&
    isShare(note)
  ) {
    // The next stand of the same bar, not a second bar.
    return parts.with(-1, { ...last, note });
  }
  const prefix = chunk.transient ? TRANSIENT : "";
  const count = parts.reduce((sum, part) => (part.kind === "data" ? sum + 1 : sum), 0);
  const id = `${prefix}${name}-${String(Math.min(count, MAX_DATA))}`;
  return put(parts, { kind: "data", id, name, note }, (part) => part.id === id, now);
}

function put(
  parts: readonly Part[],
  data: DataPart,
  same: (part: DataPart) => boolean,
  now: number | undefined,
): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "data" && same(part));
  return index < 0 ? push(parts, data, now) : parts.with(index, data);
}

function isShare(note: ProgressNote): boolean {
  return note.percent !== undefined;
}
