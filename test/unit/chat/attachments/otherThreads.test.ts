import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { WholeResponse } from "../../../../src/agents/wholeResponse";
import type { StoredMessage } from "../../../../src/agents/storedThread";
import { AgentChoice } from "../../../../src/chat/agentChoice";
import { AttachmentList } from "../../../../src/chat/attachments/attachmentList";
import type { SessionView } from "../../../../src/chat/ownerPlace";
import { Bench, person } from "../chatBench";
import { until } from "../scriptedAgents";

const message = (id: string, role: string, text: string): StoredMessage => ({
  id,
  role,
  createdAt: 1,
  parts: [{ type: "text", text }],
  metadata: {},
});

describe("other threads in the chat", () => {
  let bench: Bench;
  /** Lets the messages of a thread come. */
  let letRead: () => void;
  /** Which agent was asked for a summary, and until when the answer was wanted. */
  let asked: { readonly agentId: string; readonly signal: AbortSignal | undefined }[];
  let answer: (response: WholeResponse) => void;

  beforeEach(async () => {
    bench = new Bench();
    const said = [message("m1", "user", "Where to?"), message("m2", "assistant", "To Lisbon.")];
    bench.memory.add({ id: "trip", title: "Trip", agentId: "travelAgent" }, said);
    bench.memory.add({ id: "plain", title: "Plain" }, said);
    asked = [];
    const generate = (agentId: string, _text: string, _memory: unknown, signal?: AbortSignal) => {
      asked.push({ agentId, signal });
      return new Promise((resolve) => (answer = resolve));
    };
    Object.assign(bench.agents, { generate });
    await bench.open();
    await bench.session.attachmentActions.complete(1, "thread");
  });

  /** From here on, the server takes its time with messages. */
  function readSlowly(): void {
    const { memory } = bench;
    const read = memory.messages.bind(memory);
    const gate = new Promise<void>((resolve) => (letRead = resolve));
    memory.messages = async (...what) => {
      await gate;
      return read(...what);
    };
  }

  const names = (): readonly string[] => bench.session.attachments.items.map(({ name }) => name);
  const summary = { text: "Lisbon.", finishReason: "stop" } as WholeResponse;

  it("are read as those of the agent that they are listed for, whichever one is picked", async () => {
    await bench.session.attachmentActions.attach("thread:trip");
    deepStrictEqual(names(), ["Trip"]);
    match(bench.session.attachments.attachments()[0]?.content ?? "", /## Travel\n\nTo Lisbon\./);
    const { turns } = await bench.session.conversations.get("trip");
    strictEqual(turns.at(-1)?.agentId, "travelAgent", "who opens it goes on with its agent");
  });

  it("are summarized by the agent of the moment in which a person chose them", async () => {
    readSlowly();
    const attaching = bench.session.attachmentActions.attach("summary:plain");
    bench.controller.selectAgent("travelAgent");
    letRead();
    await until(() => asked.length > 0);
    answer(summary);
    await attaching;
    deepStrictEqual([asked[0]?.agentId, names()], ["weatherAgent", ["Summary of Plain"]]);
  });

  it("take away what is said of a summary under way, and nothing that was said since", async () => {
    const said = (): string | undefined => bench.state.notice?.message;
    const first = bench.session.attachmentActions.attach("summary:trip");
    await until(() => asked.length > 0);
    match(said() ?? "", /Travel is summarizing “Trip”/);
    answer(summary);
    await first;
    strictEqual(said(), undefined);
    const second = bench.session.attachmentActions.attach("summary:trip");
    await until(() => asked.length > 1);
    bench.controller.showNotice({ message: "Nothing answers.", actions: [] });
    answer(summary);
    await second;
    strictEqual(said(), "Nothing answers.");
  });

  it("change nothing once another account is there, for neither of them", async () => {
    readSlowly();
    const { session } = bench;
    const attaching = session.attachmentActions.attach("thread:trip");
    const { account } = bench;
    await bench.become(person("user_2", "grace@example.com"));
    letRead();
    await attaching;
    deepStrictEqual(names(), []);
    strictEqual(bench.state.notice, undefined);
    await bench.become(account);
    deepStrictEqual(names(), []);
  });

  it("are asked for no longer after their owner, and begin no thread", async () => {
    const { session } = bench;
    let begun = 0;
    const attaching = session.attachmentActions.attachSummary(await session.conversations.get("trip"), () => {
      begun += 1;
    });
    await until(() => asked.length > 0);
    await bench.become(undefined);
    ok(asked[0]?.signal?.aborted);
    answer(summary);
    await attaching;
    deepStrictEqual([begun, session.attachments.items, bench.errors], [0, [], []]);
  });

  it("are asked for no longer once their editor tab is closed", async () => {
    const { session } = bench;
    const nothing = (): void => undefined;
    const view: SessionView = {
      turnsChanged: nothing,
      isShowing: () => false,
      redraw: nothing,
      sendState: nothing,
      showNotice: nothing,
      hideNotice: nothing,
      draftRestored: nothing,
      post: nothing,
      focusInput: nothing,
      waitingChanged: nothing,
    };
    const attachments = new AttachmentList(nothing);
    const choice = new AgentChoice({
      preferred: () => bench.preferred,
      chosen: { get: () => undefined, set: nothing },
    });
    const drafts = { restore: () => session.id };
    const { attachmentActions } = session.places.add({
      ...{ view, attachments, choice, drafts },
      conversations: session.conversations,
    });
    await attachmentActions.complete(1, "summary");
    const attaching = attachmentActions.attach("summary:trip");
    await until(() => asked.length > 0);
    session.places.remove(view);
    ok(asked[0]?.signal?.aborted);
    answer(summary);
    await attaching;
    deepStrictEqual(attachments.items, []);
  });

  it("are not waited for where the name of a file begins like the word for them", async () => {
    const before = bench.memory.requests.length;
    await bench.session.attachmentActions.complete(2, "threads.ts");
    await bench.session.attachmentActions.complete(3, "thread-list");
    deepStrictEqual(bench.memory.requests.slice(before), []);
    await bench.session.attachmentActions.complete(4, "Thread:trip");
    deepStrictEqual(bench.memory.requests.slice(before), ["list 0"]);
  });

  it("are offered but for the one that is shown at the moment", async () => {
    const ids = async (): Promise<readonly string[]> => {
      await bench.session.attachmentActions.complete(2, "thread");
      const told = bench.posted.findLast((each) => each.type === "completions");
      return told?.suggestions.flatMap(({ id }) => (id.startsWith("thread:") ? [id] : [])) ?? [];
    };
    deepStrictEqual(new Set(await ids()), new Set(["thread:trip", "thread:plain"]));
    await bench.session.navigator.open("trip");
    deepStrictEqual(await ids(), ["thread:plain"]);
  });
});
