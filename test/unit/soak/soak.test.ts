import { deepStrictEqual, ok } from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../auth/setup/childProcess";
import { FaultStack } from "../faults/faultStack";
import type { Measure } from "./measure";
import type { SoakReport, SoakSetup } from "./soak.child";

/** `npm run test:soak` has many more. */
const TURNS = Number(process.env["SOAK_TURNS"] ?? 45);
const SEED = Number(process.env["SOAK_SEED"] ?? randomInt(1_000_000));

/** Bytes of living objects that may be more for each turn, and for no reason. */
const BYTES_A_TURN = 2_000;
const NOISE = 4 * 2 ** 20;

/** Three windows of two people over one storage, real servers, and a network that breaks now and then. */
for (const keepsRunsAlive of [false, true]) {
  const how = keepsRunsAlive ? ", of runs that outlive their window" : "";
  describe(`${String(TURNS)} turns of random steps with random faults${how} (SOAK_SEED=${String(SEED)})`, function () {
    this.timeout(60_000 + TURNS * 3_000);
    let stack: FaultStack;
    let folder: string;
    let report: SoakReport;

    before(async () => {
      stack = await FaultStack.start();
      folder = mkdtempSync(join(tmpdir(), "agent-chat-soak-"));
      const { issuer, clientId } = stack.auth;
      const key = randomBytes(32).toString("base64url");
      const world = { auth: { issuer, clientId }, url: stack.url, folder, key };
      const setup: SoakSetup = { ...world, turns: TURNS, seed: SEED, keepsRunsAlive };
      const heard = Promise.withResolvers<string>();
      const child = new Child("soak", setup, (message) => heard.resolve(String(message)));
      const said = await Promise.race([heard.promise, child.exited.then(() => "failed: it has ended by itself")]);
      child.kill("SIGKILL");
      await child.exited;
      ok(!said.startsWith("failed"), said);
      report = JSON.parse(said) as SoakReport;
    });
    after(async () => {
      await stack.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("leave panel and server in agreement, message by message, and nothing unhandled", () => {
      deepStrictEqual(report.problems, []);
      ok(report.turns >= TURNS);
    });

    it("leave no more handles, timers and listeners than there were", () => {
      const [first, ...others] = report.measures as [Measure, ...Measure[]];
      for (const { turns, resources, listeners } of others) {
        for (const [kind, count] of Object.entries(resources)) {
          ok(count <= (first.resources[kind] ?? 0), `${String(turns)} turns: ${String(count)} of ${kind}`);
        }
        ok(listeners <= first.listeners, `${String(turns)} turns: ${String(listeners)} listeners of the process`);
      }
    });

    it("leave the heap as it was", () => {
      // The first ones still load what is used for the first time.
      const measures = report.measures.slice(3);
      const heaps = (some: readonly Measure[]): number => Math.min(...some.map(({ heap }) => heap));
      const [early, late] = [measures.slice(0, 3), measures.slice(-3)];
      const turns = late.at(-1)!.turns - early[0]!.turns;
      const more = heaps(late) - heaps(early);
      ok(more < NOISE + turns * BYTES_A_TURN, `${String(more)} bytes more after ${String(turns)} turns`);
    });

    it("leave files of the threads and of the sessions, and no others", () => {
      const last = report.measures.at(-1)!;
      // Two for each thread, one for each person's workspace.
      ok(last.files <= 2 * (report.threads + report.problems.length) + 2 * 3, `${String(last.files)} files`);
      ok(last.bytes <= last.turns * 8_000, `${String(last.bytes)} bytes`);
      const left = last.otherFiles.filter((name) => !name.endsWith(".sealed"));
      deepStrictEqual(left, []);
    });
  });
}
