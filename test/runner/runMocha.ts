import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** What one suite came to; the runner adds these up. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** What a person must read when something failed: titles with messages and stacks. */
  readonly report: string;
}

/**
 * Runs test files with mocha in this process, be it plain Node or an extension host, and writes the
 * outcome to a file: an extension host has no terminal of its own.
 *
 * @param timeoutMs milliseconds that one test may take
 */
export async function runMocha(files: readonly string[], resultFile: string, timeoutMs: number): Promise<SuiteResult> {
  const mocha = new Mocha({ ui: "bdd", timeout: timeoutMs, reporter: "spec", color: false, forbidOnly: true });
  for (const file of files) {
    mocha.addFile(file);
  }
  if (files.some((file) => file.endsWith(".mjs"))) {
    await mocha.loadFilesAsync();
  }
  const lines: string[] = [];
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha
      .run((failures) => resolve(failures))
      .on("pass", (test) => {
        passed += 1;
        lines.push(`  ✔ ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`);
      })
      .on("fail", (test, error: Error) => {
        lines.push(`  ✘ ${test.fullTitle()}\n${indent(error.stack ?? error.message)}`);
      });
  });
  const result: SuiteResult = { passed, failed, report: lines.join("\n") };
  writeFileSync(resultFile, JSON.stringify(result));
  return result;
}

function indent(text: string): string {
  return text.replace(/^/gm, "      ");
}
