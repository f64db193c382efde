import { ratioInWords, ratioOf, samplesInWords } from "./inWords";
import type { Row } from "./row";

const HEAD = ["what", "ours", "against", "ratio", "goal", ""] as const;

/** Columns that hold numbers, which stand at the right. */
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 3]);

const AGAINST = HEAD.indexOf("against");

/** Rows as text for a terminal: columns in line, below them who the other sides are, and the notes. */
export function textTable(rows: readonly Row[]): string {
  const others = [...new Set(rows.flatMap(({ against }) => against?.name ?? []))];
  const mark = (name: string): string => `[${String(others.indexOf(name) + 1)}]`;
  const marked = (row: Row): readonly string[] =>
    cellsOf(row).map((cell, column) =>
      column === AGAINST && row.against ? `${cell} ${mark(row.against.name)}` : cell,
    );
  const cells = [HEAD, ...rows.map(marked)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, NUMBERS.has(column)))
      .join("  ")
      .trimEnd();
  const below = [
    ...others.map((name) => `${mark(name)} ${name}`),
    ...rows.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`])),
  ];
  return [...cells.map(line), ...(below.length > 0 ? ["", ...below] : [])].join("\n");
}

/** How many goals are met, and which are not, or not surely. */
export function summary(rows: readonly Row[]): string {
  const named = (verdict: Row["verdict"]): readonly string[] =>
    rows.filter((row) => row.verdict === verdict).map(({ what }) => what);
  const [missed, unsure] = [named("missed"), named("not sure")];
  const all = rows.filter(({ verdict }) => verdict !== undefined).length;
  return [
    `${String(all - missed.length - unsure.length)} of ${String(all)} goals met`,
    ...(missed.length > 0 ? [`missed: ${missed.join("; ")}`] : []),
    ...(unsure.length > 0 ? [`not sure: ${unsure.join("; ")}`] : []),
  ].join("; ");
}

function cellsOf({ what, unit, ours, error, against, goal, verdict }: Row): readonly string[] {
  const side = { values: ours, ...(error !== undefined && { error }) };
  const ratio = against && ratioOf(side, against);
  return [
    what,
    samplesInWords(side, unit),
    against ? samplesInWords(against, unit) : "",
    ratio ? ratioInWords(ratio) : "",
    goal,
    verdict === "missed" ? "MISSED" : (verdict ?? ""),
  ];
}

function padded(cell: string, to: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, to - width(cell)));
  return right ? space + cell : cell + space;
}

function width(text: string): number {
  return Array.from(text).length;
}
