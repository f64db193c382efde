/** The part of a clipboard that decides whether a paste is text. */
export interface Clipboard {
  readonly fileNames: readonly string[];
  readonly text: string;
}

/**
 * True when a paste is to be attached. A text stays a text, also when the program it was copied in put
 * a picture of it beside it (spreadsheets do); but file managers put the files' names or paths there.
 */
export function isPasteOfFiles({ fileNames, text }: Clipboard): boolean {
  if (fileNames.length === 0) {
    return false;
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.every((line) => fileNames.some((name) => lastPart(line) === name));
}

function lastPart(path: string): string {
  return path.trim().split(/[\\/]/).at(-1) ?? "";
}
