import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ResponseNews, TraceSpan } from "../../../src/shared/responses";
import { showHiddenCharacters } from "../../../src/webview/components/hiddenCharacters";
import { responseExtras } from "../../../src/webview/conversation/turnTools";
import { traceView } from "../../../src/webview/responses/responseExtras";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const shown = { owner: "ada", threadId: "thread" };
const start = Date.UTC(2026, 10, 24, 12);
const turns = [userTurn("u1", "One?"), agentTurn("a1", [textPart("One.")], { createdAt: start })];

const span = (id: string, change: Partial<TraceSpan> = {}): TraceSpan => ({
  ...{ id, traceId: "t", name: `span ${id}`, type: "model_step", status: "done", startedAt: start, durationMs: 1200 },
  ...change,
});

describe("the trace of a response", () => {
  let panel: PanelPage;
  before(() => Promise.all([responseExtras(), traceView()]));
  before(() => showHiddenCharacters());
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({}, turns);
  });
  afterEach(() => panel.close());

  const tell = (news: ResponseNews, where = shown): void => panel.tell("response", { shown: where, news });
  const offer = (): void => tell({ about: "offers", offers: { traces: true }, ratings: {} });
  const trace = (spans: readonly TraceSpan[], more: { problem?: string } = {}): void =>
    tell({ about: "trace", turnId: "a1", spans, scores: [], ...more });
  const requests = () =>
    panel.api.ofType("response").flatMap(({ request }) => (request.about === "offers" ? [] : [request]));
  const region = () => panel.find('[aria-label="Trace"]');
  const open = (): void => {
    offer();
    panel.press("Details");
    panel.press("Trace");
  };
  const line = (name: string) => panel.all(".span summary").find(({ textContent }) => textContent.includes(name))!;
  const openSpan = (name: string) => void act(() => line(name).click());

  it("is offered in the details where the server traces its runs, and read when it is opened", () => {
    panel.press("Details");
    assert.equal(panel.button("Trace"), undefined);
    offer();
    assert.equal(panel.button("Trace")?.ariaExpanded, "false");
    assert.deepEqual(requests(), []);
    panel.press("Trace");
    assert.deepEqual(requests(), [{ about: "trace", turnId: "a1" }]);
    assert.equal(region().textContent, "Loading…");
    assert.equal(panel.button("Trace")?.getAttribute("aria-controls"), region().id);
    panel.press("Trace");
    assert.equal(panel.all('[aria-label="Trace"]').length, 0);
  });

  it("shows spans inside one another, with name, type, time and status, and what scorers made of the run", () => {
    open();
    tell({
      ...{ about: "trace", turnId: "a1" },
      spans: [
        span("tool", { parentId: "step", name: "tool: 'getWeather'", type: "tool_call", status: "failed" }),
        span("run", { type: "agent_run", startedAt: start - 2 }),
        span("step", { parentId: "run", startedAt: start - 1 }),
        span("alone", { parentId: "gone", startedAt: start + 1, status: "running" }),
      ],
      scores: [{ scorer: "Names its source", score: 0.5, reason: "One has none." }],
    });
    const nest = (list: Element): unknown =>
      [...list.children].map((item) => [
        item.querySelector(".spanName")?.textContent,
        ...[...item.children].filter(({ tagName }) => tagName === "UL").map(nest),
      ]);
    assert.deepEqual(nest(panel.find(".traceSpans")), [
      ["span run", [["span step", [["tool: 'getWeather'"]]]]],
      ["span alone"],
    ]);
    assert.equal(line("getWeather").textContent, "Failedtool: 'getWeather'tool call1.2 sec");
    assert.match(line("span alone").textContent, /^Running…/);
    assert.equal(panel.find(".traceScores").textContent, "Names its source0.5 – One has none.");
  });

  it("reads what went in and came out of a span when it is opened, once", () => {
    open();
    trace([span("a", { name: "tool: \u202egetWeather" })]);
    assert.match(line("tool").textContent, /tool: \ufffdgetWeather/);
    openSpan("tool");
    const asked = { about: "span", turnId: "a1", traceId: "t", spanId: "a" } as const;
    assert.deepEqual(requests().slice(1), [asked]);
    const told = { about: "span", traceId: "t", spanId: "a" } as const;
    tell({ ...told, content: {}, problem: "Couldn't reach it." });
    assert.equal(region().querySelector('[role="alert"]')?.textContent, "Couldn't reach it. Try again");
    panel.press("Try again");
    tell({ ...told, content: { input: { city: "Oslo" }, output: "Mild\u200b.", error: "It broke." } });
    const text = region().textContent;
    assert.match(text, /It broke\./);
    assert.match(text, /Input.*city.*Oslo/);
    assert.match(text, /Output.*Mild\ufffd\./);
    openSpan("tool");
    openSpan("tool");
    assert.deepEqual(requests().slice(1), [asked, asked]);
  });

  it("says so of a span without input and output", () => {
    open();
    trace([span("a")]);
    openSpan("span a");
    tell({ about: "span", traceId: "t", spanId: "a", content: {} });
    assert.match(region().textContent, /No entries/);
  });

  it("that is not stored yet, or can't be read, can be asked for again", () => {
    open();
    trace([]);
    assert.match(region().textContent, /hasn't stored the trace of this response yet/);
    panel.press("Try again");
    assert.equal(region().textContent, "Loading…");
    assert.equal(document.activeElement, region());
    trace([], { problem: "Couldn't reach localhost:4111." });
    assert.match(region().querySelector('[role="alert"]')?.textContent ?? "", /Couldn't reach localhost:4111\./);
    panel.press("Try again");
    trace([span("a")]);
    assert.ok(line("span a"));
    assert.equal(requests().length, 3);
  });

  it("of a long run shows the spans that began first, and the others on request", () => {
    open();
    trace(Array.from({ length: 250 }, (_, index) => span(String(index), { startedAt: start + index })));
    assert.equal(panel.all(".span").length, 100);
    panel.press("Show 100 more of 250");
    panel.press("Show 50 more of 250");
    assert.equal(panel.all(".span").length, 250);
  });

  it("draws spans that are inside of each other at the top", () => {
    open();
    trace([span("a", { parentId: "b" }), span("b", { parentId: "a" }), span("c", { parentId: "c" })]);
    assert.equal(panel.all(".span").length, 3);
  });

  it("goes with its thread", () => {
    open();
    trace([span("a")]);
    panel.show({}, turns, "another");
    assert.equal(panel.all('[aria-label="Trace"]').length, 0);
  });
});
