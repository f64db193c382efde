import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentService } from "../../../src/agents/agentService";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { ThreadService } from "../../../src/agents/threadService";
import { type BrokenResponsesDependencies, continueResponse, lookWhatIsLeft } from "../../../src/chat/brokenResponses";
import { Conversation } from "../../../src/chat/conversation";
import { turnsFromMessages } from "../../../src/chat/history/storedTurns";
import { MessageQueue } from "../../../src/chat/messageQueue";
import { sendQueuedNow, settleHandedOver, type SteeringDependencies } from "../../../src/chat/steering";
import { ThreadHistory } from "../../../src/chat/threads/threadHistory";
import { textOf } from "../../../src/chat/turn/turnChanges";
import type { Turn } from "../../../src/shared/transcript";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";
import { json, startHttpServer } from "../setup/httpServer";
import { until } from "./scriptedAgents";
import { question } from "./turns";

const WEATHER = { id: "weatherAgent", name: "Weather", description: "" };
const GLOSSARY = { id: "glossaryAgent", name: "Glossary", description: "" };

/** One window: a conversation with a real server, and what belongs to it. */
class Window implements BrokenResponsesDependencies, SteeringDependencies {
  readonly agents: AgentService;
  readonly threads: ThreadService;
  readonly history: ThreadHistory;
  readonly queue = new MessageQueue();
  readonly resourceId = "ada";
  readonly regeneration = { isAsking: () => false };
  readonly errors: string[] = [];
  readonly conversation: Conversation;

