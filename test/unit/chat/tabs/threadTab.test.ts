import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type TabState, ThreadTab } from "../../../../src/chat/tabs/threadTab";
import { NOBODY } from "../../../../src/chat/draftStore";
import type { ShownThread, ToView } from "../../../../src/shared/protocol";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { attachment, Bench, person } from "../chatBench";
import { ScriptedRun, until } from "../scriptedAgents";
import { finish, text } from "../turns";

const bob = person("user_2", "bob@example.com");

/** An editor tab without an editor. */
class Tab {
  readonly posted: ToView[] = [];
  readonly opened: (string | undefined)[] = [];
  state: TabState = {};
  closed = false;
  readonly tab: ThreadTab;
  private readonly remove: () => void;

  constructor(
    bench: Bench,
    readonly thread: ShownThread,
  ) {
    this.tab = new ThreadTab(thread, bench.chat.forTabs, {
      post: (message) => this.posted.push(message),
      setState: (state) => (this.state = state),
      close: () => this.close(),
      openThread: (threadId) => this.opened.push(threadId),
    });
    this.remove = bench.chat.places.add(this.tab);
  }

  get snapshot(): (ToView & { type: "snapshot" }) | undefined {
    return this.posted.findLast((message) => message.type === "snapshot");
  }

  close(): void {
    this.closed = true;
    this.remove();
    this.tab.dispose();
  }
}

