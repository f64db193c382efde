import type { AgentChunk } from "../../agents/chunk";
import type { Part } from "../../shared/transcript";
import { push } from "./textParts";

/** The longest text that is compared with an object. */
const MAX_TEXT = 1_000_000;

/**
 * A structured object applied to parts: it grows in its place, and once it is whole the text that spelled
 * it out as JSON goes, for Mastra streams both (measured).
 */
export function reduceObject(
  parts: readonly Part[],
  { value, final }: AgentChunk & { type: "object" },
  now: number | undefined,
): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "object" && !part.finished);
  const id = parts[index]?.id ?? `object-${String(parts.length)}`;
  const part: Part = { kind: "object", id, value, finished: final };
  const next = index < 0 ? push(parts, part, now) : parts.with(index, part);
  return final ? withoutSpelling(next, value) : next;
}

function withoutSpelling(parts: readonly Part[], value: unknown): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "text" && spells(part.text, value));
  return index < 0 ? parts : parts.toSpliced(index, 1);
}

function spells(text: string, value: unknown): boolean {
  if (text.length > MAX_TEXT || !/^\s*[[{]/.test(text)) {
    return false;
  }
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  } catch {
    return false;
  }
}
