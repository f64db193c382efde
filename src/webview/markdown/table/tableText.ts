import type { Tokens } from "marked";
import { cellText } from "./cellText";

type Cells = readonly Tokens.TableCell[];

/** What spreadsheets take for a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
/** A number with its sign is none: it only says itself. */
const number = /^[+-](?:\d[\d.,]*|\.\d+)(?:e[+-]?\d+)?\s?%?$/i;

/**
 * A table as CSV: lines end in CR LF, and a field with a comma, a quote or a line break stands in quotes (RFC 4180).
 * What a spreadsheet would carry out has an apostrophe before it, as they themselves mark text.
 *
 * @param rows in the order in which they are shown
 */
export function csvOf(table: Tokens.Table, rows: readonly Cells[]): string {
  return [table.header, ...rows]
    .map((cells) => `${cells.map((cell) => csvField(cellText(cell))).join(",")}\r\n`)
    .join("");
}

/** One field of CSV. @param text what stands in the cell */
export function csvField(text: string): string {
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A table as Markdown: as it was written, the lines of its rows in the order in which they are shown.
 *
 * @param rows some order of the table's own rows
 */
export function markdownOf(table: Tokens.Table, rows: readonly Cells[]): string {
  const [head = "", delimiters = "", ...lines] = table.raw.trimEnd().split("\n");
  const places = new Map<Cells, number>(table.rows.map((cells, place) => [cells, place]));
  const shown = rows.map((cells) => lines[places.get(cells) ?? 0] ?? "");
  return [head, delimiters, ...shown, ""].join("\n");
}
