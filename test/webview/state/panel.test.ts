import "../setup/dom";
import assert from "node:assert/strict";
import { Host } from "../../../src/webview/state/host";
import { Panel } from "../../../src/webview/state/panel";
import { agentTurn, FakeApi, FakeScheduler, textPart, viewState } from "../setup/fakes";

describe("Panel", () => {
  function start(saved?: unknown) {
    const api = new FakeApi(saved);
    const clock = new FakeScheduler();
    const draws: number[] = [];
    const panel = new Panel(new Host(api), clock, () => draws.push(1));
    return { api, clock, panel, draws };
  }
  function snapshot(panel: Panel, draft = { text: "", revision: 0 }) {
    const transcript = { threadId: "t", turns: [agentTurn("a", [textPart("")], { state: "streaming" })] };
    panel.receive({ type: "snapshot", owner: "ada", state: viewState(), transcript, draft, strings: {} });
  }

  it("applies a burst of patches once, in the next frame", () => {
    const { panel, clock, draws } = start();
    snapshot(panel);
    draws.length = 0;
    for (const text of ["Hel", "lo", "!"]) {
      panel.receive({ type: "patches", threadId: "t", patches: [{ op: "append", turnId: "a", part: 0, text }] });
    }
    assert.equal(draws.length, 0);
    assert.equal(clock.nextFrame(), 1);
    assert.equal(draws.length, 1);
    assert.deepEqual(panel.model.transcript.turns[0]?.parts, [textPart("Hello!")]);
  });

  it("draws the first words of an answer as they come, and the rest once a frame", () => {
    const { panel, clock, draws } = start();
    const asked = agentTurn("q", [textPart("?")]);
    const answer = agentTurn("a", [], { state: "streaming" });
    const transcript = { threadId: "t", turns: [asked, answer] };
    panel.receive({
      type: "snapshot",
      owner: "ada",
      state: viewState(),
      transcript,
      draft: { text: "", revision: 0 },
      strings: {},
    });
    draws.length = 0;
    // A run that has begun is no words yet.
    panel.receive({ type: "patches", threadId: "t", patches: [{ op: "turn", turn: { ...answer, runId: "r" } }] });
    assert.equal(draws.length, 0);
    panel.receive({
      type: "patches",
      threadId: "t",
      patches: [{ op: "part", turnId: "a", part: 0, value: textPart("Hel") }],
    });
    assert.equal(draws.length, 1);
    assert.deepEqual(panel.model.transcript.turns.at(-1), { ...answer, runId: "r", parts: [textPart("Hel")] });
    panel.receive({ type: "patches", threadId: "t", patches: [{ op: "append", turnId: "a", part: 0, text: "lo" }] });
    assert.equal(draws.length, 1);
    clock.nextFrame();
    assert.equal(draws.length, 2);
    assert.deepEqual(panel.model.transcript.turns.at(-1)?.parts, [textPart("Hello")]);
  });

  it("draws an answer that comes whole at once, and a part of an older turn with the next frame", () => {
    const { panel, draws } = start();
    const [older, answer] = [agentTurn("o", [textPart("Old")]), agentTurn("a", [], { state: "streaming" })];
    const transcript = { threadId: "t", turns: [older, answer] };
    panel.receive({
      type: "snapshot",
      owner: "ada",
      state: viewState(),
      transcript,
      draft: { text: "", revision: 0 },
      strings: {},
    });
    draws.length = 0;
    panel.receive({
      type: "patches",
      threadId: "t",
      patches: [{ op: "part", turnId: "o", part: 0, value: textPart("Older") }],
    });
    assert.equal(draws.length, 0);
    panel.receive({
      type: "patches",
      threadId: "t",
      patches: [{ op: "turn", turn: { ...answer, parts: [textPart("All")], state: "complete" } }],
    });
    assert.equal(draws.length, 1);
  });

  it("keeps the order when another message follows patches", () => {
    const { panel, clock } = start();
    snapshot(panel);
    panel.receive({ type: "patches", threadId: "t", patches: [{ op: "append", turnId: "a", part: 0, text: "Hi" }] });
    panel.receive({ type: "state", state: viewState({ busy: true }) });
    assert.deepEqual(panel.model.transcript.turns[0]?.parts, [textPart("Hi")]);
    assert.equal(panel.model.state.busy, true);
    clock.nextFrame();
    const parts = panel.model.transcript.turns.flatMap((turn) => turn.parts);
    assert.deepEqual(parts, [textPart("Hi")], "nothing is applied twice");
  });

  it("saves a draft and tells the host with every key, since the window may close at any moment", () => {
    const { api, panel } = start();
    panel.type("a");
    panel.type("ab");
    assert.deepEqual((api.getState() as { draft: unknown }).draft, { text: "ab", revision: 2 });
    assert.deepEqual(api.ofType("draft").at(-1), { type: "draft", draft: { text: "ab", revision: 2 } });
  });

  it("posts a long draft 150 ms after the last key", () => {
    const { api, panel, clock } = start();
    const long = "sunny ".repeat(1000);
    panel.type(long);
    clock.pass(149);
    panel.type(`${long}!`);
    clock.pass(149);
    assert.deepEqual(api.ofType("draft"), []);
    clock.pass(1);
    assert.deepEqual(api.ofType("draft"), [{ type: "draft", draft: { text: `${long}!`, revision: 2 } }]);
  });

  it("takes a host's newer draft and drops its own waiting one", () => {
    const { api, panel, clock } = start();
    panel.type("mine ".repeat(1000));
    snapshot(panel, { text: "newer", revision: 5 });
    clock.pass(500);
    assert.equal(panel.model.draft.text, "newer");
    assert.deepEqual(api.ofType("draft"), []);
    assert.deepEqual((api.getState() as { draft: unknown }).draft, { text: "newer", revision: 5 });
  });

  it("keeps its own newer draft and tells a host that came with an older one", () => {
    const { api, panel } = start({ draft: { text: "mine", revision: 7 } });
    snapshot(panel, { text: "old", revision: 6 });
    assert.equal(panel.model.draft.text, "mine");
    assert.deepEqual(api.ofType("draft"), [{ type: "draft", draft: { text: "mine", revision: 7 } }]);
  });

  it("ignores a saved state that is not one", () => {
    for (const saved of [undefined, 7, "x", { draft: { text: 1, revision: "2" } }, { scroll: { top: 1 } }]) {
      const { panel } = start(saved);
      assert.deepEqual(panel.model.draft, { text: "", revision: 0 });
      assert.equal(panel.savedScroll, undefined);
    }
  });

  it("keeps draft and scroll position side by side", () => {
    const { panel } = start();
    const scroll = { threadId: "t", turnId: "a", offset: 12, following: false };
    panel.saveScroll(scroll);
    panel.type("x");
    assert.deepEqual(panel.savedScroll, scroll);
  });

  describe("a command in the box", () => {
    const told = (api: FakeApi) => api.ofType("draft").map(({ draft }) => draft.text);
    const leave = (panel: Panel, owner: string) =>
      panel.receive({
        type: "snapshot",
        owner,
        state: viewState(),
        transcript: { threadId: "", turns: [] },
        draft: { text: "", revision: 0 },
        strings: {},
      });

    it("is never kept as a draft, here or on the host", () => {
      const { api, panel } = start();
      snapshot(panel);
      panel.type("/expor");
      panel.type("/export ");
      assert.equal(panel.model.draft.text, "/export ");
      assert.deepEqual(told(api), ["/expor", ""]);
      assert.equal(start(api.getState()).panel.model.draft.text, "");
    });

    it("does not stay for another time or person when its own signs out", () => {
      const { api, panel } = start();
      snapshot(panel);
      panel.type("/export ");
      leave(panel, "");
      assert.equal(panel.model.draft.text, "");
      leave(panel, "bob");
      assert.equal(panel.model.draft.text, "");
      assert.ok(!told(api).includes("/export "));
    });

    it("that was typed while nobody was signed in is nothing to who signs in", () => {
      const { api, panel } = start();
      leave(panel, "");
      panel.type("/delete");
      leave(panel, "bob");
      assert.equal(panel.model.draft.text, "");
      assert.ok(!told(api).includes("/delete"));
    });

    it("is not joined to words that come back", () => {
      const { panel } = start();
      snapshot(panel);
      panel.type("/export ");
      panel.receive({ type: "draft", draft: { text: "Queued words", revision: 1 } });
      assert.equal(panel.model.draft.text, "Queued words");
    });
  });

  describe("when somebody else is signed in", () => {
    const theirs = (panel: Panel, owner: string, draft = { text: "", revision: 0 }): void =>
      panel.receive({
        type: "snapshot",
        owner,
        state: viewState(),
        transcript: { threadId: `of ${owner}`, turns: [] },
        draft,
        strings: {},
      });

    it("gives the box of who has left to words for whoever comes next, which can be deleted there", () => {
      const { api, panel } = start();
      theirs(panel, "alice");
      panel.type("Of Alice");
      theirs(panel, "");
      panel.receive({ type: "draft", draft: { text: "Of nobody", revision: 1 }, owner: "" });
      assert.deepEqual([panel.model.draft.text, panel.model.owner], ["Of nobody", ""]);
      panel.type("");
      assert.deepEqual(api.ofType("draft").at(-1)?.draft, { text: "", revision: 2 });
      assert.equal(api.shown.at(-1)?.owner, "");
      theirs(panel, "alice", { text: "Of Alice", revision: 7 });
      assert.deepEqual([panel.model.draft.text, panel.model.owner], ["Of Alice", "alice"]);
    });

    it("says with each message which thread was shown when it was sent", () => {
      const { api, panel } = start();
      snapshot(panel);
      panel.type("Weather?");
      panel.send();
      theirs(panel, "bob");
      panel.stop();
      panel.post("newThread", {});
      assert.deepEqual(
        api.shown.map(({ owner, threadId }) => `${owner} ${threadId}`),
        ["ada t", "ada t", "ada t", "bob of bob"],
      );
    });

    it("shows their draft, and gives the host what was not sent of the last one's", () => {
      const { api, panel, clock } = start();
      snapshot(panel);
      panel.type("x".repeat(5000));
      theirs(panel, "bob", { text: "bob's", revision: 1 });
      assert.equal(panel.model.draft.text, "bob's");
      assert.deepEqual([api.ofType("draft").at(-1)?.draft.text.length, api.shown.at(-1)?.owner], [5000, "ada"]);
      const sent = api.sent.length;
      clock.pass(1000);
      assert.equal(api.sent.length, sent);
    });

    it("puts a question that was being changed into its owner's draft", () => {
      const { api, panel } = start({
        owner: "ada",
        draft: { text: "and more", revision: 2 },
        edit: { threadId: "t", turnId: "q", text: "Changed" },
      });
      theirs(panel, "bob");
      assert.equal(panel.model.editing, undefined);
      assert.deepEqual(
        [api.ofType("draft").map(({ draft }) => draft.text), api.shown.map(({ owner }) => owner)],
        [["Changed\n\nand more"], ["ada"]],
      );
    });

    it("keeps the draft while nobody is signed in, for whoever wrote it", () => {
      const { panel } = start();
      snapshot(panel);
      panel.type("Weather?");
      theirs(panel, "");
      snapshot(panel, { text: "", revision: 0 });
      assert.equal(panel.model.draft.text, "Weather?");
    });

    it("asks for the list of threads anew, and shows nothing of the last one's until it comes", () => {
      const { api, panel } = start();
      snapshot(panel);
      panel.showOverlay("threads");
      const list = { query: "", threads: [{ id: "x", title: "Ada's", agentName: "", updatedAt: 1 }], loading: false };
      panel.receive({ type: "threads", list: { ...list, more: false } });
      theirs(panel, "bob");
      assert.deepEqual(panel.model.threads.threads, []);
      assert.deepEqual([api.sent.at(-1)?.type, api.shown.at(-1)?.owner], ["listThreads", "bob"]);
    });
  });
});
