import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { walkThrough } from "../auth/setup/browser";
import { CheckBench } from "./checkBench";

const PROGRAM = "out/scripts/checkClerk/main.mjs";

describe("npm run check:clerk", function () {
  this.timeout(60_000);
  const bench = new CheckBench();
  const folder = mkdtempSync(join(tmpdir(), "agent-chat-check-"));
  const transcript = join(folder, "transcript.txt");

  before(() => bench.start());
  after(async () => {
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the program, and signs in at every address that it prints. */
  async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const lines: string[] = [];
    const errors: string[] = [];
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      const address = /^\s+(http:\S+\/oauth\/authorize\?\S+)$/.exec(line)?.[1];
      if (address !== undefined) {
        void walkThrough(address).then((back) => fetch(back));
      }
    });
    createInterface(child.stderr).on("line", (line) => errors.push(line));
    const [code] = (await once(child, "close")) as [number];
    return { code, out: lines.join("\n"), err: errors.join("\n") };
  }

  it("asks for a sign-in, and writes what it found without a secret", async () => {
    const { url } = await bench.server();
    const { code, out, err } = await run(bench.args("--server", url, "--no-browser", "--transcript", transcript));
    assert.deepEqual([code, err], [0, ""], out);
    assert.match(out, /\n\d+ ok, 0 wrong, 1 unknown\.\n/);
    const written = readFileSync(transcript, "utf8");
    assert.ok(written.includes(`Clerk: ${bench.auth.issuer}\nServer: ${url}\n`));
    assert.ok(written.includes("  ok       Each person has their own threads: mapUserToResourceId is set."));
    assert.ok(bench.auth.secrets.size > 10);
    for (const secret of bench.auth.secrets) {
      assert.ok(!written.includes(secret), "There is a secret in the transcript.");
    }
  });

  it("ends with 1 when something is wrong, and with 2 and how to call it when it wasn't told what to check", async () => {
    const wrong = await run(["--key", "pk_test_wrong", "--client", "none", "--transcript", transcript]);
    assert.equal(wrong.code, 1);
    assert.match(readFileSync(transcript, "utf8"), /^ {2}wrong {4}The setting .*\n {11}→ Correct --key/m);
    const unused = await run(["--client", "none"]);
    assert.equal(unused.code, 2);
    assert.match(
      unused.err,
      /^The publishable key and the client ID are needed\.\n\nUsage: npm run check:clerk -- --key/,
    );
  });
});
