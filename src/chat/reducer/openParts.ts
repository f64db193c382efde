import type { Part, ReasoningPart, ToolCallStatus } from "../../shared/transcript";

/** The calls that something can still happen to. */
export const OPEN: ReadonlySet<ToolCallStatus> = new Set(["writing", "running", "awaitingApproval", "suspended"]);

/** Begins the id of what the server does not keep: it is shown only while the turn is written. */
export const TRANSIENT = "transient:";

/** True for a part that goes when its turn ends. */
export function isTransient(part: Part): boolean {
  return part.kind === "data" && part.id.startsWith(TRANSIENT);
}

/** Parts with one more at the end, and reasoning closed: something else has begun. */
export function push(parts: readonly Part[], part: Part, now: number | undefined): readonly Part[] {
  return [...finishReasoning(parts, now), part];
}

/** Closes the reasoning that is still open; there is never more than one. */
export function finishReasoning(parts: readonly Part[], now: number | undefined): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "reasoning" && !part.finished);
  const part = parts[index];
  return part?.kind === "reasoning" ? parts.with(index, finished(part, now)) : parts;
}

/**
 * Closes what is still open when nothing more can come: reasoning ends, calls without a result are
 * cancelled, steps without one have failed, and what was only for the moment goes. Parts that were
 * closed stay the same objects.
 */
export function closeParts(parts: readonly Part[], now: number | undefined): readonly Part[] {
  const kept = finishReasoning(parts, now).filter((part) => !isTransient(part));
  const closed = kept.map((part) => closePart(part, now));
  return closed.length === parts.length && closed.every((part, index) => part === parts[index]) ? parts : closed;
}

function closePart(part: Part, now: number | undefined): Part {
  switch (part.kind) {
    case "tool": {
      const nested = part.nested && closeParts(part.nested, now);
      if (nested === part.nested && !OPEN.has(part.status)) {
        return part;
      }
      return {
        ...part,
        ...(OPEN.has(part.status) ? { status: "cancelled" as const } : {}),
        ...(nested ? { nested } : {}),
      };
    }
    case "step": {
      const inner = closeParts(part.parts, now);
      const open = part.status === "running" || part.status === "waiting";
      return open || inner !== part.parts
        ? { ...part, parts: inner, ...(open ? { status: "failed" as const } : {}) }
        : part;
    }
    case "object":
      return part.finished ? part : { ...part, finished: true };
    default:
      return part;
  }
}

function finished(part: ReasoningPart, now: number | undefined): ReasoningPart {
  const { startedAt } = part;
  const timed = startedAt === undefined || now === undefined ? {} : { durationMs: Math.max(0, now - startedAt) };
  return { ...part, finished: true, ...timed };
}
