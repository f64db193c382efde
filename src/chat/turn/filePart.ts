import type { FilePart, Part } from "../../shared/transcript";

/** A file that an agent has sent, among parts and whatever is nested in them. */
export function filePart(parts: readonly Part[] = [], partId: string): FilePart | undefined {
  for (const part of parts) {
    const within = part.kind === "tool" ? part.nested : part.kind === "step" ? part.parts : undefined;
    const found = part.kind === "file" && part.id === partId ? part : filePart(within, partId);
    if (found) {
      return found;
    }
  }
  return undefined;
}
