import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { Bench } from "../chatBench";
import { ScriptedRun, until } from "../scriptedAgents";
import { stored } from "../scriptedMemory";
import { finish, text } from "../turns";

describe("threads", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    bench.memory.add({ id: "trip", title: "Trip to Rome", updatedAt: 2_000, agentId: "travelAgent" }, [
      stored("q1", "user", "Rome?", 1),
      stored("a1", "assistant", "Warm.", 2),
    ]);
    bench.memory.add({ id: "old", title: "", updatedAt: 1_000 }, [stored("q2", "user", "Is Oslo cold?", 1)]);
    await bench.open();
  });

  const titles = (): string[] => bench.rows.threads.map(({ title }) => title);

  it("lists the last used first, with the first question for a thread without a title", async () => {
    await bench.session.list.show("");
    await until(() => titles()[1] === "Is Oslo cold?");
    deepStrictEqual(titles(), ["Trip to Rome", "Is Oslo cold?"]);
    deepStrictEqual(
      bench.rows.threads.map(({ agentName }) => agentName),
      ["Travel", ""],
    );
    ok(!bench.memory.requests.some((request) => request.startsWith("rename")), "a rename would turn the order around");
  });

  it("opens a thread with what the server has of it, and goes on in it", async () => {
    await bench.session.list.show("");
    await bench.session.navigator.open("trip");
    await until(() => bench.drawn.length === 2);
    deepStrictEqual(bench.drawn, ["Rome?", "Warm."]);
    bench.agents.run = new ScriptedRun().push(text("Mild."), finish()).end();
    await bench.send("And Milan?");
    const { threadId, agentId } = bench.agents.calls[0] ?? {};
    deepStrictEqual(
      [threadId, agentId, bench.state.agentId],
      ["trip", "travelAgent", "travelAgent"],
      "its own agent goes on",
    );
    strictEqual(bench.state.title, "Trip to Rome");
  });

  it("finds titles and words of messages", async () => {
    await bench.session.list.show("");
    await bench.session.list.show("rome");
    deepStrictEqual(titles(), ["Trip to Rome"]);
    await bench.session.list.show("Oslo");
    await until(() => titles()[0] === "Is Oslo cold?");
    strictEqual(bench.rows.threads[0]?.snippet, "Is Oslo cold?");
  });

  describe("while the list is still being read", () => {
    let page: PromiseWithResolvers<undefined>;
    let listing: Promise<void>;
    let searching: Promise<void>;

    beforeEach(async () => {
      page = Promise.withResolvers();
      const list = bench.memory.list.bind(bench.memory);
      bench.memory.list = async (...asked) => {
        await page.promise;
        return list(...asked);
      };
      listing = bench.session.list.show("");
      searching = bench.session.list.show("rome");
      await bench.settle();
    });

    it("a search shows what it finds, and then the titles of the list", async () => {
      strictEqual(bench.rows.loading, true);
      page.resolve(undefined);
      await Promise.all([listing, searching]);
      deepStrictEqual([titles(), bench.rows.loading], [["Trip to Rome"], false]);
    });

    it("a search says that the list could not be read", async () => {
      page.reject(new UserFacingError("network", "Offline."));
      await Promise.all([listing, searching]);
      deepStrictEqual(
        [bench.rows.error, bench.rows.loading],
        ["Couldn't load the threads from the server: Offline.", false],
      );
    });

    it("what a search finds stays when the list is there", async () => {
      bench.memory.add({ id: "hidden", title: "No words of it" }, [stored("q3", "user", "Oslo?")]);
      const list = bench.memory.list.bind(bench.memory);
      bench.memory.list = async (...asked) => {
        const { threads, hasMore } = await list(...asked);
        return { threads: threads.filter(({ id }) => id !== "hidden"), hasMore };
      };
      bench.session.list.close();
      const again = [bench.session.list.show(""), bench.session.list.show("Oslo?")];
      await bench.settle();
      page.resolve(undefined);
      await Promise.all([...again, listing, searching]);
      deepStrictEqual(titles(), ["No words of it"]);
    });

    it("a list that was closed changes nothing in the one that is opened after it", async () => {
      bench.session.list.close();
      bench.memory.list = () =>
        Promise.resolve({ threads: [{ id: "new", title: "Rome again", updatedAt: 3_000 }], hasMore: false });
      await bench.session.list.show("rome");
      page.resolve(undefined);
      await Promise.all([listing, searching]);
      bench.session.list.post();
      deepStrictEqual(titles(), ["Rome again"]);
    });
  });

  it("says what went wrong and keeps the rows of this machine", async () => {
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.send("Weather?");
    bench.memory.failure = new UserFacingError("network", "Nothing answers at mastra.example.com.");
    await bench.session.list.show("");
    match(bench.rows.error ?? "", /Couldn't load the threads from the server: Nothing answers/);
    deepStrictEqual(titles(), ["Weather?"]);
    await bench.session.list.show("");
    strictEqual(bench.rows.error, undefined);
    strictEqual(titles().length, 3);
  });

  it("shows which thread an answer is being written in, after another one was opened", async () => {
    const sending = bench.send("Weather?");
    await until(() => bench.agents.calls.length === 1);
    const { threadId } = bench.shown;
    await bench.session.navigator.open("trip");
    strictEqual(bench.state.busy, false);
    await bench.session.list.show("");
    strictEqual(bench.rows.threads.find(({ id }) => id === threadId)?.activity, "running");
    bench.agents.run.push(text("Sunny"), finish()).end();
    await sending;
    strictEqual(bench.rows.threads.find(({ id }) => id === threadId)?.activity, undefined);
  });

  it("renames on the server, and takes the name back when it refuses", async () => {
    await bench.session.list.show("");
    await bench.session.navigator.rename("trip", "  Rome in May ");
    strictEqual(bench.memory.threads.get("trip")?.title, "Rome in May");
    bench.memory.failure = new UserFacingError("network", "Offline.");
    await bench.session.navigator.rename("trip", "Other");
    strictEqual(titles()[0], "Rome in May");
    strictEqual(bench.state.notice?.message, "Offline.");
  });

  it("shows the new name in a thread that is opened before the server has taken it", async () => {
    await bench.session.list.show("");
    await bench.session.navigator.open("trip");
    bench.session.navigator.newThread();
    const taken = Promise.withResolvers<undefined>();
    bench.memory.rename = () => taken.promise;
    const renaming = bench.session.navigator.rename("trip", "Rome in May");
    await bench.session.navigator.open("trip");
    taken.resolve(undefined);
    await renaming;
    strictEqual(bench.state.title, "Rome in May");
  });

  it("keeps a later name when the server refuses an earlier one afterwards", async () => {
    await bench.session.list.show("");
    const refused = Promise.withResolvers<undefined>();
    const { rename } = bench.memory;
    bench.memory.rename = () => refused.promise;
    const first = bench.session.navigator.rename("trip", "Other");
    bench.memory.rename = rename;
    await bench.session.navigator.rename("trip", "Rome in May");
    refused.reject(new UserFacingError("network", "Offline."));
    await first;
    strictEqual(titles()[0], "Rome in May");
  });

  it("deletes a thread only when it can no longer be undone", async () => {
    await bench.session.list.show("");
    bench.session.navigator.delete("trip");
    deepStrictEqual([titles().length, bench.state.deleted?.title], [1, "Trip to Rome"]);
    await bench.session.navigator.undo("trip");
    deepStrictEqual([titles().length, bench.state.deleted], [2, undefined]);
    bench.session.navigator.delete("trip");
    strictEqual(bench.memory.threads.has("trip"), true);
    await bench.chat.close();
    strictEqual(bench.memory.threads.has("trip"), false);
    strictEqual(titles().length, 1);
  });

  it("brings the row back when the server does not delete", async () => {
    await bench.session.list.show("");
    bench.session.navigator.delete("trip");
    strictEqual(titles().length, 1);
    bench.memory.failure = new UserFacingError("network", "Offline.");
    await bench.chat.close();
    strictEqual(titles().length, 2);
  });

  describe("deleting the shown thread", () => {
    beforeEach(async () => {
      await bench.session.navigator.open("trip");
      bench.session.navigator.delete("trip");
    });

    it("begins another one, and offers to bring it back though the list is closed", async () => {
      deepStrictEqual([bench.drawn, bench.shown.threadId === "trip"], [[], false]);
      deepStrictEqual(bench.state.deleted, { id: "trip", title: "Rome?" });
      await bench.chat.close();
      strictEqual(bench.memory.threads.has("trip"), false);
      strictEqual(bench.state.deleted, undefined);
    });

    it("shows it again when it is brought back", async () => {
      await bench.session.navigator.undo("trip");
      deepStrictEqual([bench.shown.threadId, bench.drawn], ["trip", ["Rome?", "Warm."]]);
      strictEqual(bench.state.deleted, undefined);
    });

    it("leaves a person in the thread in which they have asked since", async () => {
      bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
      await bench.send("Weather?");
      await until(() => bench.drawn.length === 2);
      await bench.session.navigator.undo("trip");
      deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
    });

    it("is offered to nobody else", async () => {
      await bench.become(undefined);
      strictEqual(bench.state.deleted, undefined);
    });
  });

  it("branches into a copy that ends with the turn", async () => {
    bench.memory.stored.get("trip")?.push(stored("q9", "user", "And Milan?", 3));
    await bench.session.list.show("");
    await bench.session.navigator.open("trip");
    await bench.session.navigator.branch(bench.shown, bench.shown.turns[1]?.id ?? "");
    strictEqual(bench.shown.threadId, "copy of trip");
    await until(() => bench.drawn.length === 2);
    deepStrictEqual([bench.drawn, bench.state.title], [["Rome?", "Warm."], "Trip to Rome (branch)"]);
  });

  it("says that a thread was deleted elsewhere and keeps what it held", async () => {
    await bench.session.navigator.open("trip");
    bench.memory.threads.delete("trip");
    await bench.session.navigator.sync(bench.shown);
    match(bench.state.notice?.message ?? "", /deleted on the server/);
    deepStrictEqual(bench.drawn, ["Rome?", "Warm."]);
  });

  it("says it of a thread that was asked in here alone, once, and not of an agent without memory", async () => {
    bench.memory.forgetful.add("travelAgent");
    for (const [agentId, told] of [
      ["travelAgent", false],
      ["weatherAgent", true],
    ] as const) {
      bench.controller.selectAgent(agentId);
      bench.session.navigator.newThread();
      bench.agents.run = new ScriptedRun()
        .push(text("Sunny"), { type: "finish", reason: "stop", messageId: `of ${agentId}` })
        .end();
      await bench.send("Weather?");
      await bench.session.navigator.sync(bench.shown);
      strictEqual(/deleted on the server/.test(bench.state.notice?.message ?? ""), told, agentId);
    }
    bench.controller.showNotice(undefined);
    await bench.session.navigator.sync(bench.shown);
    strictEqual(bench.state.notice, undefined);
  });

  it("shows what another window has added", async () => {
    await bench.session.navigator.open("trip");
    bench.memory.stored
      .get("trip")
      ?.push(stored("q9", "user", "And Milan?", 3), stored("a9", "assistant", "Foggy.", 4));
    await bench.session.navigator.sync(bench.shown);
    await until(() => bench.drawn.length === 4);
    deepStrictEqual(bench.drawn, ["Rome?", "Warm.", "And Milan?", "Foggy."]);
  });

  it("asks nothing of the server for a thread that nothing was asked in", async () => {
    await bench.session.navigator.sync(bench.shown);
    deepStrictEqual(
      bench.memory.requests.filter((request) => !request.startsWith("waitingRuns")),
      [],
    );
  });

  it("pages backwards through a long thread, without a gap and without a double", async () => {
    const all = Array.from({ length: 205 }, (_, index) =>
      stored(`m${String(index)}`, index % 2 === 0 ? "user" : "assistant", `text ${String(index)}`, index),
    );
    bench.memory.add({ id: "long", title: "Long", updatedAt: 9 }, all);
    await bench.session.navigator.open("long");
    await until(() => bench.drawn.length === 40);
    await bench.session.navigator.loadEarlier(bench.shown, false);
    await until(() => bench.drawn.length === 80);
    bench.memory.stored.get("long")?.push(stored("new", "assistant", "from elsewhere", 900));
    await bench.session.navigator.loadEarlier(bench.shown, true);
    await until(() => bench.drawn.length >= 205);
    deepStrictEqual(
      bench.drawn.slice(0, 205),
      all.map((_, index) => `text ${String(index)}`),
    );
    strictEqual(bench.shown.earlier, false);
  });
});
