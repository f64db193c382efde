import { type Row, withUnit } from "./row";
import { median, shown, timesLessThan } from "./statistics";

const HEAD = ["what", "ours", "against", "factor", "goal", ""] as const;

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

/** The same as a table in Markdown. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = HEAD.map((_, column) => (NUMBERS.has(column) ? "---:" : "---"));
  const body = rows.map((row) => {
    const [what = "", ...rest] = cellsOf(row);
    return line([row.against ? `${what}, against ${row.against.name}` : what, ...rest]);
  });
  return [line(HEAD), line(rule), ...body].join("\n");
}

/** Every goal that was missed, in Markdown, with what is known of why. */
export function missedGoals(rows: readonly Row[]): string {
  const missed = rows.filter(({ met }) => met === false);
  const line = (row: Row): string => {
    const [what, ours, against, times, goal] = cellsOf(row);
    const beside = row.against ? `, ${row.against.name}: ${against}${times ? ` (${times})` : ""}` : "";
    return `- ${what}: ${ours}${beside}; wanted: ${goal}.${row.note === undefined ? "" : ` ${row.note}.`}`;
  };
  return missed.length === 0
    ? `${verdict(rows)}.`
    : [
        `${String(missed.length)} of ${String(rows.filter(({ met }) => met !== undefined).length)} goals are missed:`,
        "",
        ...missed.map(line),
      ].join("\n");
}

/** How many goals are met, and which are not. */
export function verdict(rows: readonly Row[]): string {
  const judgedRows = rows.filter(({ met }) => met !== undefined);
  const missed = judgedRows.filter(({ met }) => met === false);
  const count = `${String(judgedRows.length - missed.length)} of ${String(judgedRows.length)} goals met`;
  return missed.length === 0 ? count : `${count}; missed: ${missed.map(({ what }) => what).join("; ")}`;
}

function cellsOf({ what, unit, ours, against, goal, met }: Row): readonly string[] {
  const value = (values: readonly number[]): string => (values.length === 0 ? "–" : withUnit(median(values), unit));
  const both = against !== undefined && against.values.length > 0 && ours.length > 0;
  const verdictOf = met === undefined ? "" : met ? "met" : "MISSED";
  return [
    what,
    value(ours),
    against ? value(against.values) : "",
    both ? ratio(ours, against.values) : "",
    goal,
    verdictOf,
  ];
}

/** Empty where a quotient says nothing, as with a cost of zero. */
function ratio(ours: readonly number[], theirs: readonly number[]): string {
  const times = timesLessThan(ours, theirs);
  return Number.isFinite(times) ? `${shown(times)}×` : "";
}

function padded(cell: string, to: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, to - width(cell)));
  return right ? space + cell : cell + space;
}

function width(text: string): number {
  return Array.from(text).length;
}
