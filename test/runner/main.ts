// `npm test`: every suite, one after the other, and one line at the end that counts them all.
import { suites, type Suite } from "./suites";

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const chosen = suites.filter((suite) => (wanted.length > 0 ? wanted.includes(suite.name) : suite.always));
  let passed = 0;
  let failed = 0;
  for (const suite of chosen) {
    const started = Date.now();
    console.log(`\n── ${suite.name}: ${suite.what}`);
    const result = await run(suite);
    passed += result.passed;
    failed += result.failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`── ${suite.name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

async function run(suite: Suite): Promise<{ passed: number; failed: number }> {
  try {
    return await suite.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  }
}

await main();
