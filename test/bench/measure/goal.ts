import { median, shown, type Spread, spread } from "./statistics";

/** What a value is counted in. `ms` of a `CPU` row are of the processor, all others of the clock. */
export type Unit = "ms" | "µs" | "KB" | "MB" | "%" | "fps" | "count";

/** Whether a goal is met; "not sure" when the samples say both. */
export type Verdict = "met" | "missed" | "not sure";

/** What was measured of one side. */
export interface Samples {
  /** One value a run. */
  readonly values: readonly number[];
  /** By how much each of them may be wrong, either way, such as by the error of a clock; in the row's unit. */
  readonly error?: number;
}

/** A goal in words, and whether it is met; undefined when the other side is missing. */
export interface Goal {
  readonly text: (unit: Unit) => string;
  readonly met: (ours: number, against: number | undefined) => boolean | undefined;
  /** Every value has to meet it, not the middle half alone: for counts. One value says enough then. */
  readonly every?: true;
}

/** Fewer values of a side than this leave it open whether a goal is met. */
const ENOUGH = 5;

/** One drawn frame of a screen of 60 Hz, in milliseconds: the least wait that a person feels. */
export const FRAME_MS = 16.7;

/** At most `limit`. */
export function atMost(limit: number): Goal {
  return { text: (unit) => `≤ ${withUnit(limit, unit)}`, met: (ours) => ours <= limit };
}

/** Exactly `value`, every time: for counts. */
export function exactly(value: number): Goal {
  return { text: () => String(value), met: (ours) => ours === value, every: true };
}

/** Ours costs at least `factor` times less than theirs; 1 for "no more". */
export function timesLess(factor: number): Goal {
  return {
    text: () => (factor === 1 ? "no more" : `${String(factor)}× less`),
    met: (ours, against) => (against === undefined ? undefined : ours * factor <= against),
  };
}

/** Ours costs at most `factor` times as much as theirs: for what is held against the least that can be done. */
export function atMostTimes(factor: number): Goal {
  return {
    text: () => `≤ ${String(factor)}× as much`,
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

/**
 * Judges one goal at both ends of the spread, ours at its worst beside theirs at its best and the other way
 * round: "met" and "missed" are what holds at either end.
 *
 * @param exact the values were counted rather than timed, so that a single one says enough
 * @returns undefined when a side is missing
 */
export function judge(goal: Goal, ours: Samples, against: Samples | undefined, exact = false): Verdict | undefined {
  if (ours.values.length === 0) {
    return undefined;
  }
  const theirs = against !== undefined && against.values.length > 0 ? against : undefined;
  const [our, their] = [extent(ours, goal), theirs && extent(theirs, goal)];
  const answers = [
    goal.met(our.high, their?.low),
    goal.met(our.low, their?.high),
    goal.met(median(ours.values), theirs && median(theirs.values)),
  ];
  if (answers.includes(undefined)) {
    return undefined;
  }
  const few = [ours, ...(theirs ? [theirs] : [])].some(({ values }) => values.length < ENOUGH);
  if ((few && !exact && goal.every !== true) || new Set(answers).size > 1) {
    return "not sure";
  }
  return answers[0] === true ? "met" : "missed";
}

/** Of several goals the worst counts; one that cannot be judged leaves it open, unless another one is missed. */
export function worst(verdicts: readonly (Verdict | undefined)[]): Verdict | undefined {
  if (verdicts.includes("missed")) {
    return "missed";
  }
  return verdicts.includes(undefined) ? undefined : verdicts.includes("not sure") ? "not sure" : verdicts[0];
}

function extent({ values, error = 0 }: Samples, { every }: Goal): Spread {
  const { low, high } = every === true ? { low: Math.min(...values), high: Math.max(...values) } : spread(values);
  return { low: low - error, high: high + error };
}

/** A value as people read it. */
export function withUnit(value: number, unit: Unit): string {
  return unit === "count" ? shown(value) : `${shown(value)} ${unit}`;
}
