/** What suites came to; the runner adds these up. */
export interface Counts {
  readonly passed: number;
  /** Tests that failed, and tests that never ran because a hook before them failed. */
  readonly failed: number;
}

/** Everything together. */
export function sum(counts: readonly Counts[]): Counts {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  };
}
