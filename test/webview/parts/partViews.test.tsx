import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { Part, ProgressNote, ToolCallPart, ToolCallStatus } from "../../../src/shared/transcript";
import { agentTurn, textPart } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("ToolCard", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  function show(change: Partial<ToolCallPart>): HTMLElement {
    const call: ToolCallPart = {
      kind: "tool",
      id: "call-1",
      toolName: "getWeather",
      status: "running",
      argsText: "",
      ...change,
    };
    panel.show({}, [agentTurn("a", [call], { state: "streaming" })]);
    return panel.find("[role=group]");
  }

  const statuses: Readonly<Record<ToolCallStatus, string>> = {
    writing: "Preparing…",
    running: "Running…",
    awaitingApproval: "Needs approval",
    suspended: "Waiting for input",
    done: "Done",
    failed: "Failed",
    declined: "Declined",
    cancelled: "Canceled",
  };
  for (const [status, words] of Object.entries(statuses)) {
    it(`says "${words}" when ${status}, and asks only for an approval`, () => {
      const card = show({ status: status as ToolCallStatus });
      assert.equal(card.getAttribute("aria-label"), "Tool getWeather");
      assert.equal(card.querySelector(".toolStatus")?.textContent, words);
      assert.equal(panel.button("Approve") !== undefined, status === "awaitingApproval");
      if (status !== "suspended") {
        assert.equal(panel.button("Decline") !== undefined, status === "awaitingApproval");
      }
    });
  }

  it("says of a call in the same step as one that asks that it waits, before and after its own decision", () => {
    const tool = (id: string, status: ToolCallStatus): ToolCallPart => ({
      kind: "tool",
      id,
      toolName: id,
      status,
      argsText: "",
    });
    const said = (...calls: readonly ToolCallPart[]): readonly (readonly [string, number])[] => {
      panel.show({}, [agentTurn("a", calls, { state: "waiting" })]);
      return panel
        .all("[role=group]")
        .map((card) => [
          card.querySelector(".toolStatus")?.textContent ?? "",
          card.querySelectorAll(".spinning").length,
        ]);
    };
    assert.deepEqual(said(tool("one", "awaitingApproval"), tool("two", "running")), [
      ["Needs approval", 0],
      ["Waiting for another tool call", 0],
    ]);
    assert.deepEqual(said(tool("one", "running"), tool("two", "awaitingApproval")), [
      ["Waiting for another tool call", 0],
      ["Needs approval", 0],
    ]);
    const inner = { ...tool("agent", "awaitingApproval"), nested: [tool("inner", "running")] };
    said(inner);
    void act(() => panel.find(".nested summary").click());
    assert.equal(
      panel.find(".nestedParts .toolStatus").textContent,
      "Waiting",
      "inside of what asks it may be the very call in question",
    );
    panel.show({}, [agentTurn("a", [tool("one", "running")], { state: "streaming" })]);
    assert.equal(panel.find(".toolStatus").textContent, "Running…");
  });

  it("shows arguments as they are written", () => {
    const card = show({ status: "writing", argsText: '{"city":"New Y' });
    assert.equal(card.querySelector("pre")?.textContent, '{"city":"New Y');
  });

  it("follows the end of long arguments, and draws no more of them than fits", () => {
    const pre = show({ status: "writing", argsText: `{"text":"${"x".repeat(1_000_000)}` }).querySelector("pre");
    assert.equal(pre?.textContent.length, 4001);
    assert.equal(pre.getAttribute("aria-label"), "Arguments");
  });

  it("shows small arguments as a list, larger ones as a tree, folded when long", () => {
    assert.equal(show({ args: { city: "Paris", days: 3 } }).querySelector("dl")?.textContent, "cityParisdays3");
    const card = show({ args: { nested: { a: 1 } } });
    assert.equal(card.querySelector(".valueName")?.textContent, "nested");
    assert.equal(card.querySelector<HTMLDetailsElement>(".toolValue details")?.open, true);
    const long = { list: 1, ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, index])) };
    panel.show({}, [], "other");
    assert.equal(show({ args: long }).querySelector<HTMLDetailsElement>(".toolValue details")?.open, false);
  });

  it("keeps the result folded with a preview, and draws nothing of it before it is opened", () => {
    const card = show({ status: "done", args: {}, result: { city: "Paris", hours: [1, 2] } });
    assert.equal(card.querySelector<HTMLDetailsElement>(".toolValue details")?.open, false);
    assert.equal(card.querySelector(".toolValue summary")?.textContent, 'Result{city: "Paris", hours: […]}');
    assert.equal(card.querySelector(".valueTree"), null);
    panel.press("Copy Result");
    assert.deepEqual(panel.api.ofType("copy"), [
      { type: "copy", text: JSON.stringify({ city: "Paris", hours: [1, 2] }, undefined, 2) },
    ]);
  });

  it("says how long it took, and why it was declined", () => {
    assert.match(show({ status: "done", durationMs: 1234 }).querySelector(".toolDuration")?.textContent ?? "", /^1\.2/);
    assert.match(show({ status: "declined", reason: "too risky" }).textContent, /Reason: too risky/);
    assert.equal(show({ status: "done", durationMs: -5 }).querySelector(".toolDuration"), null);
  });

  it("draws a suspended call's form, and a sub-agent's own calls inside of its card", () => {
    assert.ok(show({ status: "suspended" }).querySelector("form"));
    const nested: ToolCallPart = { kind: "tool", id: "inner", toolName: "searchTrains", status: "done", argsText: "" };
    const card = show({ status: "running", nested: [nested] });
    assert.equal(card.querySelector("[role=group]")?.getAttribute("aria-label"), "Tool searchTrains");
  });

  it("shows an error as words", () => {
    assert.match(show({ status: "failed", error: "No such city." }).textContent, /No such city\./);
  });
});

