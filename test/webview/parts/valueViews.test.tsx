import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("a result as a tree", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  function show(result: unknown): void {
    panel.show({}, [
      agentTurn("a", [{ kind: "tool", id: "c", toolName: "get", status: "done", argsText: "", args: {}, result }]),
    ]);
  }

  /** Presses the summary that begins with these words. */
  function open(name: string): void {
    const summary = panel.all("summary").find((candidate) => candidate.textContent.startsWith(name));
    assert.ok(summary, `no summary ${name}`);
    void act(() => summary.click());
  }

  const names = (): string[] => panel.all(".valueName").map((name) => name.textContent);

  it("opens level by level", () => {
    show({ city: "Paris", wind: { speed: 12, from: { deg: 300 } }, none: null, list: [], empty: {} });
    assert.deepEqual(names(), []);
    open("Result");
    assert.deepEqual(names(), ["city", "wind", "none", "list", "empty"]);
    assert.deepEqual(
      panel.all(".valueLeaf").map((leaf) => leaf.textContent),
      ["cityParis", "nonenull", "list[]", "empty{}"],
    );
    open("wind");
    open("from");
    assert.deepEqual(names(), ["city", "wind", "speed", "from", "deg", "none", "list", "empty"]);
  });

  it("keeps what a person opened when the turn is drawn again", () => {
    show({ wind: { speed: 12 } });
    open("Result");
    open("wind");
    show({ wind: { speed: 13 } });
    assert.match(panel.find(".valueTree").textContent, /speed13/);
  });

  it("opens a fold that somebody else opens, such as the find bar", async () => {
    show({ wind: { speed: 12 } });
    const details = panel.find(".toolBody details") as HTMLDetailsElement;
    details.open = true;
    await new Promise((resolve) => details.addEventListener("toggle", resolve, { once: true }));
    void act(() => undefined);
    assert.deepEqual(names(), ["wind"]);
  });

  it("lays out JSON in texts, and copies each value as it is", () => {
    show({ content: [{ type: "text", text: '{"city":"Paris","days":[1,2]}' }] });
    open("Result");
    open("content");
    open("0");
    open("text");
    open("days");
    panel.press("Copy days");
    panel.press("Copy text");
    panel.press("Copy type");
    assert.deepEqual(
      panel.api.ofType("copy").map(({ text }) => text),
      ["[\n  1,\n  2\n]", '{\n  "city": "Paris",\n  "days": [\n    1,\n    2\n  ]\n}', "text"],
    );
  });

  it("draws a hundred entries of a level, more when asked, and leads the focus there", () => {
    show(Array.from({ length: 250 }, (_, index) => index));
    open("Result");
    assert.equal(panel.all(".valueLeaf").length, 100);
    panel.press("Show 100 more of 250");
    assert.equal(panel.all(".valueLeaf").length, 200);
    panel.press("Show 50 more of 250");
    assert.equal(panel.all(".valueLeaf").length, 250);
    assert.equal(document.activeElement?.getAttribute("aria-label"), "Copy 200");
  });

  it("opens five megabytes with few nodes, and does not cut characters in half", () => {
    show({
      rows: Array.from({ length: 50_000 }, (_, index) => ({ id: index, text: "x".repeat(80) })),
      text: "👍".repeat(500),
    });
    open("Result");
    assert.ok(panel.all("*").length < 400, `${panel.all("*").length} nodes`);
    open("rows");
    assert.ok(panel.all(".valueTree .valueTree > li").length === 100);
    const cut = panel.find(".valueText.string").textContent;
    assert.ok(cut.isWellFormed());
    assert.match(cut, /…/);
    panel.press("Show all (1,000 characters)");
    assert.equal(panel.find(".valueText.string").textContent, "👍".repeat(500));
  });

  it("shows long plain texts in pieces", () => {
    show("a".repeat(250_000));
    open("Result");
    assert.equal(panel.find("pre").textContent.length, 4001);
    panel.press("Show more (250,000 characters in total)");
    assert.equal(panel.find("pre").textContent.length, 104_001);
    panel.press("Show more (250,000 characters in total)");
    panel.press("Show all (250,000 characters)");
    assert.equal(panel.find("pre").textContent.length, 250_000);
    assert.equal(document.activeElement, panel.find("pre"));
  });

  it("shows numbers of JSON in a text as they came, at every level, and both of two fields with one name", () => {
    show('{"rows":[{"id":822106502566256641,"price":1.10}],"a":1,"a":2}');
    open("Result");
    open("rows");
    open("0");
    assert.deepEqual(
      panel.all(".valueLeaf").map((leaf) => leaf.textContent),
      ["id822106502566256641", "price1.10", "a1", "a2"],
    );
    assert.equal(panel.all(".valueText.number").length, 4);
    panel.press("Copy id");
    panel.press("Copy rows");
    assert.deepEqual(
      panel.api.ofType("copy").map(({ text }) => text),
      ["822106502566256641", '[\n  {\n    "id": 822106502566256641,\n    "price": 1.10\n  }\n]'],
    );
  });

  it("opens megabytes of JSON in a text with few nodes", () => {
    show(JSON.stringify({ rows: Array.from({ length: 50_000 }, (_, index) => ({ id: index, text: "x".repeat(80) })) }));
    open("Result");
    open("rows");
    assert.equal(panel.all(".valueTree .valueTree > li").length, 100);
    panel.press("Show 100 more of 50,000");
    assert.equal(panel.all(".valueTree .valueTree > li").length, 200);
  });

  it("is not stopped by what JSON cannot say", () => {
    const circle: Record<string, unknown> = { when: new Date(0), big: 10n };
    circle["self"] = circle;
    show(circle);
    open("Result");
    open("self");
    panel.press("Copy Result");
    assert.deepEqual(names(), ["when", "big", "self", "when", "big", "self"]);
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    assert.deepEqual(
      panel.api.ofType("copy").map(({ text }) => text),
      ["[object Object]"],
    );
  });
});
