/** Maps values of a domain to places on the drawing, by their logarithms. */
export interface LogScale {
  readonly place: (value: number) => number;
  /** Powers of ten, and with few of them also 2 and 5 times those. */
  readonly ticks: readonly number[];
}

/**
 * @param values what has to fit in; zeros and less are ignored, since they have no logarithm
 * @param from place of the smallest
 * @param to place of the largest
 */
export function logScale(values: readonly number[], from: number, to: number): LogScale {
  const positive = values.filter((value) => value > 0);
  const low = Math.log10(Math.min(...positive));
  const high = Math.log10(Math.max(...positive));
  // A flat line stands in the middle of a decade.
  const [start, end] = high - low < 0.5 ? [(low + high) / 2 - 0.5, (low + high) / 2 + 0.5] : [low, high];
  return {
    place: (value) => from + ((Math.log10(value) - start) / (end - start)) * (to - from),
    ticks: ticksBetween(start, end),
  };
}

function ticksBetween(start: number, end: number): readonly number[] {
  const steps = end - start > 2.5 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(start); power <= Math.ceil(end); power += 1) {
    ticks.push(...steps.map((step) => step * 10 ** power));
  }
  return ticks.filter((tick) => Math.log10(tick) >= start - 1e-9 && Math.log10(tick) <= end + 1e-9);
}
