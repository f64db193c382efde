import type { Part, ToolCallStatus } from "../../shared/transcript";
import { finishReasoning } from "./textParts";
import { isTransient } from "./transient";

/** The calls that something can still happen to. */
export const OPEN: ReadonlySet<ToolCallStatus> = new Set(["writing", "running", "awaitingApproval", "suspended"]);

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
