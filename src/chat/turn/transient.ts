import type { Part } from "../../shared/transcript";

/** Begins the id of what the server does not keep: it is shown only while the turn is written. */
export const TRANSIENT = "transient:";

/** True for a part that goes when its turn ends. */
export function isTransient(part: Part): boolean {
  return part.kind === "data" && part.id.startsWith(TRANSIENT);
}
