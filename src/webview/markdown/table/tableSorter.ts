import type { Tokens } from "marked";
import { cellText } from "./cellText";
import { keyComparer, type SortKey, sortKey } from "./sortKey";
import type { Sorting } from "./sorting";

type Cells = readonly Tokens.TableCell[];

interface Entry {
  readonly cells: Cells;
  /** Place of the row as it was written. */
  readonly place: number;
  readonly key: SortKey;
}

/** Keeps the rows of a table in order: of one that grows, only the new rows are put in their places. */
export class TableSorter {
  private sorting: Sorting | undefined;
  private written: readonly Cells[] = [];
  private entries: Entry[] = [];
  private compare: (a: Entry, b: Entry) => number = () => 0;

  /** The rows in an order; rows that are alike stay as they were written, and those without words come last. */
  sorted(rows: readonly Cells[], sorting: Sorting): readonly Cells[] {
    const kept = sorting === this.sorting ? this.unchanged(rows) : 0;
    if (sorting !== this.sorting) {
      this.sorting = sorting;
      this.compare = comparer(sorting);
    }
    if (kept < this.written.length) {
      this.entries = this.entries.filter(({ place }) => place < kept);
    }
    const added = rows.slice(kept).map((cells, index) => this.entry(cells, kept + index, sorting));
    this.entries = merged(this.entries, added.sort(this.compare), this.compare);
    this.written = rows;
    return this.entries.map(({ cells }) => cells);
  }

  private entry(cells: Cells, place: number, { column }: Sorting): Entry {
    const cell = cells[column];
    return { cells, place, key: sortKey(cell === undefined ? "" : cellText(cell)) };
  }

  /** How many rows, from the first one on, are those of the last time. */
  private unchanged(rows: readonly Cells[]): number {
    let count = 0;
    while (count < rows.length && rows[count] === this.written[count]) {
      count++;
    }
    return count;
  }
}

function comparer({ order }: Sorting): (a: Entry, b: Entry) => number {
  const compareKeys = keyComparer();
  const sign = order === "ascending" ? 1 : -1;
  return (a, b) => {
    const oneEmpty = a.key.kind === "empty" || b.key.kind === "empty";
    const compared = compareKeys(a.key, b.key) * (oneEmpty ? 1 : sign);
    return compared === 0 ? a.place - b.place : compared;
  };
}

/** Two sorted lists as one. */
function merged(a: readonly Entry[], b: readonly Entry[], compare: (a: Entry, b: Entry) => number): Entry[] {
  const all: Entry[] = [];
  let at = 0;
  for (const entry of b) {
    const end = placeOf(entry, a, at, compare);
    for (; at < end; at++) {
      all.push(a[at] as Entry);
    }
    all.push(entry);
  }
  return all.concat(a.slice(at));
}

/** Where an entry belongs among sorted ones, by halves. */
function placeOf(entry: Entry, list: readonly Entry[], from: number, compare: (a: Entry, b: Entry) => number): number {
  let low = from;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(list[middle] as Entry, entry) <= 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