describe("parts of an answer", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(...parts: readonly Part[]): void {
    panel.show({}, [agentTurn("a", parts, { state: "streaming" })]);
  }

  function open(name: string): void {
    const summary = panel.all("summary").find((candidate) => candidate.textContent.includes(name));
    assert.ok(summary, `no summary ${name}`);
    void act(() => summary.click());
  }

  const isOpen = (selector: string): boolean => (panel.find(`${selector} details`) as HTMLDetailsElement).open;

  describe("reasoning", () => {
    const thought = (change: object): Part => ({
      kind: "reasoning",
      id: "r",
      text: "Let me see.",
      finished: true,
      ...change,
    });
    const title = (): string | undefined => panel.find(".reasoning summary").textContent;

    it("says that it is under way, and then how long it took", () => {
      show(thought({ finished: false }));
      assert.equal(title(), "Thinking…");
      assert.equal(panel.all(".reasoning .spinning").length, 1);
      for (const [durationMs, words] of [
        [12_000, "Thought for 12 seconds"],
        [1000, "Thought for 1 second"],
        [125_000, "Thought for 2 minutes 5 seconds"],
        [300, "Thought for a moment"],
        [undefined, "Thought process"],
        [-1, "Thought process"],
      ] as const) {
        show(thought(durationMs === undefined ? {} : { durationMs }));
        assert.equal(title(), words);
      }
    });

    it("stays open while it grows once a person opened it, and closed when they closed it", () => {
      show(thought({ finished: false }));
      assert.equal(isOpen(".reasoning"), false);
      open("Thinking");
      panel.tell("patches", {
        threadId: "thread",
        patches: [{ op: "append", turnId: "a", part: 0, text: " Then **go**." }],
      });
      panel.frame();
      assert.equal(isOpen(".reasoning"), true);
      assert.equal(panel.find(".reasoning .markdown").textContent, "Let me see. Then go.");
      show(thought({ durationMs: 3000 }));
      assert.equal(isOpen(".reasoning"), true);
      open("Thought for");
      show(thought({ durationMs: 4000 }));
      assert.equal(isOpen(".reasoning"), false);
    });

    it("without words is no fold", () => {
      show(thought({ text: "", durationMs: 2000 }));
      assert.equal(panel.find(".reasoning").textContent, "Thought for 2 seconds");
      assert.equal(panel.all("details").length, 0);
    });
  });

  describe("progress", () => {
    const running = (progress: readonly ProgressNote[], status: ToolCallPart["status"] = "running"): Part => ({
      kind: "tool",
      id: "c",
      toolName: "import",
      status,
      argsText: "",
      progress,
    });

    it("shows the last reports, of the same words only the newest, with named bars", () => {
      const rows = Array.from({ length: 50 }, (_, index) => ({ label: "Rows", percent: index }));
      show(
        running([{ label: "Open" }, { label: "Read", percent: 250 }, ...rows, { label: "Check", percent: Number.NaN }]),
      );
      assert.deepEqual(
        panel.all(".progress > .progressNote").map((note) => note.textContent),
        ["Read100%", "Rows49%", "Check"],
      );
      const bar = panel.find("progress");
      assert.deepEqual([bar.getAttribute("aria-label"), bar.getAttribute("value")], ["Read", "100"]);
      open("All progress (53)");
      assert.equal(panel.all(".progressNotes > li").length, 53);
    });

    it("is all in the fold when the tool is done, with the data behind it", () => {
      show(running([{ label: "Read", value: { rows: [1, 2] } }], "done"));
      assert.equal(panel.all(".progress > .progressNote").length, 0);
      open("All progress (1)");
      open("Data");
      assert.match(panel.find(".progressNotes").textContent, /rows/);
    });

    it("draws a hundred of many", () => {
      show(
        running(
          Array.from({ length: 5000 }, (_, index) => ({ label: `Step ${index}` })),
          "done",
        ),
      );
      open("All progress (5,000)");
      assert.equal(panel.all(".progressNotes > li").length, 100);
      assert.match(panel.find(".progressNotes").textContent, /Step 4999$/);
      panel.press("Show 100 more of 5,000");
      assert.equal(panel.all(".progressNotes > li").length, 200);
    });
  });

  describe("nested parts", () => {
    const inner = (status: ToolCallPart["status"]): ToolCallPart => ({
      kind: "tool",
      id: "i",
      toolName: "pay",
      status,
      argsText: "",
    });
    const outer = (status: ToolCallPart["status"], innerStatus: ToolCallPart["status"] = "done"): Part => ({
      ...inner(status),
      id: "o",
      toolName: "agent-travel",
      nested: [textPart("Looking."), inner(innerStatus)],
    });

    it("are in sight while the agent runs, folded afterwards, unless a person chose", () => {
      show(outer("running"));
      assert.equal(isOpen(".nested"), true);
      assert.match(panel.find(".nestedParts").textContent, /Looking\.pay/);
      show(outer("done"));
      assert.equal(isOpen(".nested"), false);
      open("Activity (2)");
      show(outer("running"));
      show(outer("done"));
      assert.equal(isOpen(".nested"), true);
    });

    it("never hide a question", () => {
      show({ kind: "step", id: "s", name: "book", status: "waiting", parts: [outer("suspended", "awaitingApproval")] });
      assert.ok(panel.all(".nested details").every((details) => (details as HTMLDetailsElement).open));
      panel.press("Approve");
      assert.equal(panel.api.ofType("decideToolCall")[0]?.toolCallId, "i");
    });
  });

  it("a workflow's step says where it stands and what came out", () => {
    show({
      kind: "step",
      id: "s",
      name: "pay",
      status: "failed",
      error: "Card refused.",
      output: { tries: [1, 2] },
      parts: [],
    });
    const step = panel.find("[role=group]");
    assert.equal(step.getAttribute("aria-label"), "Step pay");
    assert.match(step.textContent, /payFailedOutput.*Card refused\./);
  });

  it("sources in a row are one list, each once; one alone is a line; a hidden scheme is only words", () => {
    const source = (id: string, title: string, url: string): Part => ({ kind: "source", id, title, url });
    show(
      source("1", "Open-Meteo", "https://open-meteo.com/en/docs"),
      source("2", "Open-Meteo", "https://open-meteo.com/en/docs"),
      source("3", "Bad", "java\nscript:alert(1)"),
      textPart("And:"),
      source("4", "", "https://alone.example/"),
    );
    assert.deepEqual(
      panel.all(".sources li").map((row) => row.textContent),
      ["Open-Meteo open-meteo.com", "Bad"],
    );
    assert.equal(panel.find(".source").textContent, "Source: https://alone.example/");
    assert.equal(panel.all("a").length, 2);
  });

  it("a structured answer is a tree that says when it is still written", () => {
    const answer = (finished: boolean): Part => ({
      kind: "object",
      id: "o",
      value: { city: "Paris", days: [{ t: 21 }] },
      finished,
    });
    show(answer(false));
    assert.match(panel.find(".objectPart").textContent, /cityParis.*t21.*Writing…/);
    show(answer(true));
    assert.doesNotMatch(panel.find(".objectPart").textContent, /Writing…/);
  });

  it("a report without words of its own has the name of its kind", () => {
    show({ kind: "data", id: "d", name: "indexing", note: { label: "", percent: 66 } });
    assert.equal(panel.find(".dataPart").textContent, "indexing66%");
  });
});
