// `npm test`: every suite, one after the other, and one line at the end that counts them all.
// `node out/test/runner/main.mjs [suite…] [part of a file's name…]` runs those suites, or those of their files, alone.
import { suites, type Suite } from "./suites";

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const named = suites.filter(({ name }) => words.includes(name));
  const parts = words.filter((word) => !suites.some(({ name }) => name === word));
  const chosen = named.length > 0 ? named : suites.filter(({ always }) => always);
  let passed = 0;
  let failed = 0;
  for (const suite of chosen) {
    const started = Date.now();
    console.log(`\n── ${suite.name}: ${suite.what}`);
    const result = await run(suite, parts);
    passed += result.passed;
    failed += result.failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`── ${suite.name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

/** A suite that breaks off counts as one failure, and the others run all the same. */
async function run(suite: Suite, parts: readonly string[]): Promise<{ passed: number; failed: number }> {
  try {
    return await suite.run(parts);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  }
}

await main();
