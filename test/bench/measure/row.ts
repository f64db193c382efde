import { median, shown } from "./statistics";

/** What a value is counted in. `ms` of a `CPU` row are of the processor, all others of the clock. */
export type Unit = "ms" | "µs" | "KB" | "MB" | "%" | "fps" | "count";

/** The other side of a comparison, measured in the same run, its samples between ours. */
export interface Against {
  readonly name: string;
  readonly values: readonly number[];
}

/** What was measured and what is wanted, before anybody has judged it. */
export interface Measured {
  /** Lower case with dots, such as `answer.cpu.410`; stays the same from version to version. */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  /** One value a run. Empty when it could not be measured; `note` says why. */
  readonly ours: readonly number[];
  readonly against?: Against;
  readonly goals: readonly Goal[];
  /** What the value does not say by itself: how it was taken, why a goal is missed, what was tried. */
  readonly note?: string;
}

/** One line of the table. */
export interface Row extends Omit<Measured, "goals"> {
  /** In words; empty when there is none. */
  readonly goal: string;
  /** Undefined when there is no goal, or nothing to hold against it. */
  readonly met: boolean | undefined;
}

/** A goal in words, and whether the medians meet it; undefined when the other side is missing. */
export interface Goal {
  readonly text: (unit: Unit) => string;
  readonly met: (ours: number, against: number | undefined) => boolean | undefined;
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

/** The median is at most `limit`. */
export function atMost(limit: number): Goal {
  return { text: (unit) => `≤ ${withUnit(limit, unit)}`, met: (ours) => ours <= limit };
}

/** The median is exactly `value`: for counts. */
export function exactly(value: number): Goal {
  return { text: () => String(value), met: (ours) => ours === value };
}

/** Ours costs at least `factor` times less than theirs; 1 for "no more". */
export function timesLess(factor: number): Goal {
  return {
    text: () => (factor === 1 ? "no more" : `${String(factor)}× less`),
    met: (ours, against) => (against === undefined ? undefined : ours * factor <= against),
  };
}

/** Ours costs at most `factor` times as much as theirs: for what is not to grow, within the accuracy of a measurement. */
export function atMostTimes(factor: number): Goal {
  return {
    text: () => `≤ ${String(factor)} times that`,
    met: (ours, against) => (against === undefined ? undefined : ours <= against * factor),
  };
}

/** Ours is at most `limit` over theirs. */
export function atMostOver(limit: number): Goal {
  return {
    text: (unit) => `≤ ${withUnit(limit, unit)} more`,
    met: (ours, against) => (against === undefined ? undefined : ours - against <= limit),
  };
}

/** Judges a measurement. A row without values, or with a comparison that is missing, is not met and not missed. */
export function judged({ goals, ...measured }: Measured): Row {
  const { ours, against, unit } = measured;
  const theirs = against && against.values.length > 0 ? median(against.values) : undefined;
  const verdicts = ours.length === 0 ? [] : goals.map(({ met }) => met(median(ours), theirs));
  const met = verdicts.includes(false)
    ? false
    : verdicts.includes(undefined) || verdicts.length === 0
      ? undefined
      : true;
  return { ...measured, goal: goals.map(({ text }) => text(unit)).join(", "), met };
}

/** A row for what could not be measured here. @param why one sentence */
export function notMeasured(measured: Omit<Measured, "ours" | "note">, why: string): Row {
  return judged({ ...measured, ours: [], note: `not measured: ${why}` });
}

/** A value as people read it. */
export function withUnit(value: number, unit: Unit): string {
  return unit === "count" ? shown(value) : `${shown(value)} ${unit}`;
}
