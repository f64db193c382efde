import * as fc from "fast-check";

/** Something that reads what others wrote, and what it is given. */
export interface FuzzTarget {
  readonly name: string;
  /** @throws when the case does something that it must not */
  readonly run: (seed: number, cases: number) => Promise<void>;
  /** Cases in `npm test`; `npm run test:nightly` has as many for all of them. */
  readonly cases: number;
}

/** Milliseconds of the processor that one case may take: many times what the slowest needs. */
const MOST_MS = 5_000;

/**
 * A target; it must not throw, must come to an end, and must hold what `check` asserts.
 *
 * @param cases fewer than 2,000 only where those take more than about a second
 */
export function target<T>(
  name: string,
  input: fc.Arbitrary<T>,
  check: (value: T) => void | Promise<void>,
  cases = 2_000,
): FuzzTarget {
  const timed = async (value: T): Promise<void> => {
    const before = process.cpuUsage();
    await check(value);
    const { user } = process.cpuUsage(before);
    if (user / 1000 > MOST_MS) {
      throw new Error(`One case took ${(user / 1000).toFixed(0)} ms.`);
    }
  };
  return {
    name,
    cases,
    // What fails is shrunk, and the report has the seed and the path of the smallest case.
    run: (seed, numRuns) => fc.assert(fc.asyncProperty(input, timed), { seed, numRuns }),
  };
}

/** `FUZZ_SEED` of the environment, or another one each time. */
export const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

/** Tests of all targets, with `FUZZ_CASES` of the environment or their own number of cases. */
export function fuzzes(targets: readonly FuzzTarget[]): void {
  const all = process.env["FUZZ_CASES"];
  before(() => console.log(`    FUZZ_SEED=${seed}`));
  for (const { name, run, cases } of targets) {
    const count = all === undefined ? cases : Number(all);
    it(`${name}: ${count} cases`, async function () {
      this.timeout(all === undefined ? 60_000 : 6 * 60 * 60_000);
      await run(seed, count);
    });
  }
}
