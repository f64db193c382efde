import { type Samples, type Unit, withUnit } from "./goal";
import { median, shown, type Spread, spread } from "./statistics";

/** An error of up to this share of a value leaves the value good enough to stand there alone. */
const GOOD_ENOUGH = 0.1;

/** Below so many times its error a value says nothing but that it is small. */
const LOST = 2;

/** How many times less ours is than theirs. */
export interface Ratio extends Spread {
  readonly middle: number;
}

/**
 * The quotient of the medians, with both ends of what the spreads allow; undefined where a quotient says nothing:
 * without values, or beside a cost of zero.
 */
export function ratioOf(ours: Samples, theirs: Samples): Ratio | undefined {
  if (ours.values.length === 0 || theirs.values.length === 0) {
    return undefined;
  }
  const [our, their] = [spread(ours.values), spread(theirs.values)];
  const ratio = {
    middle: median(theirs.values) / median(ours.values),
    low: their.low / our.high,
    high: their.high / our.low,
  };
  return Object.values(ratio).every((value) => Number.isFinite(value) && value > 0) ? ratio : undefined;
}

/** The median and the spread: `11 ms (10–12)`. What the error of a clock leaves of it: `6.3 ± 1.3 ms`, `under 3 ms`. */
export function samplesInWords({ values, error = 0 }: Samples, unit: Unit): string {
  if (values.length === 0) {
    return "–";
  }
  const { low, high } = spread(values);
  return `${valueInWords(median(values), error, unit)}${spreadInWords(low, high)}`;
}

/** A ratio as people read it: `5.5× less (5–6)`, or `1.3× as much (1.2–1.4)` where ours is the larger. */
export function ratioInWords({ middle, low, high }: Ratio): string {
  return middle > 1
    ? `${shown(middle)}× less${spreadInWords(low, high)}`
    : `${shown(1 / middle)}× as much${spreadInWords(1 / high, 1 / low)}`;
}

/** The medians of several runs: `6.3–7.1 ms`, or one number where they read alike. @throws RangeError without runs */
export function rangeInWords(runs: readonly Samples[], unit: Unit): string {
  const error = Math.max(...runs.map((run) => run.error ?? 0));
  const medians = runs.map(({ values }) => median(values));
  const { low, high } = { low: Math.min(...medians), high: Math.max(...medians) };
  return shown(low) === shown(high) || isLost(high, error)
    ? valueInWords(high, error, unit)
    : `${shown(low)}–${valueInWords(high, error, unit)}`;
}

/** The ratios of several runs, in the words of the first: `5.1–5.5× less`. @throws RangeError without runs */
export function ratiosInWords(ratios: readonly Ratio[]): string {
  const less = median(ratios.map(({ middle }) => middle)) > 1;
  const middles = ratios.map(({ middle }) => (less ? middle : 1 / middle)).sort((a, b) => a - b);
  const ends = new Set([shown(middles[0] ?? 1), shown(middles.at(-1) ?? 1)]);
  return `${[...ends].join("–")}× ${less ? "less" : "as much"}`;
}

function valueInWords(value: number, error: number, unit: Unit): string {
  if (isLost(value, error)) {
    return `under ${withUnit(Math.ceil(Math.max(0, value) + error), unit)}`;
  }
  return error > GOOD_ENOUGH * value ? `${shown(value)} ± ${withUnit(error, unit)}` : withUnit(value, unit);
}

function isLost(value: number, error: number): boolean {
  return error > 0 && value < LOST * error;
}

function spreadInWords(low: number, high: number): string {
  return shown(low) === shown(high) ? "" : ` (${shown(low)}–${shown(high)})`;
}
