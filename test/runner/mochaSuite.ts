import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { runChild } from "./child";
import type { SuiteResult } from "./runMocha";

/**
 * Runs test files in a process of their own.
 *
 * @throws Error when the process died before it had counted its tests, or found none
 */
export async function mochaSuite(name: string, files: readonly string[], timeoutMs: number): Promise<SuiteResult> {
  if (files.length === 0) {
    throw new Error(`The suite "${name}" has no test.`);
  }
  const resultFile = resultFileOf(name);
  await runChild(process.execPath, [
    "--enable-source-maps",
    "out/test/runner/mochaChild.mjs",
    resultFile,
    String(timeoutMs),
    ...files,
  ]);
  return readResult(resultFile);
}

/** Where a suite writes its outcome; an older one is removed. */
export function resultFileOf(name: string): string {
  mkdirSync("out/results", { recursive: true });
  const file = `${process.cwd()}/out/results/${name}.json`;
  rmSync(file, { force: true });
  return file;
}

export function readResult(resultFile: string): SuiteResult {
  if (!existsSync(resultFile)) {
    throw new Error("The suite ended before it had counted its tests.");
  }
  return JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult;
}
