import type { Part, ReasoningPart } from "../../shared/transcript";

/** Parts with one more at the end, and reasoning closed: something else has begun. */
export function push(parts: readonly Part[], part: Part, now: number | undefined): readonly Part[] {
  return [...finishReasoning(parts, now), part];
}

/** Text goes on in the same part only if nothing else came in between, so that order is kept. */
export function appendText(parts: readonly Part[], id: string, text: string, now: number | undefined): readonly Part[] {
  const last = parts.at(-1);
  if (text === "") {
    return parts;
  }
  if (last?.kind === "text" && last.id === id) {
    return parts.with(-1, { ...last, text: last.text + text });
  }
  return push(parts, { kind: "text", id, text }, now);
}

/** The same for reasoning, which is timed from its first words. */
export function appendReasoning(
  parts: readonly Part[],
  id: string,
  text: string,
  now: number | undefined,
): readonly Part[] {
  const last = parts.at(-1);
  if (text === "") {
    return parts;
  }
  if (last?.kind === "reasoning" && last.id === id && !last.finished) {
    return parts.with(-1, { ...last, text: last.text + text });
  }
  const started = now === undefined ? {} : { startedAt: now };
  return push(parts, { kind: "reasoning", id, text, finished: false, ...started }, now);
}

/** Closes the reasoning that is still open; there is never more than one. */
export function finishReasoning(parts: readonly Part[], now: number | undefined): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "reasoning" && !part.finished);
  const part = parts[index];
  return part?.kind === "reasoning" ? parts.with(index, finished(part, now)) : parts;
}

function finished(part: ReasoningPart, now: number | undefined): ReasoningPart {
  const { startedAt } = part;
  const timed = startedAt === undefined || now === undefined ? {} : { durationMs: Math.max(0, now - startedAt) };
  return { ...part, finished: true, ...timed };
}
