import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MastraServer, startMastraServer } from "../../../stack/mastra/mastraServer";
import { json, startHttpServer } from "../../setup/httpServer";
import { LiveWindow, type LiveWindowOptions, SHOWCASE, TRAVEL, until } from "./liveWindow";

const ALL_YEAR = "Tell me about Hanoi month by month";

describe("threads that are answered elsewhere, with a Mastra server", function () {
  this.timeout(120_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-following-"));
  const windows: LiveWindow[] = [];
  let server: MastraServer;

  before(async () => {
    const keys = { publishableKey: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k", jwksUri: "http://127.0.0.1:9/jwks" };
    const options = { requiresSignIn: false, dataDir, chunkDelayMs: 0, liveWeather: false, environment: {} };
    server = await startMastraServer({ ...keys, ...options });
  });
  after(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  afterEach(() => {
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    windows.splice(0).forEach((window) => window.close());
  });

  function opened(threadId: string, options?: LiveWindowOptions): LiveWindow {
    const window = new LiveWindow(server.url, threadId, options);
    windows.push(window);
    return window;
  }

  const subscribed = (window: LiveWindow): number =>
    window.requests.filter((path) => path.endsWith("/threads/subscribe")).length;

  /** What Mastra Studio sends. */
  async function studio(threadId: string, text: string, metadata?: object): Promise<void> {
    const body = { message: { contents: text, metadata }, threadId, resourceId: "ada", ifIdle: { behavior: "wake" } };
    const response = await fetch(`${server.url}/api/agents/weatherAgent/send-message`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    strictEqual(response.status, 200);
  }

  it("writes another window's response at the same time, and its question once the server knows it, nothing twice", async () => {
    const [one, two] = [opened("live"), await opened("live").openThread()];
    await until(() => subscribed(two) === 1);
    server.pauseAnswersAt(150);
    const asking = one.ask(ALL_YEAR, "live-1");
    await until(() => two.text.length >= 150);
    deepStrictEqual([two.conversation.busy, two.last.state, two.text], [true, "streaming", one.text]);
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => two.settled === 1);
    deepStrictEqual(two.shown, one.shown);
    deepStrictEqual(two.shown, await two.stored());
    deepStrictEqual([two.last.state, two.conversation.busy, subscribed(two)], ["complete", false, 1]);
    await one.ask("How warm is it in Oslo in June?");
    await until(() => two.settled === 2);
    deepStrictEqual(two.shown, one.shown);
    await two.history.sync(two.conversation);
    await one.history.sync(one.conversation);
    deepStrictEqual([two.shown, one.shown], [await two.stored(), await two.stored()]);
    deepStrictEqual([one.errors, two.errors], [[], []]);
  });

  it("shows the question at once that another window of this computer has asked", async () => {
    const one = opened("sibling");
    const two = await opened("sibling", { sibling: one }).openThread();
    server.pauseAnswersAt(150);
    const asking = one.ask(ALL_YEAR);
    await until(() => two.text.length >= 150);
    deepStrictEqual(two.shown, one.shown);
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => two.settled === 1);
    await two.history.sync(two.conversation);
    deepStrictEqual([two.shown, two.shown], [one.shown, await two.stored()]);
  });

  it("shows a question of Mastra Studio together with its response, also when the thread is opened in the middle", async () => {
    const window = await opened("studio").openThread();
    server.pauseAnswersAt(150);
    await studio("studio", ALL_YEAR);
    await until(() => window.text.length >= 150);
    match(window.shown[0] ?? "", /^user: TellmeaboutHanoi/);
    const late = await opened("studio").openThread();
    await until(() => late.text.length >= 150);
    deepStrictEqual(late.shown, window.shown);
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await until(() => window.settled + late.settled === 2);
    for (const each of [window, late]) {
      deepStrictEqual(each.shown, await each.stored());
      await each.history.sync(each.conversation);
      deepStrictEqual(each.shown, await each.stored());
    }
  });

  it("stops another window's response on the server", async () => {
    const [one, two] = [opened("stop"), await opened("stop").openThread()];
    server.pauseAnswersAt(150);
    const asking = one.ask(ALL_YEAR);
    await until(() => two.text.length >= 150);
    two.conversation.stop();
    strictEqual(two.last.state, "stopped");
    await asking;
    deepStrictEqual([one.last.state, one.last.error], ["stopped", undefined]);
    await until(() => two.settled === 1);
    deepStrictEqual([two.refusals, two.conversation.busy], [[], false]);
  });

  it("says so when the server does not stop it", async () => {
    const window = await opened("deaf").openThread();
    server.pauseAnswersAt(150);
    await studio("deaf", ALL_YEAR);
    await until(() => window.text.length >= 150);
    window.agents.abortRun = () => Promise.reject(new Error("no"));
    window.conversation.stop();
    await until(() => window.refusals.length === 1);
    deepStrictEqual(window.errors, ["ending a run"]);
  });

  it("shows what another window is asked, goes on with what is decided in either, and asks nothing twice", async () => {
    const [one, two] = [opened("trip", { agent: TRAVEL }), await opened("trip", { agent: TRAVEL }).openThread()];
    await until(() => subscribed(two) === 1);
    await one.ask("Book a trip to Oslo in June");
    await until(() => two.last?.state === "waiting" && !two.conversation.busy);
    const call = two.last.parts.find(({ kind }) => kind === "tool")!;
    await one.openThread();
    await until(() => subscribed(one) === 1);
    strictEqual(await two.conversation.decide(two.last.id, call.id, true), undefined);
    await until(() => one.last.state === "complete");
    deepStrictEqual(one.shown, two.shown);
    for (const window of [one, two]) {
      await window.history.sync(window.conversation);
      deepStrictEqual(window.shown, await window.stored());
      strictEqual(window.conversation.turns.length, 2);
    }
    // Opened again, a thread that waits waits once.
    await one.ask("Book a trip to Rome in May");
    const third = await opened("trip", { agent: TRAVEL }).openThread();
    await until(() => third.last.state === "waiting");
    const before = third.conversation.turns;
    await until(() => subscribed(third) === 1);
    const again = third.last.parts.find(({ kind }) => kind === "tool")!;
    await one.conversation.decide(one.last.id, again.id, false, "Too far");
    await until(() => third.last.state === "complete");
    strictEqual(third.conversation.turns.length, before.length);
    await third.history.sync(third.conversation);
    deepStrictEqual(third.shown, await third.stored());
  });

  it("shows what a tool asks for, once it is asked and once it is answered, in whichever window", async () => {
    const one = await opened("plan", { agent: SHOWCASE }).openThread();
    const two = await opened("plan", { agent: SHOWCASE }).openThread();
    await until(() => subscribed(one) + subscribed(two) === 2);
    const calls = (window: LiveWindow): readonly (readonly [string, string])[] =>
      window.conversation.turns.flatMap(({ parts }) =>
        parts.flatMap((part) => (part.kind === "tool" ? [[part.id, part.status] as const] : [])),
      );
    const waiting = async (before = ""): Promise<string> => {
      for (const window of [one, two]) {
        await until(() => {
          const { busy, lastTurn } = window.conversation;
          return !busy && lastTurn?.state === "waiting" && calls(window).at(-1)?.[0] !== before;
        });
      }
      deepStrictEqual(calls(two), calls(one));
      const [id, status] = calls(one).at(-1)!;
      strictEqual(status, "suspended");
      return id;
    };
    await one.ask("Make a plan");
    const first = await waiting();
    await two.conversation.resume(two.last.id, first, { action: "rejected", feedback: "Add a lightning rod." });
    const second = await waiting(first);
    await one.conversation.resume(one.last.id, second, { action: "approved" });
    await until(() => [one, two].every(({ last, conversation }) => last.state === "complete" && !conversation.busy));
    match(two.text, /approved; I begin/);
    deepStrictEqual(two.shown, one.shown);
    for (const window of [one, two]) {
      await window.history.sync(window.conversation);
      deepStrictEqual(window.shown, await window.stored());
    }
    deepStrictEqual([one.errors, two.errors], [[], []]);
  });

  it("goes on after a lost connection without a word twice, and without a word less in between", async () => {
    const window = await opened("cut").openThread();
    server.pauseAnswersAt(150);
    await studio("cut", ALL_YEAR);
    await until(() => window.text.length >= 150);
    const lengths: number[] = [];
    const { length } = window.text;
    window.cut();
    await until(() => {
      lengths.push(window.text.length);
      return subscribed(window) === 2;
    });
    server.pauseAnswersAt(300);
    await until(() => {
      lengths.push(window.text.length);
      return window.text.length >= 300;
    });
    ok(lengths.every((each) => each >= length));
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await until(() => window.settled === 1);
    deepStrictEqual(window.shown, await window.stored());
  });

  it("says that the connection was lost when the run is gone after it, and reads what the server has kept", async () => {
    const window = await opened("gone").openThread();
    server.pauseAnswersAt(150);
    await studio("gone", ALL_YEAR);
    await until(() => window.text.length >= 150);
    const subscribe = window.agents.subscribe.bind(window.agents);
    // While nothing is heard, the run comes to its end.
    window.agents.subscribe = async function* (...how) {
      server.pauseAnswersAt(Number.POSITIVE_INFINITY);
      while ((await window.stored()).length < 2) {
        // Not stored yet.
      }
      yield* subscribe(...how);
    };
    window.cut();
    await until(() => window.settled === 1);
    strictEqual(window.last.state, "interrupted");
    await window.history.sync(window.conversation);
    deepStrictEqual([window.last.state, window.shown], ["complete", await window.stored()]);
  });

  it("shows a run that another server instance has begun beside our own, after it", async () => {
    const window = await opened("both").openThread();
    await until(() => subscribed(window) === 1);
    server.pauseAnswersAt(150);
    const asking = window.ask(ALL_YEAR);
    await until(() => window.text.length >= 150);
    const other = opened("both").ask("How warm is it in Oslo in June?");
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await Promise.all([asking, other]);
    await until(() => window.shown.length === 4 && !window.conversation.busy);
    deepStrictEqual([...window.shown].sort(), [...(await window.stored())].sort());
  });

  it("asks for a thread once while it is shown, and leaves it when nobody sees it, but for a run that goes on", async () => {
    const window = await opened("hidden").openThread();
    window.following.show(window.conversation);
    await until(() => subscribed(window) === 1);
    window.hide();
    await studio("hidden", "How warm is it in Oslo in June?");
    while ((await window.stored()).length < 2) {
      // The run goes on without anybody who hears of it.
    }
    // What is sent before it has quite ended would go into it.
    while (await window.agents.abortRun("weatherAgent", { threadId: "hidden", resourceId: "ada" })) {
      // Still ending.
    }
    strictEqual(window.conversation.turns.length, 0);
    window.isShown = true;
    await window.openThread();
    await until(() => window.conversation.turns.length > 0);
    server.pauseAnswersAt(150);
    await studio("hidden", ALL_YEAR);
    await until(() => window.text.length >= 150 && /Hanoi/.test(window.text));
    window.hide();
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await until(() => !window.conversation.busy);
    match(window.text, /December/);
    strictEqual(subscribed(window), 2);
  });

  it("follows nothing, after one request, at a server that cannot tell", async () => {
    for (const status of [404, 405, 501]) {
      const old = await startHttpServer((_, response) => json(response, status, { error: "No" }));
      try {
        const window = new LiveWindow(old.origin, "old");
        window.following.show(window.conversation);
        await until(() => window.errors.length === 1);
        window.following.show(window.conversation);
        deepStrictEqual([window.errors, subscribed(window)], [["following a thread"], 1]);
      } finally {
        await old.close();
      }
    }
  });

  it("gives a server up that takes the request and ends it at once", async () => {
    const brief = await startHttpServer((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(": connected\n\n");
    });
    try {
      const window = new LiveWindow(brief.origin, "brief");
      window.following.show(window.conversation);
      await until(() => window.errors.length === 1);
      strictEqual(subscribed(window), 4);
    } finally {
      await brief.close();
    }
  });
});
