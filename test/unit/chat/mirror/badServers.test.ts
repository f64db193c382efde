import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { LiveServer } from "./liveServer";
import { until } from "./mirrorWindow";
import { ThreadWindow } from "./threadWindow";
import { json } from "../../setup/httpServer";

const FIRST = ["user: How is Rome?", "agent: Warm."];
const SECOND = ["user: How is Oslo?", "agent: Cool. And wet."];

describe("what is answered elsewhere, with a server that is in trouble", function () {
  this.timeout(20_000);
  let server: LiveServer;
  let window: ThreadWindow;

  beforeEach(async () => {
    server = await new LiveServer().start();
    server.begin("How is Rome?");
    server.say("Warm.");
    server.end();
    window = new ThreadWindow(server.url);
    await window.history.sync(window.conversation);
  });
  afterEach(async () => {
    window.close();
    await server.close();
  });

  /** The window listens, and shows the beginning of a response. */
  async function begun(): Promise<void> {
    window.see(true);
    await until(() => server.listening === 1);
    server.begin("How is Oslo?");
    server.say("Cool.");
    await until(() => window.words.at(-1) === "agent: Cool.");
    strictEqual(window.isElsewhere, true);
  }

  async function isOver(words: readonly string[] = [...FIRST, ...SECOND]): Promise<void> {
    await until(() => !window.mirrored && !window.isElsewhere);
    deepStrictEqual(window.words, words);
  }

  it("shows a response that is told twice once, and nothing that is no chunk of it", async () => {
    await begun();
    server.replay();
    server.garble("no JSON");
    server.garble({});
    server.garble({ type: "text-delta", runId: "unknown", payload: { id: "t", text: "Of somebody else." } });
    server.garble({ type: "tool-result", runId: "unknown", payload: { toolCallId: "c", toolName: "x", result: 1 } });
    server.replay();
    server.say(" And wet.");
    await until(() => window.words.at(-1) === "agent: Cool. And wet.");
    deepStrictEqual(window.words, [...FIRST, "agent: Cool. And wet."]);
    server.end();
    await isOver();
    // What is over is over, however often it is told.
    server.garble({ type: "start", runId: "run-2", payload: { id: "weatherAgent", messageId: "run-2-answer" } });
    server.garble({ type: "text-delta", runId: "run-2", payload: { id: "t", text: "Cool." } });
    await delay(50);
    deepStrictEqual([window.words, window.isElsewhere], [[...FIRST, ...SECOND], false]);
  });

  it("shows the run that another one has followed, and both once they have ended", async () => {
    await begun();
    const { id } = window.mirrored!;
    server.lose();
    server.begin("How is Bern?");
    server.say("Mild.");
    await until(() => window.words.at(-1) === "agent: Mild.");
    ok(
      window.turns.every((turn) => turn.id !== id),
      "the first one is gone",
    );
    server.end();
    await isOver([...FIRST, "user: How is Bern?", "agent: Mild."]);
  });

  it("keeps what it has shown over a lost connection, and has no word twice", async () => {
    await begun();
    const seen: string[] = [];
    const looking = setInterval(() => seen.push(window.words.at(-1) ?? ""), 1);
    server.drop();
    await until(() => server.subscribed === 2 && server.listening === 1);
    server.say(" And wet.");
    await until(() => window.words.at(-1) === "agent: Cool. And wet.");
    clearInterval(looking);
    deepStrictEqual(new Set(seen.filter((words) => !/^agent: Cool\.( And wet\.)?$/.test(words))), new Set());
    strictEqual(window.isElsewhere, true);
    server.end();
    await isOver();
  });

  it("shows what is stored when the run has ended while nobody heard of it", async () => {
    await begun();
    server.subscribing = (response) => response.destroy();
    server.drop();
    server.say(" And wet.");
    server.end();
    await until(() => window.mirrored?.state === "interrupted");
    deepStrictEqual([window.isElsewhere, window.mirrored?.error?.message], [false, "Lost."]);
    server.subscribing = undefined;
    await isOver();
  });

  it("ends what it shows when the server has lost the run, with nothing of it stored", async () => {
    await begun();
    server.lose();
    server.drop();
    await isOver(FIRST);
  });

  it("keeps the words in sight while the thread can't be read, says so once, and reads it later", async () => {
    await begun();
    server.reading = 500;
    server.say(" And wet.");
    server.end();
    await until(() => window.notices.length === 1);
    deepStrictEqual([window.words, window.isElsewhere], [[...FIRST, "agent: Cool. And wet."], false]);
    await delay(100);
    server.reading = 200;
    await isOver();
    strictEqual(window.notices.length, 1);
  });

  it("reads no thread again and again that is gone", async () => {
    await begun();
    server.reading = 404;
    server.end();
    await until(() => window.notices.length === 1);
    await delay(300);
    const { length } = window.errors;
    await delay(500);
    strictEqual(window.errors.length, length);
  });

  it("stops a run that has ended already, or that never says that it has", async () => {
    await begun();
    server.subscribing = (response) =>
      void response.writeHead(200, { "content-type": "text/event-stream" }).write(": connected\n\n");
    server.drop();
    await until(() => server.subscribed === 2);
    await window.mirrors.stop(window.conversation);
    strictEqual(server.aborted, 1);
    await isOver([...FIRST, "user: How is Oslo?", "agent: Cool."]);
  });

  it("ends what it shows when the run fails, of which nothing more is told", async () => {
    await begun();
    server.fail("The model is not there.");
    await until(() => window.rests === 1);
    await isOver(FIRST);
    server.begin("How is Bern?");
    server.say("Mild.");
    await until(() => window.words.at(-1) === "agent: Mild.");
  });

  it("rests at once where a run was stopped before its first word, of which only the question is left", async () => {
    window.see(true);
    await until(() => server.listening === 1);
    server.begin("How is Oslo?");
    server.tellQuestion();
    await until(() => window.words.at(-2) === "user: How is Oslo?");
    const before = server.asked;
    server.end("abort");
    await isOver([...FIRST, "user: How is Oslo?"]);
    ok(server.asked - before <= 4, `${String(server.asked - before)} requests`);
  });

  it("asks again a server that is asked too much at the moment", async () => {
    server.subscribing = (response) => json(response, 429, { error: "Too many requests" });
    window.see(true);
    await until(() => server.subscribed === 2);
    server.subscribing = undefined;
    await until(() => server.listening === 1);
  });

  it("says nothing of a thread that only may have missed something and can't be read", async () => {
    server.reading = 404;
    window.see(true);
    await until(() => server.listening === 1);
    await until(() => window.errors.length > 0);
    await delay(100);
    deepStrictEqual([window.notices, window.isElsewhere, window.words], [[], false, FIRST]);
  });

  it("asks a server no more that can't tell what happens in a thread", async () => {
    for (const status of [404, 405, 501]) {
      const other = await new LiveServer().start();
      other.subscribing = (response) => json(response, status, { error: "Not Found" });
      const asking = new ThreadWindow(other.url);
      // The next thread is asked for when it is known that the server can.
      asking.others.push(asking.open("t2"), asking.open("t3"));
      asking.see(true);
      await until(() => asking.errors.length === 1);
      asking.see(false);
      asking.see(true);
      await delay(30);
      deepStrictEqual([asking.errors, other.subscribed], [["subscribing to a thread"], 1]);
      asking.close();
      await other.close();
    }
  });

  it("asks for each thread in sight once where the server can tell, for four at most, and then nothing", async () => {
    window.others.push(...["t2", "t3", "t4", "t5", "t6"].map((id) => window.open(id)));
    window.see(true);
    await until(() => server.listening === 4);
    // Each is read once more when it is told what happens in it.
    await until(() => server.asked >= 16);
    await delay(300);
    const { asked } = server;
    await delay(300);
    deepStrictEqual([server.asked, server.subscribed], [asked, 4]);
  });

  it("keeps what it has shown, and tells who waits for its end, where the server can tell no more", async () => {
    await begun();
    server.subscribing = (response) => json(response, 404, { error: "Not Found" });
    server.say(" And wet.");
    await until(() => window.words.at(-1) === "agent: Cool. And wet.");
    const seen: string[] = [];
    const looking = setInterval(() => seen.push(window.words.at(-1) ?? ""), 1);
    server.drop();
    server.end();
    await until(() => window.rests === 1);
    clearInterval(looking);
    await isOver();
    deepStrictEqual(new Set(seen), new Set(["agent: Cool. And wet."]));
    window.see(false);
    window.see(true);
    await delay(30);
    strictEqual(server.subscribed, 2);
  });

  it("asks ever more seldom where the connection is taken and ended", async () => {
    server.subscribing = (response) =>
      response.writeHead(200, { "content-type": "text/event-stream" }).end(": connected\n\n");
    window.see(true);
    await until(() => server.subscribed === 6);
    const { subscribed } = server;
    await delay(100);
    ok(server.subscribed - subscribed <= 5, String(server.subscribed - subscribed));
    window.see(false);
    await delay(60);
    const left = server.subscribed;
    await delay(100);
    strictEqual(server.subscribed, left);
  });

  it("waits where nothing but comments comes, and leaves when nobody looks", async () => {
    window.see(true);
    await until(() => server.listening === 1);
    for (let beats = 0; beats < 5; beats += 1) {
      server.garble("");
      await delay(5);
    }
    deepStrictEqual([server.subscribed, window.words, window.isElsewhere], [1, FIRST, false]);
    window.see(false);
    await until(() => server.listening === 0);
    server.begin("How is Oslo?");
    server.say("Cool.");
    await delay(30);
    deepStrictEqual([server.subscribed, window.words], [1, FIRST]);
    window.see(true);
    await until(() => window.words.at(-1) === "agent: Cool.");
  });

  it("shows nothing of another window's run while its own is written, and all of it after that", async () => {
    window.see(true);
    await until(() => server.listening === 1);
    const asking = window.ask("Mine");
    await until(() => server.runs && window.conversation.busy);
    server.say("For me.");
    await until(() => window.words.at(-1) === "agent: For me.");
    server.garble({ type: "start", runId: "late", payload: { id: "weatherAgent", messageId: "late-answer" } });
    server.garble({ type: "text-delta", runId: "late", payload: { id: "t", text: "For others." } });
    await delay(20);
    deepStrictEqual([window.words.at(-1), window.mirrored], ["agent: For me.", undefined]);
    server.end();
    await asking;
    // The server tells of it anew what is still under way.
    await until(() => server.subscribed === 2);
    await isOver([...FIRST, "user: Mine", "agent: For me."]);
  });

  it("takes what is told late of its own run that waits for no response elsewhere, and what follows it for one", async () => {
    const before = server.asked;
    window.see(true);
    // It subscribes, and reads the thread at once and a moment later.
    await until(() => server.asked >= before + 5);
    const asking = window.ask("Mine");
    await until(() => server.runs && window.conversation.busy);
    server.say("I book.");
    server.hold();
    server.say(" A trip.");
    server.ask("c");
    await asking;
    strictEqual(window.conversation.lastTurn?.state, "waiting");
    const { asked } = server;
    server.release();
    server.replay();
    await delay(100);
    deepStrictEqual([window.isElsewhere, window.mirrored, server.asked], [false, undefined, asked]);
    strictEqual(window.words.at(-1), "agent: I book. A trip.");
    // Another call of the same step goes on behind the question, and who subscribes then is told of both.
    server.report("d", "Looking for rooms.");
    server.replay();
    await delay(100);
    deepStrictEqual([window.isElsewhere, window.mirrored], [false, undefined]);
    strictEqual(window.conversation.lastTurn?.state, "waiting");
    // Somebody has decided elsewhere, and the sub-agent goes on.
    server.report("c", "Booking.");
    server.say(" Booked.");
    await until(
      () => window.mirrored?.parts.at(-1)?.kind === "text",
      () => JSON.stringify(window.turns),
    );
    strictEqual(window.words.at(-1), "agent: I book. A trip.\n\n Booked.");
    strictEqual(window.isElsewhere, true);
    strictEqual(window.turns.length, 4);
    server.end();
    await until(() => !window.isElsewhere && !window.mirrored);
  });

  it("waits for calls that another editor runs, and then shows what they led to", async () => {
    await begun();
    const call = { toolCallId: "c", toolName: "editor_read_file" };
    server.garble({ type: "tool-call", runId: "run-2", payload: { ...call, args: { path: "a" } } });
    server.garble({ type: "finish", runId: "run-2", payload: { stepResult: { reason: "tool-calls" } } });
    await until(() => window.mirrored?.parts.some((part) => part.kind === "tool") === true);
    await delay(20);
    deepStrictEqual(
      window.mirrored?.parts.map((part) => (part.kind === "tool" ? [part.status, part.inEditor] : part.kind)),
      ["text", ["running", undefined]],
    );
    server.say(" And wet.");
    server.end();
    await isOver();
  });
});
