import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { AgentService } from "../../../src/agents/agentService";
import type { Memory } from "../../../src/agents/memory";
import type { AgentChunk } from "../../../src/agents/chunk";
import * as mastraClient from "../../../src/agents/mastraClient";
import type { Attachment } from "../../../src/agents/outgoingMessage";
import { serverAddress } from "../../../src/agents/serverUrl";
import { type RawMessage, textsOf } from "../../../src/agents/storedThread";
import type { FoundThread } from "../../../src/agents/threadSearch";
import { ThreadService } from "../../../src/agents/threadService";
import { turnsFromMessages, withSuspendedRuns } from "../../../src/chat/history/storedTurns";
import { isCancellation, UserFacingError } from "../../../src/shared/userFacingError";
import { localStack } from "../setup/localStack";

const never = new AbortController().signal;
const WEATHER = "weatherAgent";

/** The server drops spaces at the end of an answer when it is saved again. */
const withoutTrailingSpace = (messages: readonly RawMessage[]): unknown =>
  JSON.parse(JSON.stringify(messages).replace(/(?:\\n)+"/g, '"'));

describe("ThreadService against a Mastra server", function () {
  this.timeout(180_000);
  const stack = localStack();
  let alice: { readonly agents: AgentService; readonly threads: ThreadService; readonly id: string };
  let bob: typeof alice;

  before(async () => {
    alice = await signedIn(0);
    bob = await signedIn(1);
  });

  async function signedIn(user: number): Promise<typeof alice> {
    const id = stack.auth.users[user]?.id ?? "";
    const token = await stack.auth.issueAccessToken({ sub: id });
    const agents = new AgentService({
      server: serverAddress(stack.server.url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
    return { agents, threads: new ThreadService(agents.access), id };
  }

  async function ask(
    thread: string,
    text: string,
    id: string,
    agent = WEATHER,
    attachments: readonly Attachment[] = [],
  ): Promise<AgentChunk[]> {
    const memory: Memory = { threadId: thread, resourceId: alice.id };
    return (await Array.fromAsync(alice.agents.stream(agent, { id, text, attachments }, memory, never))).flat();
  }

  /** A thread of so many messages, question and answer in turn, a second apart. */
  async function fill(thread: string, count: number): Promise<void> {
    const post = (path: string, body: object): Promise<unknown> =>
      alice.agents.access.attempt(undefined, (client) =>
        client.request(`/memory/${path}?agentId=${WEATHER}`, { method: "POST", body }),
      );
    await post("threads", { resourceId: alice.id, threadId: thread, title: "" });
    const messages = Array.from({ length: count }, (_, index) => ({
      id: `${thread}-${String(index)}`,
      role: index % 2 === 0 ? "user" : "assistant",
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
      threadId: thread,
      resourceId: alice.id,
      content: {
        format: 2,
        parts: [{ type: "text", text: `word ${String(index)}` }],
        content: `word ${String(index)}`,
      },
    }));
    for (let start = 0; start < count; start += 200) {
      await post("save-messages", { messages: messages.slice(start, start + 200) });
    }
  }

  const fails = (kind: string, run: Promise<unknown>): Promise<void> =>
    rejects(run, (error) => error instanceof UserFacingError && error.kind === kind);

  const search = async (query: string, signal = never): Promise<FoundThread[]> =>
    (await Array.fromAsync(alice.threads.search(alice.id, query, signal))).filter((step) => step.kind === "found");

  /** Every message of a thread as the server gives it, oldest first. */
  const rawMessages = async (thread: string): Promise<RawMessage[]> => {
    const path = `/memory/threads/${thread}/messages?perPage=200`;
    return (await alice.agents.access.read<{ messages: RawMessage[] }>(path)).messages;
  };
  const trimmed = async (thread: string): Promise<unknown> => withoutTrailingSpace(await rawMessages(thread));

  it("keeps our id of a question and everything that goes along with it", async () => {
    const item = { id: "1", kind: "selection", name: "a.ts", detail: "lines 3–20", bytes: 0, openable: true } as const;
    const image = { id: "2", kind: "image", name: "p.png", detail: "", bytes: 0, openable: false } as const;
    const content = 'if (a < "b") {}\n</attachment>\n';
    await ask("sent", "Paris in May", "question-1", WEATHER, [
      { item, content },
      { item: image, content: "iVBORw0KGgo=", mediaType: "image/png" },
    ]);
    const { messages } = await alice.threads.messages("sent", 0, WEATHER);
    const [question, answer] = turnsFromMessages(messages, "Weather");
    strictEqual(question?.id, "question-1");
    deepStrictEqual(
      question.parts.map((part) =>
        part.kind === "context" ? [part.item.kind, part.item.name, part.item.detail, part.content] : part.kind,
      ),
      ["text", ["selection", "a.ts", "lines 3–20", content], ["image", "p.png", "", "iVBORw0KGgo="]],
    );
    ok(answer?.parts.some((part) => part.kind === "tool" && part.status === "done"));
  });

  it("lists threads by their last use, renames one and knows its agent then", async () => {
    await ask("older", "Paris in May", "older-1");
    await ask("newer", "Oslo in May", "newer-1");
    const list = async (): Promise<string[]> =>
      (await alice.threads.list(alice.id, 0)).threads
        .map(({ id }) => id)
        .filter((id) => id === "older" || id === "newer");
    deepStrictEqual(await list(), ["newer", "older"]);
    await alice.threads.rename("older", "Paris, mon amour", WEATHER);
    const [first] = (await alice.threads.list(alice.id, 0)).threads;
    ok(first && first.updatedAt > 0);
    deepStrictEqual([first.id, first.title, first.agentId], ["older", "Paris, mon amour", WEATHER]);
    await alice.threads.rename("older", "Paris");
    const [again] = (await alice.threads.list(alice.id, 0)).threads;
    deepStrictEqual([again?.title, again?.agentId], ["Paris", WEATHER]);
  });

  it("pages backwards from the newest message, whether it names an agent with memory or not", async () => {
    await fill("long", 90);
    for (const agent of [WEATHER, "glossaryAgent", "no such agent", undefined]) {
      const pages = await Promise.all([0, 1, 2, 3].map((page) => alice.threads.messages("long", page, agent)));
      deepStrictEqual(
        pages.map(({ messages, total, hasMore }) => [messages[0]?.id, messages.at(-1)?.id, total, hasMore]),
        [
          ["long-50", "long-89", 90, true],
          ["long-10", "long-49", 90, true],
          ["long-0", "long-9", 90, false],
          [undefined, undefined, 90, false],
        ],
      );
    }
  });

  it("finds the first question of a thread that nobody has named", async () => {
    strictEqual(await alice.threads.firstQuestion("long", WEATHER), "word 0");
    strictEqual(await alice.threads.firstQuestion("long"), "word 0");
  });

  it("copies a thread up to a message, and no further", async () => {
    const copy = await alice.threads.clone("long", "long-50", "A branch", WEATHER);
    deepStrictEqual([copy.title, copy.agentId], ["A branch", WEATHER]);
    const { messages, total } = await alice.threads.messages(copy.id, 0);
    strictEqual(total, 51);
    deepStrictEqual(textsOf(messages.at(-1)!), ["word 50"]);
    await fails("threadGone", alice.threads.clone("long", "no such message", "x", WEATHER));
    await fails("threadGone", alice.threads.clone("no such thread", "m", "x"));
  });

  it("deletes messages, and threads with or without naming an agent that has memory", async () => {
    await alice.threads.deleteMessages("long", ["long-88", "long-89", "unknown"], "glossaryAgent");
    strictEqual((await alice.threads.messages("long", 0)).total, 88);
    await alice.threads.deleteMessages("long", []);
    for (const agent of [undefined, "glossaryAgent", "no such agent"]) {
      await fill("doomed", 2);
      await alice.threads.remove("doomed", agent);
      await fails("threadGone", alice.threads.messages("doomed", 0));
    }
    await fails("threadGone", alice.threads.remove("doomed"));
    await fails("threadGone", alice.threads.rename("doomed", "x", WEATHER));
  });

  it("puts deleted messages back as they were, message by message and in order", async () => {
    await fill("restored", 4);
    const before = await rawMessages("restored");
    const deleted = await alice.threads.deleteMessages("restored", ["restored-1", "restored-2", "unknown"], WEATHER);
    deepStrictEqual(deleted, before.slice(1, 3));
    deepStrictEqual(
      (await rawMessages("restored")).map(({ id }) => id),
      ["restored-0", "restored-3"],
    );
    await alice.threads.restoreMessages(deleted, WEATHER);
    deepStrictEqual(await rawMessages("restored"), before);
    // The answer to it may have been lost, so it is safe to do it again, in the name of whatever agent.
    await alice.threads.restoreMessages(deleted, "glossaryAgent");
    deepStrictEqual(await rawMessages("restored"), before);
    deepStrictEqual(await alice.threads.deleteMessages("no such thread", ["m"], WEATHER), []);
  });

  it("puts back calls of tools, attachments and what Mastra Studio wrote, whichever of them was deleted", async () => {
    const image = { id: "1", kind: "image", name: "p.png", detail: "", bytes: 0, openable: false } as const;
    await ask("mixed", "Paris in May", "mixed-1", WEATHER, [
      { item: image, content: "iVBORw0KGgo=", mediaType: "image/png" },
    ]);
    const path = `/agents/${WEATHER}/send-message`;
    const body = { message: "Oslo in May", threadId: "mixed", resourceId: alice.id };
    await alice.agents.access.attempt(undefined, (client) => client.request(path, { method: "POST", body }));
    // Sent without a stream to wait for.
    while ((await rawMessages("mixed")).length < 4) {
      await delay(50);
    }
    const before = await rawMessages("mixed");
    deepStrictEqual(
      before.map(({ role }) => role),
      ["user", "assistant", "signal", "assistant"],
    );
    const ids = before.map(({ id }) => id);
    for (const some of [ids.slice(2), ids.slice(0, 2), ids.slice(1, 3), ids]) {
      const deleted = await alice.threads.deleteMessages("mixed", some, WEATHER);
      strictEqual((await rawMessages("mixed")).length, ids.length - some.length);
      await alice.threads.restoreMessages(deleted, WEATHER);
      deepStrictEqual(await trimmed("mixed"), withoutTrailingSpace(before));
    }
  });

  it("says that a run is gone only for one that does not wait, and leaves one that waits alone", async () => {
    const decide = (agent: string, runId: string, toolCallId: string, approved = true): Promise<unknown> =>
      Array.fromAsync(alice.agents.decideToolCall(agent, { runId, toolCallId, approved }, never));
    await ask("decided", "Book a trip to Rome", "decided-1", "travelAgent");
    const [run] = await alice.threads.suspendedRuns("travelAgent", "decided");
    const [call] = run?.toolCalls ?? [];
    ok(run && call);
    await fails("runGone", decide("travelAgent", "no such run", call.toolCallId));
    await fails("runGone", decide("travelAgent", run.runId, "no such call"));
    await fails("agentNotFound", decide("no such agent", run.runId, call.toolCallId));
    strictEqual((await alice.threads.suspendedRuns("travelAgent", "decided")).length, 1);
    await decide("travelAgent", run.runId, call.toolCallId, false);
    await fails("runGone", decide("travelAgent", run.runId, call.toolCallId));
    const answer = { runId: run.runId, toolCallId: call.toolCallId, resumeData: { approved: true } };
    await fails("runGone", Array.fromAsync(alice.agents.resumeToolCall("travelAgent", answer, never)));
  });

  it("finds words in messages, whatever their case and line breaks, and a thread only once", async () => {
    await ask("berlin", "What is it like in\nBerlin in May?", "berlin-1");
    const found = await search("IN berlin");
    deepStrictEqual(
      found.map(({ thread }) => thread.id),
      ["berlin"],
    );
    match(found[0]?.snippet ?? "", /in Berlin/);
    deepStrictEqual((await search("word 3")).map(({ thread }) => thread.id).includes("long"), true);
    deepStrictEqual(await search("no one has said this (.*"), []);
    deepStrictEqual(await search("  "), []);
  });

  it("does not read a thread again for the next search until it has changed", async () => {
    await search("anything");
    const reads = (): number =>
      stack.server.requests.filter(({ path }) => path.startsWith("/api/memory/threads/")).length;
    const before = reads();
    await search("something else");
    strictEqual(reads(), before);
    await ask("berlin", "And in June?", "berlin-2");
    ok((await search("and in june")).some(({ thread }) => thread.id === "berlin"));
    ok(reads() > before);
  });

  it("stops a search at once", async () => {
    const abort = new AbortController();
    const searching = search("word", abort.signal);
    abort.abort();
    await rejects(searching, isCancellation);
  });

  it("finds a call that waits for approval after everything here is forgotten", async () => {
    await ask("booking", "Book a trip to Lisbon in May for two", "booking-1", "travelAgent");
    const runs = await alice.threads.suspendedRuns("travelAgent", "booking");
    strictEqual(runs.length, 1);
    strictEqual(runs[0]?.toolCalls[0]?.requiresApproval, true);
    const { messages } = await alice.threads.messages("booking", 0, "travelAgent");
    const [, answer] = withSuspendedRuns(turnsFromMessages(messages, "Travel", "travelAgent"), runs);
    const call = answer?.parts.find((part) => part.kind === "tool");
    ok(answer?.state === "waiting" && answer.runId === runs[0].runId && call?.kind === "tool");
    strictEqual(call.status, "awaitingApproval");
    const decision = { runId: answer.runId, toolCallId: call.id, approved: false, reason: "too far" };
    await Array.fromAsync(alice.agents.decideToolCall("travelAgent", decision, never));
    deepStrictEqual(await alice.threads.suspendedRuns("travelAgent", "booking"), []);
    const after = turnsFromMessages((await alice.threads.messages("booking", 0, "travelAgent")).messages, "Travel");
    const declined = after[1]?.parts.find((part) => part.kind === "tool");
    ok(declined?.kind === "tool" && declined.status === "declined" && declined.reason === "too far");
  });

  it("finds what waits in all threads with one request for each agent and each thread that is not known", async () => {
    await ask("far away", "Book a trip to Lisbon in May for two", "far-1", "travelAgent");
    await ask("deleted", "Book a trip to Rome", "deleted-1", "travelAgent");
    await alice.threads.remove("deleted", "travelAgent");
    const before = stack.server.requests.length;
    const agents = ["travelAgent", WEATHER];
    const { answered, threads } = await alice.threads.waitingRuns(alice.id, agents, new Set());
    const asked = stack.server.requests.slice(before).map(({ path }) => path.replace(/\?.*/, ""));
    strictEqual(asked.filter((path) => path.endsWith("/suspended-runs")).length, 2);
    strictEqual(asked.filter((path) => path.startsWith("/api/memory/threads/")).length, 2);
    deepStrictEqual([...answered], agents);
    strictEqual(threads.get("far away")?.calls, 1);
    strictEqual(threads.get("far away")?.thread?.id, "far away");
    strictEqual(threads.has("deleted"), false, "its run has outlived it");
    const known = await alice.threads.waitingRuns(alice.id, agents, new Set(["far away"]));
    deepStrictEqual(known.threads.get("far away"), { calls: 1 });
    const others = await bob.threads.waitingRuns(bob.id, agents, new Set());
    strictEqual(others.threads.size, 0);
  });

  it("has no runs for a thread that is not there, nor for an agent without memory", async () => {
    deepStrictEqual(await alice.threads.suspendedRuns("travelAgent", "no such thread"), []);
    deepStrictEqual(await alice.threads.suspendedRuns("glossaryAgent", "booking"), []);
  });

  it("does not let anybody at the threads of others", async () => {
    deepStrictEqual((await bob.threads.list(alice.id, 0)).threads, []);
    const { threads } = bob;
    for (const run of [
      () => threads.messages("booking", 0, WEATHER),
      () => threads.messages("booking", 0),
      () => threads.rename("booking", "mine", WEATHER),
      () => threads.remove("booking"),
      () => threads.clone("booking", "booking-1", "mine"),
    ]) {
      await fails("foreignThread", run());
    }
  });
});
