/** One look at another clock, between two looks at ours; all in milliseconds. */
export interface ClockLook {
  readonly before: number;
  readonly theirs: number;
  readonly after: number;
}

export interface ClockOffset {
  /** What their clock shows more than ours. */
  readonly offset: number;
  /** By how much that may be wrong, either way. */
  readonly error: number;
}

/**
 * How two clocks of the same speed differ. Each look was taken at some moment between its two looks at
 * ours, which leaves a span for the difference; what all spans have in common is the answer.
 *
 * @param grain the steps in which their clock counts
 * @throws Error when the spans have nothing in common: the clocks do not run alike
 */
export function clockOffset(looks: readonly ClockLook[], grain: number): ClockOffset {
  const least = Math.max(...looks.map(({ theirs, after }) => theirs - after));
  const most = Math.min(...looks.map(({ theirs, before }) => theirs + grain - before));
  if (looks.length === 0 || least > most) {
    throw new Error(
      `Two clocks cannot be compared: one is ${String(least)} ms ahead at least and ${String(most)} at most.`,
    );
  }
  return { offset: (least + most) / 2, error: (most - least) / 2 };
}
