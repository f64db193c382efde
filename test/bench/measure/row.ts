import { type Goal, judge, type Samples, type Unit, type Verdict, worst } from "./goal";

/** The other side of a comparison, measured in the same run, its samples between ours. */
export interface Against extends Samples {
  readonly name: string;
}

/** What was measured and what is wanted, before anybody has judged it. */
export interface Measured {
  /** Lower case with dots, such as `answer.cpu.410`; stays the same from version to version. */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  /** One value a run. Empty when it could not be measured; `note` says why. */
  readonly ours: readonly number[];
  /** By how much each value may be wrong, either way, such as by the error of a clock. */
  readonly error?: number;
  /** Counted rather than timed: one value says it all. */
  readonly exact?: true;
  readonly against?: Against;
  readonly goals: readonly Goal[];
  /** What the value does not say by itself: how it was taken, why a goal is missed, what was tried. */
  readonly note?: string;
}

/** One line of the table. */
export interface Row extends Omit<Measured, "goals"> {
  /** In words; empty when there is none. */
  readonly goal: string;
  /** Left out when there is no goal, or nothing to hold against it. */
  readonly verdict?: Verdict;
}

/** How a cost grows: the same measurement at several sizes. */
export interface Curve {
  readonly id: string;
  readonly what: string;
  readonly x: { readonly name: string; readonly unit: string };
  readonly y: { readonly name: string; readonly unit: Unit };
  /** Ours first. */
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly values: readonly number[] }[];
}

/** What one file of benchmarks has found out. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly curves: readonly Curve[];
}

/**
 * One file of benchmarks. `main.ts` runs every `test/bench/**\/*.bench.ts` that exports it as
 * `suite`, each in a Node process of its own, started with `--expose-gc`.
 */
export interface BenchSuite {
  /** How it is called on the command line. */
  readonly name: string;
  readonly what: string;
  readonly run: () => Promise<Findings>;
}

/** Judges a measurement. A row without values, or with a comparison that is missing, is not met and not missed. */
export function judged({ goals, ...measured }: Measured): Row {
  const { ours, error, against, exact, unit } = measured;
  const side = { values: ours, ...(error !== undefined && { error }) };
  const verdict = worst(goals.map((goal) => judge(goal, side, against, exact)));
  return { ...measured, goal: goals.map(({ text }) => text(unit)).join(", "), ...(verdict && { verdict }) };
}

/** A row for what could not be measured here. @param why one sentence */
export function notMeasured(measured: Omit<Measured, "ours" | "note">, why: string): Row {
  return judged({ ...measured, ours: [], note: `not measured: ${why}` });
}
