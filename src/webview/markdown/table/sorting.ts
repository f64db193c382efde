/** How a table is sorted. */
export interface Sorting {
  /** From 0. */
  readonly column: number;
  readonly order: "ascending" | "descending";
}

/** What a press on a column's head makes of the order: ascending, descending, then as it was written. */
export function nextSorting(now: Sorting | undefined, column: number): Sorting | undefined {
  if (now?.column !== column) {
    return { column, order: "ascending" };
  }
  return now.order === "ascending" ? { column, order: "descending" } : undefined;
}
