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

/**
 * The results with a few suites measured again: they take the place of those in the newest run of a version.
 *
 * @throws Error when there is no run of that version, which they could be a part of
 */
export function withSuites({ runs }: Results, again: Pick<Run, "version" | "suites" | "failed">): Results {
  const run = runs.at(-1);
  if (run?.version !== again.version) {
    throw new Error(`No whole run of version ${again.version} is known, which suites could be measured again for.`);
  }
  const failed = Object.entries(run.failed).filter(([name]) => !(name in again.suites));
  const newest: Run = {
    ...run,
    suites: { ...run.suites, ...again.suites },
    failed: { ...Object.fromEntries(failed), ...again.failed },
  };
  return { runs: [...runs.slice(0, -1), newest] };
}

/** As JSON, the values of a row on one line: a line for each number would be read by nobody. */
export function resultsText(results: Results): string {
  const text = JSON.stringify(results, undefined, 2);
  // A string holds no line break of its own, so this finds lists alone.
  return `${text.replaceAll(/\[\n[-+\d.e,\s]+\]/g, (list) => `[${list.slice(1, -1).trim().split(/,\s+/).join(", ")}]`)}\n`;
}
