import type { Turn } from "../shared/transcript";

/** The words of a turn as they were written, Markdown included; what "Copy" copies. */
export function turnText(turn: Turn): string {
  return turn.parts.flatMap((part) => (part.kind === "text" && part.text !== "" ? [part.text] : [])).join("\n\n");
}
