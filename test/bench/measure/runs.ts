import type { Machine } from "./machine";
import type { Findings } from "./row";

/** What one run of all suites has found out. */
export interface Run {
  /** ISO 8601. */
  readonly date: string;
  /** Of the package. */
  readonly version: string;
  readonly machine: Machine;
  /** By the name of the suite; those that failed are not in it. */
  readonly suites: Readonly<Record<string, Findings>>;
  /** Why suites have no findings, in one line each, by their names. */
  readonly failed: Readonly<Record<string, string>>;
}

/** The file of results, newest last. */
export interface Results {
  readonly runs: readonly Run[];
}

/** The README shows what two runs agree about. */
const KEPT = 2;

/** The results with one run more: the last two of its version are kept, all others say nothing of it. */
export function withRun({ runs }: Results, run: Run): Results {
  return { runs: [...runs.filter(({ version }) => version === run.version), run].slice(-KEPT) };
}

/** As JSON, the values of a row on one line: a line for each number would be read by nobody. */
export function resultsText(results: Results): string {
  const text = JSON.stringify(results, undefined, 2);
  // A string holds no line break of its own, so this finds lists alone.
  return `${text.replaceAll(/\[\n[-+\d.e,\s]+\]/g, (list) => `[${list.slice(1, -1).trim().split(/,\s+/).join(", ")}]`)}\n`;
}
