import { page } from "../../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { FilePart, Part, ProgressNote, ToolCallPart } from "../../../../src/shared/transcript";
import { agentTurn, textPart } from "../../setup/fakes";
import { PanelPage } from "../../setup/panelPage";

const png = Buffer.from("\x89PNG\r\n\x1a\n".padEnd(40, "\0"), "latin1").toString("base64");

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

  describe("files", () => {
    const file = (change: Partial<FilePart>): FilePart => ({
      kind: "file",
      id: "f",
      name: "chart.png",
      mediaType: "image/png",
      ...change,
    });

    it("that are pictures are shown, and saved by the host", () => {
      show(file({ base64: png }));
      const image = panel.find("img");
      assert.equal(image.alt, "chart.png");
      assert.equal(image.src, `data:image/png;base64,${png}`);
      panel.press("Save chart.png…");
      assert.deepEqual(panel.api.ofType("saveFile"), [{ type: "saveFile", turnId: "a", partId: "f" }]);
    });

    it("that only claim to be pictures, or turn out broken, are a sentence", () => {
      show(file({ base64: Buffer.from("<svg onload=alert(1)>............").toString("base64") }));
      assert.equal(panel.all("img").length, 0);
      assert.match(panel.find(".agentFile").textContent, /cannot be shown as a picture/);
      show(file({ base64: png }));
      void act(() => {
        panel.find("img").dispatchEvent(new page.Event("error"));
      });
      assert.equal(panel.all("img").length, 0);
      assert.match(panel.find(".fileTrouble").textContent, /save it/);
    });

    it("of other kinds have a name, a type and a size", () => {
      show(file({ name: "", mediaType: "application/pdf", base64: Buffer.alloc(1500).toString("base64") }));
      assert.match(panel.find(".fileLine").textContent, /^File from the agentapplication\/pdf · 1\.5 KBSave…$/);
    });

    it("that are elsewhere are links, and never loaded", () => {
      show(file({ url: "https://cdn.example/a.png" }));
      assert.equal(panel.find("a").textContent, "chart.png");
      assert.equal(panel.all("img").length, 0);
      show(file({ url: "command:evil" }));
      assert.equal(panel.all("a").length, 0);
      assert.match(panel.find(".agentFile").textContent, /sent no content/);
    });
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
