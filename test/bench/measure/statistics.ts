/** The middle value; of an even number, the mean of the two in the middle. @throws RangeError when there is none */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which a share of all values lies, between two neighbours by straight line.
 *
 * @param share 0 to 1
 * @throws RangeError when there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) {
    throw new RangeError("No values, so there is no quantile of them.");
  }
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** Where the middle half of the values lies: outliers of a busy machine are not in it. */
export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** The quartiles. @throws RangeError when there are no values */
export function spread(values: readonly number[]): Spread {
  return { low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/** How many times less ours is than theirs; above 1 when ours is the smaller. */
export function timesLessThan(ours: readonly number[], theirs: readonly number[]): number {
  return median(theirs) / median(ours);
}

/**
 * By which power of its size a cost grows: the slope of the least-squares line through the logarithms.
 * 1 is linear, 2 quadratic, 0 does not grow.
 */
export function growth(points: readonly { readonly x: number; readonly values: readonly number[] }[]): number {
  const logs = points.map(({ x, values }) => [Math.log(x), Math.log(median(values))] as const);
  const mean = (pick: 0 | 1): number => logs.reduce((sum, point) => sum + point[pick], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** The same of each run by itself: of the first values of all points, of the second ones and so on. */
export function growths(
  points: readonly { readonly x: number; readonly values: readonly number[] }[],
): readonly number[] {
  const runs = Math.min(...points.map(({ values }) => values.length));
  return Array.from({ length: points.length === 0 ? 0 : runs }, (_, run) =>
    growth(points.map(({ x, values }) => ({ x, values: values.slice(run, run + 1) }))),
  );
}

/** A number as people read it: three digits that mean something, never an exponent. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) {
    return "∞";
  }
  const size = Math.abs(value);
  const digits = size === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
  const text = value.toFixed(Math.min(digits, 3));
  const [whole = "", part] = (digits > 0 ? text.replace(/\.?0+$/, "") : text).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}
