import type { Verdict } from "./measure/goal";
import { rangeInWords, ratioOf, ratiosInWords } from "./measure/inWords";
import type { Row } from "./measure/row";
import type { Run } from "./measure/runs";

const BEGIN = "<!-- bench: written by npm run bench -->";
const END = "<!-- /bench -->";

/** What a person wants to know first, in this order; everything else is in the results. */
const SHOWN = [
  "activation.total",
  "firstWords.thinking.text",
  "firstWords.thinking.enter",
  "answer.cpu.410",
  "answer.bare",
  "streaming.5000.longest",
  "streaming.5000.studioWork",
  "oneBlock.table.longest",
  "markdown.frames.lexed",
  "rate.share",
  "thread.minute",
  "panelThread.open",
  "panelThread.append",
  "panelThread.heap",
  "idle.heap",
  "roundTrips.question",
  "size.vsix",
] as const;

/** One measurement in all runs that have it, newest last. */
type Rows = readonly [Row, ...Row[]];

/**
 * The README with the figures of the last runs between its two marks: a range where they differ, every goal
 * that was missed or is not sure, and what the newest run lacks.
 *
 * @param runs of one version, newest last
 * @throws Error when the marks are missing
 */
export function readmeWithFigures(readme: string, runs: readonly Run[]): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`The README has no place for the figures: ${BEGIN} … ${END}`);
  }
  const failed = Object.entries(runs.at(-1)?.failed ?? {});
  const byId = rowsById(runs);
  const shown = SHOWN.flatMap((id) => {
    const rows = byId.get(id);
    return rows ? [rows] : [];
  });
  const absent = SHOWN.filter((id) => !byId.has(id)).map((id) => `\`${id}\``);
  const missing = failed.map(([name, why]) => `- \`${name}\`: ${why}`);
  const figures = [
    measuredOn(runs),
    table(shown),
    ...(absent.length > 0 ? [`Not measured, and missing from the table: ${absent.join(", ")}.`] : []),
    goals([...byId.values()]),
    ...(missing.length > 0
      ? [`These suites failed in the last run, and their figures are missing from it:\n\n${missing.join("\n")}`]
      : []),
  ].join("\n\n");
  return `${readme.slice(0, begin)}${BEGIN}\n\n${figures}\n\n${readme.slice(end)}`;
}

function rowsById(runs: readonly Run[]): ReadonlyMap<string, Rows> {
  const byId = new Map<string, Rows>();
  for (const row of runs.flatMap(({ suites }) => Object.values(suites).flatMap(({ rows }) => rows))) {
    const known = byId.get(row.id);
    byId.set(row.id, known ? [...known, row] : [row]);
  }
  return byId;
}

function measuredOn(runs: readonly Run[]): string {
  const days = [...new Set(runs.map(({ date }) => date.slice(0, "2000-01-01".length)))].join(" and ");
  return runs.length === 1
    ? `Measured on ${days} in one run:`
    : `Measured on ${days} in ${String(runs.length)} runs; two numbers are the medians of both:`;
}

function table(all: readonly Rows[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const body = all.map((rows) => {
    const { what, against, ours, theirs, ratio, goal, verdict } = cellsOf(rows);
    return line([against === "" ? what : `${what}, against ${against}`, ours, theirs, ratio, goal, verdict ?? ""]);
  });
  return [
    line(["what", "ours", "against", "ratio", "goal", ""]),
    line(["---", "---:", "---:", "---:", "---", "---"]),
    ...body,
  ].join("\n");
}

/** How many goals are met, and the others one by one with what is known of why. */
function goals(all: readonly Rows[]): string {
  const judged = all.map(cellsOf).filter(({ verdict }) => verdict !== undefined);
  const list = (wanted: Verdict, words: string): readonly string[] => {
    const found = judged.filter(({ verdict }) => verdict === wanted);
    const each = found.map(({ what, against, ours, theirs, ratio, goal, note }) => {
      const beside = against === "" ? "" : `, ${against}: ${theirs}${ratio === "" ? "" : ` (${ratio})`}`;
      return `- ${what}: ${ours}${beside}; wanted: ${goal}.${note === undefined ? "" : ` ${note}.`}`;
    });
    return each.length === 0 ? [] : [`${String(each.length)} ${words}:`, each.join("\n")];
  };
  const met = judged.filter(({ verdict }) => verdict === "met").length;
  return [
    `${String(met)} of ${String(judged.length)} goals are met.`,
    ...list("missed", "missed"),
    ...list("not sure", "not sure, because the samples or the runs lie on both sides of the goal"),
  ].join("\n\n");
}

interface Cells {
  readonly what: string;
  /** Who the other side is; empty without one. */
  readonly against: string;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: string;
  readonly goal: string;
  readonly verdict: Verdict | undefined;
  readonly note: string | undefined;
}

function cellsOf(rows: Rows): Cells {
  const newest = rows.at(-1) ?? rows[0];
  const { what, unit, goal, note } = newest;
  const ours = rows.map(({ ours: values, error }) => ({ values, ...(error !== undefined && { error }) }));
  const theirs = rows.flatMap(({ against }) => against ?? []);
  const range = (sides: typeof theirs | typeof ours): string => {
    const measured = sides.filter(({ values }) => values.length > 0);
    return measured.length === 0 ? "–" : rangeInWords(measured, unit);
  };
  const ratios = rows.flatMap(({ against }, run) => (against && ratioOf(ours[run] ?? { values: [] }, against)) ?? []);
  return {
    what,
    against: newest.against?.name ?? "",
    ours: range(ours),
    theirs: newest.against ? range(theirs) : "",
    ratio: ratios.length === 0 ? "" : ratiosInWords(ratios),
    goal,
    verdict: together(rows.map(({ verdict }) => verdict)),
    note,
  };
}

/** Runs that do not say the same leave it open. */
function together(verdicts: readonly (Verdict | undefined)[]): Verdict | undefined {
  const said = [...new Set(verdicts.filter((verdict) => verdict !== undefined))];
  return said.length > 1 ? "not sure" : said[0];
}
