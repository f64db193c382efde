import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "../../stack/demo/options";
import { Shutdown } from "../../stack/demo/shutdown";
import { prepareWorkspace } from "../../stack/demo/workspace";
import { hostNoise } from "../../stack/host/hostNoise";
import { startProcessTree } from "../../stack/host/processTree";
import { freePort, listen } from "../../stack/listen";

describe("demo options", () => {
  it("has defaults and takes ports", () => {
    const options = readOptions(["--check", "--port", "9000"]);
    assert.ok(options !== "help");
    assert.deepEqual([options.check, options.port, options.mastraPort], [true, 9000, undefined]);
    assert.equal(options.vsix, "mastra-clerk.vsix");
  });

  for (const args of [["--port", "abc"], ["--port", "0"], ["--mastra-port", "70000"], ["--unknown"], ["word"]]) {
    it(`refuses ${args.join(" ")} and shows the options`, () => {
      assert.throws(() => readOptions(args), { name: "StackError", message: /Usage: npm run demo/ });
    });
  }
});

describe("the demo's folder", () => {
  let base: string;
  let folder: string;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "agent-chat-demo-"));
    writeFileSync(join(base, ".gitignore"), ".demo/\n");
    git(base, "init", "--quiet");
    folder = prepareWorkspace(join(base, ".demo", "workspace"));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const git = (cwd: string, ...words: readonly string[]): string =>
    spawnSync("git", words, { cwd, encoding: "utf8" }).stdout.trim();
  const runTest = (): number | null =>
    spawnSync(process.execPath, ["src/sum.test.mjs"], { cwd: folder, stdio: "ignore" }).status;

  it("is a repository of its own, so that what ignores it around it does not count for agents", () => {
    assert.equal(git(folder, "check-ignore", "src/sum.mjs"), "");
    assert.equal(git(folder, "status", "--porcelain"), "");
    assert.equal(git(folder, "log", "--format=%s"), "Begin the demo");
  });

  it("has a bug that its test finds, and keeps what a person has changed", () => {
    assert.notEqual(runTest(), 0);
    const file = join(folder, "src", "sum.mjs");
    writeFileSync(file, readFileSync(file, "utf8").replace("total - number", "total + number"));
    assert.equal(runTest(), 0);
    prepareWorkspace(folder);
    assert.equal(runTest(), 0);
    assert.equal(git(folder, "status", "--porcelain"), "M src/sum.mjs");
  });
});

describe("Shutdown", () => {
  it("closes the last first, once, and goes on when one fails", async () => {
    const lines: string[] = [];
    const closed: string[] = [];
    const shutdown = new Shutdown((line) => lines.push(line));
    const part = (name: string, fails = false) => ({
      close: () => {
        closed.push(name);
        return fails ? Promise.reject(new Error("stuck")) : Promise.resolve();
      },
    });
    await shutdown.add(part("auth"));
    await shutdown.add(part("mastra", true));
    await shutdown.add(part("host"));
    await Promise.all([shutdown.close(), shutdown.close()]);
    await shutdown.add(part("late"));
    assert.deepEqual(closed, ["host", "mastra", "auth", "late"]);
    assert.deepEqual(lines, ["Could not stop a part: stuck"]);
  });
});

describe("ports", () => {
  it("falls back to a free port, and says so plainly when a person asked for one that is taken", async () => {
    const taken = createServer();
    const port = await listen(taken, "127.0.0.1", 0);
    try {
      assert.notEqual(await freePort("127.0.0.1", port), port);
      await assert.rejects(freePort("127.0.0.1", port, true), { name: "StackError", message: /is in use/ });
    } finally {
      taken.close();
    }
  });
});

describe("process tree", function () {
  this.timeout(15_000);

  it("ends the children of a program with it", async function () {
    if (process.platform === "win32") {
      this.skip();
    }
    const script = `const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(()=>{}, 1000)"]);
      console.log(c.pid); setInterval(() => {}, 1000);`;
    let seen: (pid: number) => void = () => undefined;
    const grandchild = new Promise<number>((resolve) => (seen = resolve));
    const tree = startProcessTree(process.execPath, ["-e", script], { onLine: (line) => seen(Number(line)) });
    const pid = await grandchild;
    assert.ok(process.kill(pid, 0));
    await tree.stop();
    assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
  });

  it("gives the exit code and the last lines, and -1 for a program that does not exist", async () => {
    const tree = startProcessTree(process.execPath, ["-e", "console.error('why'); process.exitCode = 3"]);
    assert.equal(await tree.exited, 3);
    assert.equal(await startProcessTree("/no/such/program", []).exited, -1);
  });
});

describe("host noise", () => {
  it("hides what native modules print, and nothing else", () => {
    assert.ok(hostNoise("Error: Could not locate the bindings file. Tried:"));
    assert.ok(hostNoise("    at Module._compile (node:internal/modules/cjs/loader:1)"));
    assert.ok(!hostNoise("[06:47:11] Extension host agent started."));
    assert.ok(!hostNoise("error Failed to install the extension"));
  });
});
