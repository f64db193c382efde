import { ok, strictEqual } from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ThreadListState } from "../../../src/shared/threads";
import { Child } from "../auth/setup/childProcess";
import { FaultStack } from "./faultStack";
import { type FaultWindow, questions } from "./faultWindow";
import type { Deed, HostSetup } from "./killedHost.child";
import { openResting } from "./restingWindow";
import { settled } from "./runCalls";

const DEEDS: readonly Deed[] = ["stream", "index", "switch", "refresh"];

/** `SOAK_KILLS` of `npm run test:soak`. */
const KILLS = Number(process.env["SOAK_KILLS"] ?? 4);

/** Longest time for which a host goes on after it has said that it is at it, in milliseconds. */
const LONGEST_DELAY = 40;

/** `SIGKILL` at a random moment in the middle of something, and then the window is opened again. */
describe("an extension host that is killed", function () {
  this.timeout(60_000 + KILLS * 15_000);
  let stack: FaultStack;
  let folder: string;
  let key: string;

  before(async () => {
    stack = await FaultStack.start();
    folder = mkdtempSync(join(tmpdir(), "agent-chat-killed-"));
    key = randomBytes(32).toString("base64url");
  });
  after(async () => {
    await stack.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const resting = () => {
    const { issuer, clientId } = stack.auth;
    return { auth: { issuer, clientId }, url: stack.url, folder, key, workspace: "one" };
  };

  it(`comes back with session, threads and drafts, ${String(KILLS)} times`, async () => {
    const people = ["ada@example.com", "bob@example.com"] as const;
    for (const email of people) {
      const first = openResting(resting(), email);
      await first.open();
      await first.close();
    }
    /** Questions that had their whole response before a kill, by person. */
    const whole = new Map<string, string[]>(people.map((email) => [email, []]));
    let signedInAgain = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const deed = DEEDS[kill % DEEDS.length]!;
      const [email, other] = kill % 3 === 0 ? people : ([people[1], people[0]] as const);
      const question = `How warm is it in Oslo in May? (${String(kill)})`;
      const draft = `Draft ${String(kill)}`;
      const at = await killed({ ...resting(), email, other, deed, question, draft });
      const what = `kill ${String(kill)}, in the middle of: ${deed}`;
      const window = openResting(resting(), email);
      try {
        ok((await window.reopen()) || deed === "refresh", `${what}: nobody is signed in any more`);
        // A renewal that was killed may have taken the session along, and the first request finds out.
        if (deed === "refresh" && window.chat.connection.status !== "ready") {
          signedInAgain += 1;
          await window.open();
        }
        await comesBack(window, { what, ...at, question, draft });
        await hasThreads(window, whole.get(email)!, what);
        if (deed === "refresh" || deed === "index") {
          whole.get(email)!.push(question);
        }
      } finally {
        await window.close();
      }
    }
    assertWholeFiles(folder);
    ok(signedInAgain <= KILLS / DEEDS.length, "a session is lost only in the middle of a renewal");
    console.log(`      ${String(KILLS)} kills; signed in again after ${String(signedInAgain)} of the renewals`);
  });

  /** @returns the thread in which it was at it */
  async function killed(setup: HostSetup): Promise<{ threadId: string }> {
    const heard = Promise.withResolvers<string>();
    const host = new Child("killedHost", setup, (message) => heard.resolve(String(message)));
    const said = await Promise.race([heard.promise, host.exited.then(() => "failed: it has ended by itself")]);
    const [, threadId] = /^at it (.+)$/.exec(said) ?? [];
    ok(threadId !== undefined, said);
    await pause(Math.random() * LONGEST_DELAY);
    host.kill("SIGKILL");
    await host.exited;
    return { threadId };
  }
});

interface Comeback {
  readonly what: string;
  readonly threadId: string;
  readonly question: string;
  readonly draft: string;
}

/** What was asked and typed is there, once, and nothing of it still turns. */
async function comesBack(window: FaultWindow, { what, threadId, question, draft }: Comeback): Promise<void> {
  ok(window.draft.includes(draft), `${what}: the draft is "${window.draft}"`);
  await window.session.navigator.open(threadId);
  await settled(() => questions(window.shown.turns).includes(question));
  strictEqual(questions(window.shown.turns).filter((words) => words === question).length, 1, `${what}: the question`);
  const there = questions(await window.elsewhere(threadId)).filter((words) => words === question);
  ok(there.length <= 1, `${what}: the server has the question twice`);
  ok(
    window.shown.turns.every(({ state }) => state !== "streaming"),
    `${what}: a turn still streams`,
  );
}

async function hasThreads(window: FaultWindow, whole: readonly string[], what: string): Promise<void> {
  await window.session.list.show("");
  const list = window.posted.findLast((message) => message.type === "threads")?.list;
  const titles = (list as ThreadListState).threads.map(({ title }) => title).join("\n");
  for (const question of whole.slice(-10)) {
    ok(titles.includes(question), `${what}: the thread "${question}" is not in the list`);
  }
  window.session.list.close();
}

function assertWholeFiles(folder: string): void {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith(".json"));
  ok(files.length > 4);
  for (const file of files) {
    JSON.parse(readFileSync(file, "utf8"));
  }
}
