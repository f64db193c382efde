import { renameSync, writeFileSync } from "node:fs";
import Mocha from "mocha";
import type { Counts } from "./counts";
import { failures } from "./failures";

/** What one suite of mocha came to. */
export interface SuiteResult extends Counts {
  /** What a person must read when something failed: titles with messages and stacks. */
  readonly report: string;
  /** False while tests are still to come: a process that dies in the middle leaves this behind. */
  readonly complete: boolean;
}

/**
 * Runs test files with mocha in this process, be it plain Node or an extension host, and writes the
 * outcome to a file, after each test anew: an extension host has no terminal of its own, and a process that dies
 * must not take along what was counted before.
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
  let failed = 0;
  const write = (complete: boolean): SuiteResult => {
    const result: SuiteResult = { passed, failed, report: lines.join("\n"), complete };
    // Whole or not at all: the process may be ended in the middle.
    writeFileSync(`${resultFile}.next`, JSON.stringify(result));
    renameSync(`${resultFile}.next`, resultFile);
    return result;
  };
  write(false);
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", (test) => {
        passed += 1;
        lines.push(`  ✔ ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`);
        write(false);
      })
      .on("fail", (test, error: Error) => {
        failed += 1;
        lines.push(`  ✘ ${test.fullTitle()}\n${indent(error.stack ?? error.message)}`);
        failures.emit("failed", test.fullTitle());
        write(false);
      });
  });
  for (const title of neverRun(mocha.suite)) {
    failed += 1;
    lines.push(`  ✘ ${title}\n      did not run: a hook before it failed`);
    console.log(`  did not run, because a hook before it failed: ${title}`);
  }
  return write(true);
}

/** The tests that neither ran nor are skipped on purpose. */
function neverRun(suite: Mocha.Suite): readonly string[] {
  return [
    ...suite.tests.filter((test) => test.state === undefined && !test.isPending()).map((test) => test.fullTitle()),
    ...suite.suites.flatMap(neverRun),
  ];
}

function indent(text: string): string {
  return text.replace(/^/gm, "      ");
}
