import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { readResult } from "../../runner/mochaSuite";

describe("a suite's outcome", function () {
  this.timeout(180_000);

  let folder: string;
  let resultFile: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "agent-chat-runner-"));
    resultFile = join(folder, "result.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a test file as the runner does, in a process of its own. */
  function run(source: string): void {
    const file = join(folder, "some.test.cjs");
    writeFileSync(file, source);
    spawnSync(process.execPath, ["out/test/runner/mochaChild.mjs", resultFile, "10000", file]);
  }

  it("counts what passed and what failed", () => {
    run(`it("a", () => {}); it("b", () => { throw new Error("no"); }); it.skip("c", () => {});`);
    const { passed, failed, report } = readResult(resultFile);
    assert.deepEqual([passed, failed], [1, 1]);
    assert.match(report, /✔ a[^]*✘ b/);
  });

  it("counts tests that never ran because a hook failed", () => {
    run(`it("a", () => {});
      describe("b", () => {
        beforeEach(() => { throw new Error("no"); });
        it("c", () => {}); it("d", () => {});
      });`);
    const { passed, failed, report } = readResult(resultFile);
    assert.deepEqual([passed, failed], [1, 3]);
    assert.match(report, /"before each" hook[^]*b c[^]*did not run[^]*b d/);
  });

  it("keeps what was counted before its process died", () => {
    run(`it("a", () => {}); it("b", () => process.kill(process.pid, "SIGKILL")); it("c", () => {});`);
    assert.equal((JSON.parse(readFileSync(resultFile, "utf8")) as { complete: boolean }).complete, false);
    const { passed, failed, report } = readResult(resultFile);
    assert.deepEqual([passed, failed], [1, 1]);
    assert.match(report, /✔ a[^]*ended before its last test/);
  });
});
