import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { TraceSpan } from "../../../../src/shared/responses";
import type { Turn } from "../../../../src/shared/transcript";
import { without } from "../../../../src/chat/turn/turnChanges";
import { openMastra } from "../../setup/openMastra";
import { AskedResponses } from "./askedResponses";

describe("the trace of a response, with a Mastra server that is observed", function () {
  this.timeout(180_000);
  const mastra = openMastra(undefined, { isObserved: true });
  let thread: AskedResponses;

  beforeEach(() => {
    thread = new AskedResponses(mastra);
  });

  const contentOf = async (turn: Turn, { traceId, id }: TraceSpan) => {
    const [news] = await thread.tell({ about: "span", turnId: turn.id, traceId, spanId: id });
    ok(news?.about === "span");
    return news;
  };

  it("has what ran, for how long and with what result, and what scorers made of it", async () => {
    const turn = await thread.ask("What's the weather like in Oslo?");
    const { spans, scores } = await thread.trace(turn.id, (trace) => trace.scores.length > 0);
    const tool = spans.find(({ type }) => type === "tool_call");
    ok(tool);
    strictEqual(tool.name, "tool: 'getWeather'");
    deepStrictEqual(
      spans.filter(({ status }) => status !== "done"),
      [],
    );
    ok(spans.every(({ startedAt, durationMs = 0 }) => startedAt > 0 && durationMs >= 0));
    const above = (span: TraceSpan): readonly string[] => {
      const parent = spans.find(({ id }) => id === span.parentId);
      return parent ? [parent.type, ...above(parent)] : [];
    };
    deepStrictEqual(above(tool), ["model_step", "model_generation", "agent_run"]);
    deepStrictEqual(scores, [{ scorer: "Names its source", score: 1, reason: "The figures have a source." }]);
    const { content } = await contentOf(turn, tool);
    deepStrictEqual(content.input, { location: "Oslo", period: "now" });
    match(JSON.stringify(content.output), /"location":"Oslo"/);
  });

  it("is there on another computer, too, which knows the thread from the server alone", async () => {
    await thread.ask("What's the weather like in Oslo?");
    await thread.readTurns();
    const answer = thread.turns.findLast(({ role }) => role === "agent");
    const { spans, scores } = await thread.trace(answer?.id ?? "", (trace) => trace.scores.length > 0);
    ok(spans.some(({ type }) => type === "tool_call"));
    strictEqual(scores[0]?.scorer, "Names its source");
  });

  it("says why a tool failed, without the server's stack", async () => {
    const turn = await thread.ask("Calibrate a sensor", "showcaseAgent");
    const { spans } = await thread.trace(turn.id);
    const tool = spans.find(({ type }) => type === "tool_call");
    strictEqual(tool?.status, "failed");
    const { content } = await contentOf(turn, tool);
    ok(content.error);
    ok(!/\n\s+at /.test(JSON.stringify(content)), JSON.stringify(content));
  });

  it("is empty until the server has stored it", async () => {
    const turn = { ...(await thread.ask("What's the weather like in Oslo?")), runId: "not-stored-yet" };
    thread.turns = [turn];
    const empty = { about: "trace", turnId: turn.id, spans: [], scores: [] };
    deepStrictEqual(await thread.tell({ about: "trace", turnId: turn.id }), [empty]);
    const unnamed = without(turn, "runId");
    thread.turns = [{ ...unnamed, traceId: "0".repeat(32) }];
    deepStrictEqual(await thread.tell({ about: "trace", turnId: turn.id }), [empty]);
    thread.turns = [unnamed];
    deepStrictEqual(await thread.tell({ about: "trace", turnId: turn.id }), [empty]);
  });

  it("of which nobody was told is not read", async () => {
    const turn = await thread.ask("What's the weather like in Oslo?");
    const [span] = (await thread.trace(turn.id)).spans;
    ok(span);
    const other = new AskedResponses(mastra, thread.sub, thread.threadId, thread.turns);
    const before = mastra.server.requests.length;
    const [news] = await other.tell({ about: "span", turnId: turn.id, traceId: span.traceId, spanId: span.id });
    deepStrictEqual(news?.about === "span" && news.content, {});
    strictEqual(mastra.server.requests.length, before);
  });
});
