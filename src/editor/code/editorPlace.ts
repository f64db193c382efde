import type * as vscode from "vscode";
import { indented } from "./indentation";

/** The offsets of a range. */
export function placeIn(document: vscode.TextDocument, range: vscode.Range): { start: number; end: number } {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/**
 * Code as it has to be written into this range: indented like the line it begins in, and with a line end
 * behind it where whole lines are replaced or several lines come to stand in front of others.
 */
export function textAt(document: vscode.TextDocument, range: vscode.Range, code: string): string {
  const line = document.lineAt(range.start.line).text;
  const before = line.slice(0, range.start.character);
  const bare = code.replaceAll("\r\n", "\n").replace(/\n+$/, "");
  const lineEnd = !range.isEmpty && range.end.character === 0 ? "\n" : "";
  if (before.trim() !== "") {
    // In the middle of a line the code goes on with what is there.
    return bare + lineEnd;
  }
  const atStart = range.start.character === 0;
  const indent = atStart ? (/^\s*/.exec(line)?.[0] ?? "") : before;
  const text = indented(bare, indent, !atStart);
  const pushesDown = range.isEmpty && text.includes("\n") && line.slice(range.end.character).trim() !== "";
  return pushesDown ? `${text}\n${before}` : text + lineEnd;
}
