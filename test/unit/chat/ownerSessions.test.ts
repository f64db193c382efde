import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { idOf } from "../../../src/chat/ownerSession";
import type { Account } from "../../../src/shared/account";
import { ownerOf } from "../../../src/shared/owner";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ada, attachment, Bench, person } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { stored } from "./scriptedMemory";
import { finish, text } from "./turns";

const bob = person("user_2", "bob@example.com");
const acme: Account = { ...ada, organization: "Acme", organizationId: "org_acme" };
const globex: Account = { ...ada, organization: "Globex", organizationId: "org_globex" };

describe("what belongs to one owner", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
  });

  const answer = (words: string): ScriptedRun => new ScriptedRun().push(text(words), finish()).end();
  const draftOf = (account: Account, server = "https://mastra.example.com/api"): string =>
    bench.drafts[idOf(ownerOf(account, server))]?.text ?? "";

  /** Asks, and leaves the response unfinished. */
  async function begin(words: string): Promise<void> {
    const calls = bench.agents.calls.length;
    void bench.send(words);
    await until(() => bench.agents.calls.length > calls);
  }

  describe("two organizations of one person", () => {
    it("have conversations of their own", async () => {
      await bench.become(acme);
      bench.agents.run = answer("Sunny");
      await bench.send("Acme's weather?");
      await bench.become(globex);
      deepStrictEqual(bench.drawn, []);
      await bench.become(acme);
      await until(() => bench.drawn.length === 2);
    });

    it("are asked with tokens of their own, also for what was begun before a switch", async () => {
      await bench.become(acme);
      await bench.become(globex);
      const asked = bench.connected.map((each) => each.split(" ")[1]);
      deepStrictEqual(asked, ["", "org_acme", "org_globex"]);
    });

    it("are not touched by each other's sign-out", async () => {
      await bench.become(globex);
      bench.agents.run = answer("Rainy");
      await bench.send("Globex's weather?");
      await bench.become(acme);
      bench.agents.run = new ScriptedRun().push(text("Sun"));
      const sending = bench.send("Acme's weather?");
      await until(() => bench.drawn.at(-1) === "Sun");
      await bench.chat.sessions.signedOut(globex);
      deepStrictEqual([bench.shown.busy, bench.drawn], [true, ["Acme's weather?", "Sun"]]);
      bench.agents.run.push(text("ny"), finish()).end();
      await sending;
      deepStrictEqual(
        bench.store.of(ownerOf(acme, "https://mastra.example.com/api")).map(({ turns }) => turns.length),
        [2],
      );
      deepStrictEqual(bench.store.of(ownerOf(globex, "https://mastra.example.com/api")), []);
    });
  });

  describe("two servers of one origin", () => {
    beforeEach(async () => {
      await bench.goTo("https://mastra.example.com/staging");
      bench.agents.run = answer("Staged");
      await bench.send("On staging?");
      await bench.goTo("https://mastra.example.com/prod");
    });

    it("have conversations of their own", async () => {
      deepStrictEqual(bench.drawn, []);
      await bench.goTo("https://mastra.example.com/staging");
      await until(() => bench.drawn.length === 2);
    });

    it("get only what was written to them", async () => {
      bench.agents.run = answer("Live");
      await bench.send("On prod?");
      const [staging, prod] = bench.agents.calls.map(({ threadId }) => threadId);
      ok(staging !== prod);
      deepStrictEqual(bench.connected.slice(-2), [
        "user_1  https://mastra.example.com/staging/api",
        "user_1  https://mastra.example.com/prod/api",
      ]);
    });
  });

  describe("a deleted thread", () => {
    beforeEach(() => bench.memory.add({ id: "trip", title: "Trip" }, [stored("q", "user", "Rome?")]));

    it("is deleted on its own server when another one is chosen within the time to undo", async () => {
      const other = bench.memoryOf("https://other.example.com");
      other.add({ id: "trip", title: "Theirs" });
      bench.session.navigator.delete("trip");
      await bench.goTo("https://other.example.com");
      await bench.chat.sessions.settled();
      deepStrictEqual([bench.memory.threads.has("trip"), other.threads.has("trip")], [false, true]);
    });

    it("is deleted for the account that deleted it when another one takes over", async () => {
      bench.session.navigator.delete("trip");
      await bench.become(bob);
      await bench.chat.sessions.settled();
      strictEqual(bench.memory.threads.has("trip"), false);
    });

    it("stays after a sign-out, which is said, and is listed at the next sign-in", async () => {
      bench.session.navigator.delete("trip");
      await bench.chat.sessions.signedOut(ada);
      match(bench.state.notice?.message ?? "", /kept on the server, because you signed out/);
      await bench.become(undefined);
      strictEqual(bench.memory.threads.has("trip"), true);
      await bench.become(ada);
      await bench.session.list.show("");
      deepStrictEqual(
        bench.rows.threads.map(({ title }) => title),
        ["Trip"],
      );
    });

    it("is deleted before a sign-out that a person asks for", async () => {
      bench.session.navigator.delete("trip");
      await bench.chat.sessions.flushDeletes(ada);
      strictEqual(bench.memory.threads.has("trip"), false);
    });
  });

  describe("queued messages", () => {
    beforeEach(async () => {
      await begin("1");
      bench.session.attachments.add(attachment("a.ts"));
      await bench.send("2");
      await bench.send("3");
    });

    it("are in the draft when the person comes back whose sign-in ended in the middle of a response", async () => {
      await bench.chat.sessions.signedOut(ada, true);
      await bench.become(undefined);
      deepStrictEqual([bench.draft.text, bench.drawn], ["", []]);
      await bench.become(ada);
      strictEqual(bench.draft.text, "2\n\n3");
    });

    it("are in the draft with what was being typed when another account was chosen", async () => {
      const { where, draft } = bench;
      await bench.become(bob);
      // The panel hears of the other account only now, and says what it still has.
      bench.controller.draftTyped({ text: "4", revision: draft.revision + 1 }, where);
      strictEqual(draftOf(ada), "2\n\n3\n\n4");
    });

    it("are in the draft of their owner after another account was chosen, with what was attached", async () => {
      await bench.become(bob);
      deepStrictEqual([bench.draft.text, bench.state.context], ["", []]);
      strictEqual(draftOf(ada), "2\n\n3");
      await bench.become(ada);
      deepStrictEqual([bench.draft.text, bench.state.context.map(({ name }) => name)], ["2\n\n3", ["a.ts"]]);
    });
  });

  it("takes nothing along from the sidebar with a question of the command palette", async () => {
    bench.session.attachments.add(attachment("secret.ts"));
    bench.agents.run = answer("Sunny");
    await bench.controller.ask("Weather?", "weatherAgent");
    deepStrictEqual(
      [bench.agents.messages[0]?.attachments, bench.state.context.map(({ name }) => name)],
      [[], ["secret.ts"]],
    );
  });

  describe("a message that was typed while the connection was looked at", () => {
    let list: PromiseWithResolvers<Awaited<ReturnType<Bench["list"]>>>;
    let sending: Promise<void>;

    beforeEach(async () => {
      bench.agents.run = answer("Sunny");
      await bench.send("First");
      list = Promise.withResolvers();
      bench.list = () => list.promise;
      bench.connection.invalidate();
      bench.agents.run = answer("Warm");
      sending = bench.send("For the first thread");
    });

    it("goes to the thread where it was typed, whichever is shown afterwards", async () => {
      const first = bench.shown;
      bench.session.navigator.newThread();
      list.resolve([{ id: "weatherAgent", name: "Weather", description: "" }]);
      await sending;
      deepStrictEqual([first.turns.length, bench.shown.turns.length], [4, 0]);
      strictEqual(bench.agents.calls.at(-1)?.threadId, first.threadId);
    });

    it("is answered there, where the answer is found again although nobody looked", async () => {
      const { threadId } = bench.shown;
      bench.session.navigator.newThread();
      list.resolve([{ id: "weatherAgent", name: "Weather", description: "" }]);
      await sending;
      await bench.session.navigator.open(threadId);
      deepStrictEqual(bench.drawn, ["First", "Sunny", "For the first thread", "Warm"]);
    });

    it("goes to the agent that was chosen when it was sent", async () => {
      bench.controller.selectAgent("travelAgent");
      list.resolve([
        { id: "weatherAgent", name: "Weather", description: "" },
        { id: "travelAgent", name: "Travel", description: "" },
      ]);
      await sending;
      strictEqual(bench.agents.calls.at(-1)?.agentId, "weatherAgent");
    });

    it("is in its owner's draft, and sent by nobody, when another account took over meanwhile", async () => {
      const calls = bench.agents.calls.length;
      bench.list = () => Promise.resolve([{ id: "weatherAgent", name: "Weather", description: "" }]);
      await bench.become(bob);
      list.resolve([]);
      await sending;
      deepStrictEqual([bench.agents.calls.length, draftOf(ada), bench.draft.text], [calls, "For the first thread", ""]);
    });
  });

  it("takes what was typed at an address where nothing answered along to the right one", async () => {
    bench.list = () => Promise.reject(new UserFacingError("network", "Nothing answers."));
    await bench.goTo("https://wrong.example.com");
    bench.controller.draftTyped({ text: "Weather?", revision: 1 }, bench.where);
    bench.list = () => Promise.resolve([{ id: "weatherAgent", name: "Weather", description: "" }]);
    await bench.goTo("https://right.example.com");
    deepStrictEqual([bench.draft.text, draftOf(ada, "https://wrong.example.com/api")], ["Weather?", ""]);
  });

  it("keeps the words of a panel that did not know yet of another account in their owner's draft", async () => {
    const { where } = bench;
    await bench.become(bob);
    await bench.controller.send("For ada's agent", where);
    await bench.controller.editQuestion("t", "Changed", where);
    deepStrictEqual([bench.agents.calls.length, draftOf(ada), draftOf(bob)], [0, "Changed\n\nFor ada's agent", ""]);
  });

  it("exports the thread that was shown, though another one is opened while its older messages load", async () => {
    const all = Array.from({ length: 90 }, (_, index) =>
      stored(`m${String(index)}`, index % 2 === 0 ? "user" : "assistant", `text ${String(index)}`, index),
    );
    bench.memory.add({ id: "long", title: "Long" }, all);
    await bench.session.navigator.open("long");
    const { session, shown } = bench;
    const loading = session.navigator.loadEarlier(shown, true);
    session.navigator.newThread();
    await loading;
    deepStrictEqual([shown.threadId, shown.turns.length], ["long", 90]);
  });

  it("tells nobody what resolves after another owner took over", async () => {
    const { session } = bench;
    const page = Promise.withResolvers<never>();
    bench.memory.list = () => page.promise;
    const listing = session.list.show("");
    await bench.become(bob);
    const before = bench.posted.length;
    page.reject(new UserFacingError("network", "Offline."));
    await listing;
    await session.navigator.sync(session.conversations.shown);
    session.navigator.newThread();
    deepStrictEqual([bench.posted.length, bench.state.notice], [before, undefined]);
  });

  it("lists nothing of the account before, while its own list is being read", async () => {
    bench.memory.add({ id: "trip", title: "Ada's trip" });
    await bench.session.list.show("");
    deepStrictEqual(
      bench.rows.threads.map(({ title }) => title),
      ["Ada's trip"],
    );
    await bench.become(bob);
    bench.memory.list = () => Promise.withResolvers<never>().promise;
    void bench.session.list.show("");
    await until(() => bench.rows.loading);
    deepStrictEqual(bench.rows.threads, []);
  });

  it("shows no badge of calls that wait in another account's threads", async () => {
    bench.agents.run
      .push({ type: "tool-call-approval", toolCallId: "c1", toolName: "book", args: {}, runId: "run-1" })
      .end();
    await bench.send("Book it");
    strictEqual(bench.waiting, 1);
    await bench.become(bob);
    strictEqual(bench.waiting, 0);
    await bench.become(ada);
    await until(() => bench.waiting === 1);
  });

  it("shows a question of the command palette in the thread that is shown again meanwhile", async () => {
    bench.agents.run = answer("Sunny");
    await bench.send("First");
    await bench.become(bob);
    const loaded = Promise.withResolvers<undefined>();
    const loadLast = bench.store.loadLast.bind(bench.store);
    bench.store.loadLast = async (owner) => {
      await loaded.promise;
      return loadLast(owner);
    };
    await bench.become(ada);
    bench.agents.run = answer("Warm");
    const asking = bench.controller.ask("And tomorrow?");
    await bench.settle();
    loaded.resolve(undefined);
    await asking;
    deepStrictEqual(bench.shown.turns.length, 4);
  });

  it("starts a thread by command in a window that has not looked yet who is signed in", async () => {
    bench.agents.run = answer("Sunny");
    await bench.send("First");
    const next = new Bench(bench.store, bench.drafts);
    (await next.controller.opened())?.navigator.newThread();
    await next.open();
    deepStrictEqual([next.drawn, next.listed], [[], 1]);
  });

  it("keeps queued words in the draft when the window closes", async () => {
    await begin("1");
    await bench.send("2");
    await bench.chat.close();
    const next = new Bench(bench.store, bench.drafts);
    await next.open();
    strictEqual(next.draft.text, "2");
  });

  it("says nothing to an account of the end of another one's session", async () => {
    const list = Promise.withResolvers<never>();
    bench.list = () => list.promise;
    bench.connection.invalidate();
    const looking = bench.connection.ensure();
    await bench.settle();
    bench.list = () => Promise.resolve([{ id: "weatherAgent", name: "Weather", description: "" }]);
    await bench.become(bob);
    list.reject(new UserFacingError("sessionEnded", "Ada's session has ended."));
    await looking;
    strictEqual(bench.state.notice, undefined);
  });

  it("hides a thread that is being deleted when its owner comes back before the server has done it", async () => {
    bench.memory.add({ id: "trip", title: "Trip" }, [stored("q", "user", "Rome?")]);
    const removing = Promise.withResolvers<undefined>();
    bench.memory.remove = () => removing.promise;
    bench.session.navigator.delete("trip");
    await bench.become(bob);
    await bench.become(ada);
    await bench.session.list.show("");
    deepStrictEqual(bench.rows.threads, []);
    removing.resolve(undefined);
  });

  it("shows an owner who comes back at once what was written when they left", async () => {
    await begin("Weather?");
    const written = Promise.withResolvers<undefined>();
    const save = bench.store.save.bind(bench.store);
    bench.store.save = async (owner, transcript) => {
      await written.promise;
      await save(owner, transcript);
    };
    await bench.become(bob);
    await bench.become(ada);
    written.resolve(undefined);
    await until(() => bench.session.isRestored);
    strictEqual(bench.shown.turns.at(-1)?.state, "stopped");
  });

  it("says nothing on the sign-in page of what it said to an account", async () => {
    bench.session.attachmentActions.attachSelection(undefined);
    ok(bench.state.notice);
    await bench.become(undefined);
    deepStrictEqual([bench.state.connection, bench.state.notice], ["signedOut", undefined]);
  });
});
