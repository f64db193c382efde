import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FaultStack } from "./faultStack";
import type { DiskReport, DiskSetup, Means } from "./fullDisk.child";

/** Kilobytes of the disk that fills up: room for what a conversation needs, and for little more. */
const SIZE = 256;

const ASKED = ["Oslo in May", "Rome in July", "Cairo in June", "Lima in March"].map(
  (where) => `How warm is it in ${where}?`,
);

/** A file system of its own in a namespace of its own (Linux), which this computer may not allow. */
const hasTmpfs = works("unshare", ["-Urm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /tmp"]);
const hasLimit = works("prlimit", ["--fsize"]);

function works(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

/** A real window in a process of its own, over a disk that really has no room, or that really is read-only. */
describe("a disk that takes nothing more", function () {
  this.timeout(120_000);
  let stack: FaultStack;
  let folder: string;

  before(async () => {
    stack = await FaultStack.start();
  });
  after(() => stack.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "agent-chat-disk-"));
    mkdirSync(join(folder, "storage"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(means: Means, trouble: DiskSetup["trouble"]): Promise<DiskReport> {
    const { issuer, clientId } = stack.auth;
    const key = randomBytes(32).toString("base64url");
    const setup: DiskSetup = {
      ...{ auth: { issuer, clientId }, url: stack.url, folder, key, workspace: "one" },
      ...{ means, trouble },
    };
    const child = [process.execPath, join(__dirname, "fullDisk.child.js"), JSON.stringify(setup)];
    const mount = `mount -t tmpfs -o size=${String(SIZE)}k tmpfs "$0" && exec "$@"`;
    const inNamespace = ["unshare", "-Urm", "sh", "-c", mount, join(folder, "storage")];
    const [program = "", ...args] = [...(means === "tmpfs" ? inNamespace : []), ...child];
    const { stdout } = await promisify(execFile)(program, args);
    return JSON.parse(stdout) as DiskReport;
  }

  function assertNobodyWasStopped(report: DiskReport): void {
    strictEqual(report.meanwhile, "complete", "the response came although nothing could be written");
    strictEqual(report.renewed, "renewed");
    ok(report.logged.includes("saving the conversation"), report.logged.join());
    ok(report.notKept > 0, "nobody was told that the sign-in is not kept");
    ok(report.signedIn, "nobody is signed in any more, although there was room again");
    deepStrictEqual(report.asked, ASKED);
    strictEqual(report.draft, "Not sent yet");
  }

  for (const [means, has] of [
    ["tmpfs", hasTmpfs],
    ["limit", hasLimit],
  ] as const) {
    it(`because it is full costs no response, no thread and no session (${means})`, async function () {
      if (!has) {
        this.skip();
      }
      const report = await run(means, "full");
      match(report.code, /^(ENOSPC|EFBIG)$/);
      assertNobodyWasStopped(report);
    });
  }

  it("because it is read-only does neither", async function () {
    if (!hasTmpfs) {
      this.skip();
    }
    const report = await run("tmpfs", "readOnly");
    strictEqual(report.code, "EROFS");
    assertNobodyWasStopped(report);
  });
});
