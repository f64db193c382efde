import * as l10n from "@vscode/l10n";
import { useEffect, useMemo, useState } from "preact/hooks";
import { formatDuration, formatNumber } from "../../shared/formats";
import type { TraceScore, TraceSpan } from "../../shared/responses";
import { Fold } from "../components/fold";
import { Icon, type IconName } from "../components/icon";
import { ErrorText, ToolValue } from "../parts/valueViews";
import type { ResponseStore } from "./responseStore";
import { type SpanNode, spanTree } from "./spanTree";

/** Spans that are drawn at once. */
const step = 100;

interface Props {
  readonly turnId: string;
  readonly store: ResponseStore;
}

/** What the server has recorded of a response: its spans inside one another, and what scorers made of it. */
export function TraceView({ turnId, store }: Props) {
  const trace = store.responses.traces[turnId];
  useEffect(() => store.readTrace(turnId), [store, turnId]);
  const again = <TryAgain onPress={() => store.readTrace(turnId)} />;
  if (trace === undefined) {
    return <p role="status">{l10n.t("Loading…")}</p>;
  }
  if (trace.problem !== undefined) {
    return (
      <p role="alert">
        {trace.problem} {again}
      </p>
    );
  }
  if (trace.spans.length === 0) {
    return (
      <p role="status">
        {l10n.t("The server hasn't stored the trace of this response yet.")} {again}
      </p>
    );
  }
  return (
    <>
      <Scores scores={trace.scores} />
      <Spans spans={trace.spans} turnId={turnId} store={store} />
    </>
  );
}

function TryAgain({ onPress }: { readonly onPress: () => void }) {
  return (
    <button
      type="button"
      class="button link"
      onClick={({ currentTarget }) => {
        // The button is gone while it is read.
        currentTarget.closest("section")?.focus();
        onPress();
      }}
    >
      {l10n.t("Try again")}
    </button>
  );
}

function Scores({ scores }: { readonly scores: readonly TraceScore[] }) {
  return (
    scores.length > 0 && (
      <dl class="traceScores">
        {scores.map(({ scorer, score, reason }, index) => (
          <div key={index}>
            <dt dir="auto">{scorer}</dt>
            <dd dir="auto">
              {formatNumber(score, { maximumFractionDigits: 3 })}
              {reason !== "" && ` – ${reason}`}
            </dd>
          </div>
        ))}
      </dl>
    )
  );
}

function Spans({ spans, turnId, store }: Props & { readonly spans: readonly TraceSpan[] }) {
  const [shown, setShown] = useState(step);
  const roots = useMemo(() => spanTree(spans, shown), [spans, shown]);
  const hidden = spans.length - shown;
  return (
    <>
      <SpanList nodes={roots} turnId={turnId} store={store} />
      {hidden > 0 && (
        <button type="button" class="button link showMore" onClick={() => setShown(shown + step)}>
          {l10n.t("Show {0} more of {1}", formatNumber(Math.min(step, hidden)), formatNumber(spans.length))}
        </button>
      )}
    </>
  );
}

interface SpanListProps extends Props {
  readonly nodes: readonly SpanNode[];
}

function SpanList({ nodes, ...rest }: SpanListProps) {
  return (
    <ul class="traceSpans">
      {nodes.map(({ span, children }) => (
        <li key={span.id}>
          <SpanView span={span} {...rest} />
          {children.length > 0 && <SpanList nodes={children} {...rest} />}
        </li>
      ))}
    </ul>
  );
}

const icons: Readonly<Record<TraceSpan["status"], IconName>> = { running: "loading", done: "pass", failed: "error" };

/** One span: a line, and what went in and came out once somebody opens it. */
function SpanView({ span, turnId, store }: Props & { readonly span: TraceSpan }) {
  const { name, type, status, durationMs } = span;
  const words = { running: l10n.t("Running…"), done: l10n.t("Done"), failed: l10n.t("Failed") }[status];
  const summary = (
    <>
      <Icon name={icons[status]} class={`span-${status}`} />
      <span class="visuallyHidden">{words}</span>
      <span class="spanName" dir="auto">
        {name || type}
      </span>
      <span class="spanType">{type.replaceAll("_", " ")}</span>
      <span class="spanTime">{durationMs === undefined ? "" : formatSpanTime(durationMs)}</span>
    </>
  );
  return (
    <Fold class="span" summary={summary}>
      {() => <SpanContent span={span} turnId={turnId} store={store} />}
    </Fold>
  );
}

/** Most of what a run does takes milliseconds. */
function formatSpanTime(milliseconds: number): string {
  return milliseconds < 1000
    ? formatNumber(Math.round(milliseconds), { style: "unit", unit: "millisecond" })
    : formatDuration(milliseconds);
}

function SpanContent({ span, turnId, store }: Props & { readonly span: TraceSpan }) {
  const { id, traceId } = span;
  const told = store.span(traceId, id);
  const read = (): void => store.readSpan(turnId, traceId, id);
  useEffect(read, [id, traceId]);
  if (told === undefined) {
    return <p role="status">{l10n.t("Loading…")}</p>;
  }
  if (told.problem !== undefined) {
    return (
      <p role="alert">
        {told.problem} <TryAgain onPress={read} />
      </p>
    );
  }
  const { input, output, error } = told.content;
  return (
    <>
      {error !== undefined && error !== "" && <ErrorText text={error} />}
      {input !== undefined && <ToolValue title={l10n.t("Input")} value={input} open="short" />}
      {output !== undefined && <ToolValue title={l10n.t("Output")} value={output} open="short" />}
      {input === undefined && output === undefined && error === undefined && <p>{l10n.t("No entries")}</p>}
    </>
  );
}
