import { go, snapshot } from "fuzzysort";

/** A file that can be found. */
export interface IndexedFile {
  readonly id: string;
  /** Last part of the path. */
  readonly name: string;
  /** As people read it: relative to the workspace, in a workspace of several folders with the folder's name. */
  readonly path: string;
}

/** Lower scores find letters scattered over long paths. */
const THRESHOLD = 0.3;

/** Files by name or path, fuzzily: the letters in their order, words in any, best first. */
export class FileIndex {
  private readonly targets;
  private readonly byId: ReadonlyMap<string, IndexedFile>;

  constructor(readonly files: readonly IndexedFile[]) {
    // fuzzysort keeps what it learns about each path, which makes the second key press faster.
    this.targets = snapshot<IndexedFile>(files, { keys: ["name", "path"] });
    this.byId = new Map(files.map((file) => [file.id, file]));
  }

  get(id: string): IndexedFile | undefined {
    return this.byId.get(id);
  }

  /** @returns at most `limit` files; for an empty query the first ones as they stand */
  search(query: string, limit: number): readonly IndexedFile[] {
    const text = query.trim().replaceAll("\\", "/");
    return text === ""
      ? this.files.slice(0, limit)
      : go(text, this.targets, { limit, threshold: THRESHOLD }).map(({ obj }) => obj);
  }
}

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
