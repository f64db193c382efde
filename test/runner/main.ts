// `npm test`: every suite, those side by side that do not disturb one another, and one line at the end that counts
// them all. `node out/test/runner/main.mjs suite… [part of a file's name…]` runs those suites alone, or only those of
// their files.
import { runPhases } from "./phases";
import { type Counts, sum } from "./counts";
import { type Suite, suites } from "./suites";

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const named = suites.filter(({ name }) => words.includes(name));
  const parts = words.filter((word) => !suites.some(({ name }) => name === word));
  const { passed, failed } = named.length > 0 ? await runNamed(named, parts) : await runPhases();
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

async function runNamed(named: readonly Suite[], parts: readonly string[]): Promise<Counts> {
  const counts: Counts[] = [];
  for (const suite of named) {
    const started = Date.now();
    console.log(`\n── ${suite.name}: ${suite.what}`);
    const result = await run(suite, parts);
    counts.push(result);
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`── ${suite.name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s`);
  }
  return sum(counts);
}

/** A suite that breaks off counts as one failure, and the others run all the same. */
async function run(suite: Suite, parts: readonly string[]): Promise<Counts> {
  try {
    return await suite.run(parts);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  }
}

await main();
