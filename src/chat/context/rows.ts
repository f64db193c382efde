import { go } from "fuzzysort";

/** The rows whose name or keywords fit what was typed behind `@`, in their own order. */
export function fittingRows<Row extends { readonly name: string; readonly keywords: string }>(
  rows: readonly Row[],
  query: string,
): readonly Row[] {
  const text = query.trim();
  if (text === "") {
    return rows;
  }
  const found = new Set(go(text, rows, { keys: ["name", "keywords"], limit: rows.length }).map(({ obj }) => obj));
  return rows.filter((row) => found.has(row));
}
