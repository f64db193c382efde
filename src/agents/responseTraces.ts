import type { SpanContent, TraceScore, TraceSpan } from "../shared/responses";
import type { ClientAccess } from "./clientAccess";
import { errorWords } from "./errorWords";
import { fields, instant, list, shallow, text } from "./fields";

type Reader = Pick<ClientAccess, "read">;

/** Characters of the JSON of an input or an output that go to the panel: enough for every tool, and no film. */
const MOST = 500_000;

/** The traces of a run, the newest first: it has one for every time that it went on. */
export async function traceIds(access: Reader, runId: string): Promise<readonly string[]> {
  const answer = fields(await access.read(`/observability/traces/light?${query({ runId })}`));
  const ids = list(answer["spans"]).map((span) => text(fields(span)["traceId"]));
  return [...new Set(ids)].filter((id) => id !== "");
}

/** Every span of a trace, without what went in and came out (docs/wire.md#mastra-traces). */
export async function readTrace(access: Reader, traceId: string): Promise<readonly TraceSpan[]> {
  const answer = fields(await access.read(`/observability/traces/${encodeURIComponent(traceId)}/light`));
  return list(answer["spans"]).flatMap((value) => {
    const { spanId, parentSpanId, name, spanType, startedAt, endedAt, error, isEvent } = fields(value);
    const id = text(spanId);
    const [start, end] = [instant(startedAt), instant(endedAt)];
    // What only happened at a moment has no end.
    const status = error ? "failed" : end > 0 || isEvent === true ? "done" : "running";
    return id === ""
      ? []
      : [
          {
            ...({ id, traceId, name: text(name), type: text(spanType), status, startedAt: start } as const),
            ...(text(parentSpanId) === "" ? {} : { parentId: text(parentSpanId) }),
            ...(end >= start && end > 0 ? { durationMs: end - start } : {}),
          },
        ];
  });
}

/** What went into a span, and what came of it. */
export async function readSpan(access: Reader, traceId: string, spanId: string): Promise<SpanContent> {
  const path = `/observability/traces/${encodeURIComponent(traceId)}/spans/${encodeURIComponent(spanId)}`;
  const { input, output, error } = fields(fields(await access.read(path))["span"]);
  return {
    ...(isMissing(input) ? {} : { input: bounded(input) }),
    ...(isMissing(output) ? {} : { output: bounded(output) }),
    ...(error ? { error: errorWords(error) } : {}),
  };
}

/** What scorers made of a run, or of a trace where the run is not known. */
export async function readScores(access: Reader, run: { runId: string } | { traceId: string }): Promise<TraceScore[]> {
  const path = "runId" in run ? `/scores/run/${encodeURIComponent(run.runId)}` : `/observability/scores?${query(run)}`;
  return list(fields(await access.read(path))["scores"]).flatMap((value) => {
    const { scorer, scorerName, scorerId, score, reason } = fields(value);
    const name = text(fields(scorer)["name"]) || text(scorerName) || text(scorerId);
    return typeof score === "number" ? [{ scorer: name, score, reason: text(reason) }] : [];
  });
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The value, or the beginning of its JSON when it is larger than anybody reads. */
function bounded(value: unknown): unknown {
  const whole = shallow(value);
  const json = JSON.stringify(whole);
  return json.length <= MOST ? whole : `${json.slice(0, MOST)}…`;
}

function query(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}