  constructor(url: string, threadId: string, agentId = WEATHER.id, turns: readonly Turn[] = []) {
    this.agents = new AgentService({
      server: serverAddress(url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
    this.threads = new ThreadService(this.agents.access);
    this.history = new ThreadHistory({
      threads: this.threads,
      agent: () => ({ id: agentId, name: "Weather" }),
      logError: this.logError,
      onLoading: () => undefined,
    });
    this.conversation = new Conversation(
      threadId,
      {
        agents: this.agents,
        onChange: () => undefined,
        onSteered: (id = "") => void this.queue.remove(threadId, id),
        logError: this.logError,
      },
      { turns },
    );
  }

  logError = (what: string): void => void this.errors.push(what);
  onQueue = (): void => undefined;

  get last(): Turn {
    return this.conversation.lastTurn!;
  }

  /** What another computer would show of the thread. */
  async elsewhere(): Promise<readonly string[]> {
    const { messages } = await this.threads.messages(this.conversation.threadId, 0, WEATHER.id);
    return words(turnsFromMessages(messages, "Weather"));
  }
}

const words = (turns: readonly Turn[]): readonly string[] =>
  turns.map((turn) => `${turn.role}: ${textOf(turn).replace(/\s+/g, " ").trim()}`);

/** Without what lies between parts of one answer. */
const tight = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/\s/g, ""));

describe("a response that outlives its connection, with a Mastra server", function () {
  this.timeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-live-"));
  let server: MastraServer;

  before(async () => {
    const keys = { publishableKey: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k", jwksUri: "http://127.0.0.1:9/jwks" };
    server = await startMastraServer({
      ...keys,
      requiresSignIn: false,
      dataDir,
      chunkDelayMs: 0,
      liveWeather: false,
      environment: {},
    });
  });
  after(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  afterEach(() => server.pauseAnswersAt(Number.POSITIVE_INFINITY));

  /** Asks, and lets the answer pause after its beginning. @returns the end of it */
  function pausedAnswer(window: Window, id: string): Promise<boolean> {
    server.pauseAnswersAt(150);
    return window.conversation.send(question("Tell me about Hanoi month by month", id), WEATHER, "ada");
  }

  const pauses = (window: Window): Promise<void> => until(() => textOf(window.last).length >= 150);

  async function stoppedAnswer(window: Window, id: string): Promise<void> {
    const sending = pausedAnswer(window, id);
    await pauses(window);
    window.conversation.stop();
    await sending;
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await lookWhatIsLeft(window, window.conversation);
  }

  it("goes on where it was stopped: the same stored answer grows, no tool runs again, and nothing is asked twice", async () => {
    const window = new Window(server.url, "continued");
    await stoppedAnswer(window, "continued-1");
    deepStrictEqual([window.last.state, window.last.canContinue], ["stopped", true]);
    const begun = textOf(window.last);
    await continueResponse(window, window.conversation, window.last.id);
    deepStrictEqual(
      [window.last.state, window.last.canContinue, window.last.error],
      ["complete", undefined, undefined],
    );
    const whole = textOf(window.last);
    ok(whole.startsWith(begun) && whole.length > begun.length);
    deepStrictEqual(
      window.last.parts.map(({ kind }) => kind),
      ["tool", "text"],
    );
    deepStrictEqual(tight(await window.elsewhere()), tight(words(window.conversation.turns)));
    const before = window.conversation.turns;
    await window.history.sync(window.conversation);
    deepStrictEqual(words(window.conversation.turns), words(before));
    deepStrictEqual(window.errors, []);
  });

  it("shows how much further another window has got, however little that is, and goes on from there", async () => {
    const ask = (window: Window, id: string): Promise<boolean> =>
      window.conversation.send(question("Tell me about Hanoi month by month", id), WEATHER, "ada");
    const stopped = async (window: Window, letters: number, running: Promise<unknown>): Promise<void> => {
      await until(() => window.conversation.busy && textOf(window.last).length >= letters);
      window.conversation.stop();
      await running;
      // The model still waits: what it wrote before it heard of Stop would be in the server's copy.
      await lookWhatIsLeft(window, window.conversation);
      server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    };
    const whole = new Window(server.url, "whole");
    await ask(whole, "whole-1");
    const text = textOf(whole.last);
    // The second line of its table ends in the same way as the first.
    const at = text.indexOf("|\n", text.indexOf("|\n") + 1);
    const window = new Window(server.url, "further");
    server.pauseAnswersAt(at);
    await stopped(window, at, ask(window, "further-1"));
    const another = new Window(server.url, "further", WEATHER.id, window.conversation.turns);
    server.pauseAnswersAt(1);
    await stopped(another, at + 1, continueResponse(another, another.conversation, another.last.id));
    deepStrictEqual([textOf(window.last), textOf(another.last)], [text.slice(0, at), text.slice(0, at + 2)]);
    await window.history.sync(window.conversation);
    deepStrictEqual(tight(words(window.conversation.turns)), tight(words(another.conversation.turns)));
    await continueResponse(window, window.conversation, window.last.id);
    deepStrictEqual(tight(words([window.last])), tight(words([whole.last])));
    deepStrictEqual(tight(await window.elsewhere()), tight(words(window.conversation.turns)));
    const { messages } = await window.threads.messages(window.conversation.threadId, 0, WEATHER.id);
    const texts = turnsFromMessages(messages, "Weather")
      .at(-1)
      ?.parts.filter(({ kind }) => kind === "text");
    strictEqual(texts?.length, 1, "a table in three pieces is one table");
  });

  it("after a reload shows the response that another window has brought to its end meanwhile", async () => {
    const window = new Window(server.url, "elsewhere");
    await stoppedAnswer(window, "elsewhere-1");
    const reloaded = new Window(server.url, "elsewhere", WEATHER.id, [
      window.conversation.turns[0]!,
      { ...window.last, state: "streaming" },
    ]);
    strictEqual(reloaded.last.state, "interrupted");
    await continueResponse(window, window.conversation, window.last.id);
    await reloaded.history.sync(reloaded.conversation);
    deepStrictEqual([reloaded.last.state, reloaded.last.canContinue], ["complete", undefined]);
    deepStrictEqual(tight(words(reloaded.conversation.turns)), tight(words(window.conversation.turns)));
    const requests = server.requests.length;
    await continueResponse(reloaded, reloaded.conversation, reloaded.last.id);
    strictEqual(server.requests.length, requests, "there is nothing to go on with");
  });

  it("offers nothing where the server has no question to go on from", async () => {
    const forgetful = new Window(server.url, "forgetful", GLOSSARY.id);
    server.pauseAnswersAt(10);
    const sending = forgetful.conversation.send(question("What is fog?", "forgetful-1"), GLOSSARY, "ada");
    await until(() => textOf(forgetful.last).length >= 10);
    forgetful.conversation.stop();
    await sending;
    await lookWhatIsLeft(forgetful, forgetful.conversation);
    deepStrictEqual([forgetful.last.state, forgetful.last.canContinue], ["stopped", undefined]);

    const window = new Window(server.url, "deleted");
    await stoppedAnswer(window, "deleted-1");
    strictEqual(window.last.canContinue, true);
    await window.threads.remove("deleted", WEATHER.id);
    await rejects(
      continueResponse(window, window.conversation, window.last.id),
      (error) => error instanceof UserFacingError && error.kind === "threadGone",
    );
    strictEqual(window.last.state, "stopped");
  });

  it("takes a message in at its next step, in the place where the server keeps it", async () => {
    const window = new Window(server.url, "steered");
    const { conversation, queue } = window;
    const sending = pausedAnswer(window, "steered-1");
    await pauses(window);
    queue.add("steered", { message: question("How warm is it in Oslo in June?", "steer-1"), agentId: WEATHER.id });
    await sendQueuedNow(window, conversation, "steer-1");
    deepStrictEqual(
      queue.shown("steered", WEATHER.id).map(({ now }) => now),
      ["sending"],
    );
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await sending;
    deepStrictEqual(queue.of("steered"), []);
    const shown = words(conversation.turns);
    deepStrictEqual(
      conversation.turns.map(({ role, state }) => `${role} ${state}`),
      ["user complete", "agent complete", "user complete", "agent complete"],
    );
    match(shown[1] ?? "", /December/);
    match(shown[2] ?? "", /^user: How warm is it in Oslo in June\?$/);
    match(shown[3] ?? "", /Weather in Oslo/);
    deepStrictEqual(tight(await window.elsewhere()), tight(shown));
    await window.history.sync(conversation);
    deepStrictEqual(words(conversation.turns), shown);
  });

  it("loses no message that was handed over when the response is stopped before it came in", async () => {
    const window = new Window(server.url, "late");
    const { conversation, queue } = window;
    const sending = pausedAnswer(window, "late-1");
    await pauses(window);
    queue.add("late", { message: question("How warm is it in Oslo in June?", "late-2"), agentId: WEATHER.id });
    await sendQueuedNow(window, conversation, "late-2");
    conversation.stop();
    await sending;
    server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await settleHandedOver(window, conversation);
    deepStrictEqual(queue.of("late"), []);
    deepStrictEqual(
      words(conversation.turns).filter((line) => line.startsWith("user")),
      ["user: Tell me about Hanoi month by month", "user: How warm is it in Oslo in June?"],
    );
  });

  it("sends no message again that was handed over as long as another window's response may still bring it", async () => {
    const window = new Window(server.url, "elsewhere");
    const { conversation, queue } = window;
    const agentId = WEATHER.id;
    await conversation.send(question("How warm is it in Oslo in June?", "elsewhere-1"), WEATHER, "ada");
    queue.add("elsewhere", { message: question("And in May?", "elsewhere-2"), agentId });
    queue.setHandedOver("elsewhere", "elsewhere-2", true);
    await settleHandedOver(Object.assign(window, { answersElsewhere: () => agentId }), conversation);
    deepStrictEqual(
      queue.of("elsewhere").map(({ handedOver }) => handedOver),
      [true],
    );
  });

  it("keeps a message queued when no run is under way on the server, or the server has no such route", async () => {
    const idle = new Window(server.url, "idle");
    strictEqual(
      await idle.agents.steer(WEATHER.id, question("Too late", "idle-1"), { threadId: "idle", resourceId: "ada" }),
      false,
    );
    for (const status of [404, 501]) {
      const old = await startHttpServer((_, response) => json(response, status, { error: "Not Found" }));
      try {
        await rejects(
          new Window(old.origin, "old").agents.steer(WEATHER.id, question("Now", "old-1"), {
            threadId: "old",
            resourceId: "ada",
          }),
          (error) => error instanceof UserFacingError && error.kind === "cannotSteer",
        );
      } finally {
        await old.close();
      }
    }
  });

  it("ends a response that another window has begun", async () => {
    const window = new Window(server.url, "ended");
    const sending = pausedAnswer(window, "ended-1");
    await pauses(window);
    const memory = { threadId: "ended", resourceId: "ada" };
    strictEqual(await new Window(server.url, "ended").agents.abortRun(WEATHER.id, memory), true);
    await sending;
    deepStrictEqual([window.last.state, window.last.error], ["stopped", undefined]);
    strictEqual(await window.agents.abortRun(WEATHER.id, memory), false);
  });
});
