import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "./child";
import type { SuiteResult } from "./runMocha";

/** Milliseconds for a whole suite: a bound for what hangs even though each test has its own. */
const LIMIT_MS = 120 * 60_000;

/**
 * Runs test files in a process of their own.
 *
 * @param timeoutMs milliseconds that one test may take
 * @param folder in which they were built
 * @throws Error when there is no test, or the process died before the first one
 */
export async function mochaSuite(
  name: string,
  files: readonly string[],
  timeoutMs: number,
  folder = ".",
): Promise<SuiteResult> {
  if (files.length === 0) {
    throw new Error(`The suite "${name}" has no test.`);
  }
  const resultFile = resultFileOf(name);
  const child = join(folder, "out/test/runner/mochaChild.mjs");
  await runChild(process.execPath, ["--enable-source-maps", child, resultFile, String(timeoutMs), ...files], {
    limitMs: LIMIT_MS,
  });
  return readResult(resultFile);
}

/** Where a suite writes its outcome; an older one is removed. */
export function resultFileOf(name: string): string {
  mkdirSync("out/results", { recursive: true });
  const file = `${process.cwd()}/out/results/${name}.json`;
  rmSync(file, { force: true });
  return file;
}

/**
 * What a suite came to; one that was ended in the middle has one failure more than it has counted.
 *
 * @throws Error when it was ended before its first test
 */
export function readResult(resultFile: string): SuiteResult {
  if (!existsSync(resultFile)) {
    throw new Error("The suite ended before its first test.");
  }
  const result = JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult;
  if (result.complete) {
    return result;
  }
  const report = [result.report, "  ✘ The suite ended before its last test."].filter(Boolean).join("\n");
  console.error("The suite ended before its last test; what it had counted by then counts.");
  return { ...result, failed: result.failed + 1, report };
}
