const opening = /^ {0,3}(`{3,}|~{3,})/;

/**
 * True when a fenced code block has its closing fence, or needs none because it is indented code.
 * CommonMark §4.5: the closing fence uses the same character, at least as often, and nothing else.
 */
export function isClosedFence(raw: string): boolean {
  const fence = opening.exec(raw)?.[1];
  if (fence === undefined) {
    return true;
  }
  const lines = raw.trimEnd();
  const start = lines.lastIndexOf("\n");
  const last = lines.slice(start + 1).trim();
  return start >= 0 && last.startsWith(fence) && /^(`+|~+)$/.test(last);
}

/** The code to show while its block is still open: half of a closing fence is not code, and would flash. */
export function openFenceText(text: string): string {
  return text.replace(/(^|\n) {0,3}(?:`{1,}|~{1,})$/, "$1");
}