describe("a thread in an editor tab", () => {
  let bench: Bench;
  let thread: ShownThread;
  let tab: Tab;

  const answer = (words: string): ScriptedRun => new ScriptedRun().push(text(words), finish()).end();

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
    bench.agents.run = answer("Sunny");
    await bench.send("Weather?");
    thread = bench.where;
    tab = new Tab(bench, thread);
    await tab.tab.controller.panelReady();
  });

  it("shows the turns and the title of its thread, whatever the view shows", async () => {
    bench.session.navigator.newThread();
    strictEqual(tab.snapshot?.transcript.turns.length, 2);
    deepStrictEqual(tab.state, { title: "Weather?" });
    bench.agents.run = answer("Rainy");
    await tab.tab.controller.send("And tomorrow?", thread);
    deepStrictEqual(
      [bench.shown.turns.length, bench.session.conversations.find(thread.threadId)?.turns.length],
      [0, 4],
    );
  });

  it("is told of a response that is asked for in the view, and says that it runs", async () => {
    bench.agents.run = new ScriptedRun().push(text("Rai"));
    const sending = bench.send("And tomorrow?");
    await until(() => tab.state.activity === "running");
    ok(tab.posted.some((message) => message.type === "patches" && message.threadId === thread.threadId));
    bench.agents.run.push(text("ny"), finish()).end();
    await sending;
    await until(() => tab.state.activity === undefined);
  });

  it("is sent nothing while it is hidden, and keeps its title in step all the same", async () => {
    tab.tab.controller.panelGone();
    const before = tab.posted.length;
    bench.agents.run = answer("Rainy");
    await bench.send("And tomorrow?");
    await bench.session.navigator.rename(thread.threadId, "Oslo");
    strictEqual(tab.posted.length, before);
    strictEqual(tab.state.title, "Oslo");
  });

  it("has words, attachments and an agent of its own", async () => {
    bench.controller.draftTyped({ text: "in the view", revision: 3 }, thread);
    tab.tab.controller.draftTyped({ text: "in the tab", revision: 7 }, thread);
    tab.tab.find(thread.owner)?.attachments.add(attachment("a.ts"));
    tab.tab.controller.selectAgent("travelAgent");
    const { state } = tab.posted.findLast((message) => message.type === "state")!;
    deepStrictEqual([state.agentId, state.context.map(({ id }) => id)], ["travelAgent", ["a.ts"]]);
    deepStrictEqual([bench.state.agentId, bench.state.context, bench.draft.text], ["weatherAgent", [], "in the view"]);
    const again = new Tab(bench, thread);
    await again.tab.controller.panelReady();
    strictEqual(again.snapshot?.draft.text, "in the tab");
  });

  it("gets its own words back when they can't be sent", async () => {
    bench.agents.run = new ScriptedRun();
    bench.agents.run.fail(new Error("refused"));
    await tab.tab.controller.send("Too much", thread);
    strictEqual(tab.posted.findLast((message) => message.type === "draft")?.draft.text, "Too much");
    strictEqual(bench.draft.text, "");
  });

  it("gives them back to the view, and says why, when it has closed meanwhile", async () => {
    bench.agents.run = new ScriptedRun();
    tab.tab.find(thread.owner)?.attachments.add(attachment("a.ts"));
    const sending = tab.tab.controller.send("Too much", thread);
    await until(() => bench.agents.calls.length === 2);
    tab.close();
    bench.agents.run.fail(new UserFacingError("rateLimited", "Wait a moment."));
    await sending;
    deepStrictEqual(
      [bench.draft.text, bench.state.context.map(({ id }) => id), bench.state.notice?.message],
      ["Too much", ["a.ts"], "Wait a moment."],
    );
  });

  it("opens other threads and branches in tabs of their own", async () => {
    const place = tab.tab.find(thread.owner);
    place?.navigator.newThread();
    await place?.navigator.open("other");
    const shown = place?.conversations.shown;
    ok(shown);
    await place.navigator.branch(shown, shown.turns[1]!.id);
    strictEqual(tab.opened.length, 3);
    deepStrictEqual(tab.opened.slice(0, 2), [undefined, "other"]);
    strictEqual(bench.where.threadId, thread.threadId, "the view stays where it is");
    strictEqual(place.conversations.shown, shown);
  });

  it("keeps its thread in memory until it closes", () => {
    bench.session.navigator.newThread();
    ok(bench.session.conversations.find(thread.threadId));
    tab.close();
    strictEqual(bench.session.conversations.find(thread.threadId), undefined);
  });

  it("keeps nothing in memory when it closes while its thread is read", async () => {
    bench.session.navigator.newThread();
    tab.close();
    const { conversations } = bench.session;
    await conversations.flush();
    const reading = Promise.withResolvers<undefined>();
    const load = bench.store.load.bind(bench.store);
    bench.store.load = async (...which) => {
      await reading.promise;
      return load(...which);
    };
    const another = new Tab(bench, thread);
    const opening = another.tab.controller.panelReady();
    const read = another.tab.find(thread.owner)!.restored;
    another.close();
    reading.resolve(undefined);
    await Promise.all([opening, read]);
    strictEqual(conversations.find(thread.threadId), undefined);
  });

  it("closes when its thread is deleted, wherever that is", () => {
    bench.session.navigator.delete(thread.threadId);
    ok(tab.closed);
  });

  it("shows nothing after a sign-out, and its thread again to whoever it belongs to", async () => {
    tab.tab.controller.draftTyped({ text: "not sent", revision: 7 }, thread);
    await bench.become(undefined);
    deepStrictEqual(
      [tab.snapshot?.owner, tab.snapshot?.transcript.turns, tab.snapshot?.draft.text, tab.state],
      [NOBODY, [], "", {}],
    );
    await bench.become(person("user_1", "ada@example.com"));
    await until(() => tab.snapshot?.transcript.turns.length === 2);
    deepStrictEqual([tab.snapshot?.draft.text, tab.state.title], ["not sent", "Weather?"]);
  });

  it("shows another account none of it, and says why", async () => {
    tab.tab.controller.draftTyped({ text: "not sent", revision: 7 }, thread);
    await bench.become(bob);
    const snapshot = tab.snapshot!;
    deepStrictEqual([snapshot.transcript.turns, snapshot.draft.text, tab.state], [[], "", {}]);
    strictEqual(snapshot.state.connection, "failed");
    ok(snapshot.state.notice?.message.includes("another account or server"));
    strictEqual(tab.tab.find(bench.session.id), undefined, "what is pressed there does nothing");
  });
});
