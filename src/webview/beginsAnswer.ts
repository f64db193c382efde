import type { ToViewMessages } from "../shared/protocol";
import type { Turn } from "../shared/transcript";

/**
 * True when patches bring the first part of the newest answer. It is drawn as it comes: the frame that brings
 * it to the screen is the next one either way, and has less to do then (measured by the benchmark `firstWords`).
 */
export function beginsAnswer({ patches }: ToViewMessages["patches"], newest: Turn | undefined): boolean {
  if (newest?.state !== "streaming" || newest.parts.length > 0) {
    return false;
  }
  const { id } = newest;
  return patches.some((patch) => {
    if (patch.op === "turn") {
      return patch.turn.id === id && patch.turn.parts.length > 0;
    }
    return patch.op === "part" && patch.turnId === id;
  });
}
