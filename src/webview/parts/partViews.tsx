import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { formatDuration, formatNumber } from "../../shared/formats";
import type { Part, SourcePart, StepPart, ToolCallPart, ToolCallStatus } from "../../shared/transcript";
import { Fold } from "../components/fold";
import { Icon, type IconName } from "../components/icon";
import { memo } from "../components/preactHelpers";
import { Markdown } from "../markdown/markdown";
import { Approval, ApprovedBy } from "./approval";
import { ContextParts, FileView } from "./files";
import { DataView, Progress, WritingArguments } from "./progress";
import { Reasoning, SourceLine, Sources } from "./reasoning";
import { SuspensionForm } from "./suspension";
import { useToolFold } from "./toolFold";
import { ErrorText, ObjectView, ToolValue } from "./valueViews";

/** Milliseconds below which a duration would read "0 sec". */
const shownFrom = 50;

/** The icon of a step's status. */
const stepIcons: Readonly<Record<StepPart["status"], IconName>> = {
  running: "loading",
  waiting: "debug-pause",
  done: "pass",
  failed: "error",
};

/** The icon of a tool call's status. */
const toolIcons: Readonly<Record<ToolCallStatus, IconName>> = {
  writing: "loading",
  running: "loading",
  awaitingApproval: "question",
  suspended: "debug-pause",
  done: "pass",
  failed: "error",
  declined: "circle-slash",
  cancelled: "circle-slash",
};

type Status = ToolCallStatus | StepPart["status"];

/** A call that waits for a person must not hide in a fold. */
const asking: ReadonlySet<Status> = new Set(["awaitingApproval", "suspended"]);

/** What stays in sight when only responses are shown. */
const concerning: ReadonlySet<Status> = new Set([...asking, "waiting", "failed"]);

/** Whether the run waits for a person: for another call beside this one, or perhaps for this very one, which is inside of what asks. */
type Paused = false | "beside" | "inside";

// Parts hold calls and steps, and these hold parts: the four components below are drawn by functions that know each other.
const PartView = memo(drawPart);
const Nested = memo(drawNested);
const ToolCard = memo(drawToolCard);

/** Parts one below the other; several sources in a row become one list. */
export const PartList = memo(drawPartList);

interface PartViewProps {
  readonly turnId: string;
  readonly part: Part;
  /** False while the part may still grow. */
  readonly finished: boolean;
  /** Of a tool call, and of one in a step. */
  readonly paused: Paused;
}

/** One part of a turn, drawn again only when it is another object. */
function drawPart({ turnId, part, finished, paused }: PartViewProps): ComponentChildren {
  switch (part.kind) {
    case "text":
      return <Markdown text={part.text} finished={finished} />;
    case "reasoning":
      return <Reasoning part={part} />;
    case "tool":
      return <ToolCard turnId={turnId} call={part} paused={paused} />;
    case "source":
      return <SourceLine part={part} />;
    case "file":
      return <FileView turnId={turnId} part={part} />;
    case "object":
      return <ObjectView part={part} />;
    case "data":
      return <DataView part={part} />;
    case "step":
      return <StepView turnId={turnId} part={part} paused={paused} />;
    case "context":
      return <ContextParts parts={[part]} />;
  }
}

interface PartListProps {
  readonly turnId: string;
  readonly parts: readonly Part[];
  /** True while parts may still come, and the last one may grow. */
  readonly live: boolean;
  /** Then nothing runs, whatever the calls say. */
  readonly paused?: Paused;
}

function drawPartList({ turnId, parts, live, paused = false }: PartListProps): ComponentChildren {
  return (
    <>
      {parts.map((part, index) => {
        if (part.kind !== "source") {
          return (
            <PartView
              key={index}
              turnId={turnId}
              part={part}
              finished={!live || index < parts.length - 1}
              paused={part.kind === "tool" || part.kind === "step" ? paused : false}
            />
          );
        }
        const first = parts[index - 1]?.kind !== "source";
        return first && <Sources key={index} sources={sourcesFrom(parts, index)} />;
      })}
    </>
  );
}

function sourcesFrom(parts: readonly Part[], index: number): readonly SourcePart[] {
  const sources: SourcePart[] = [];
  for (const part of parts.slice(index)) {
    if (part.kind !== "source") {
      break;
    }
    sources.push(part);
  }
  return sources;
}

interface NestedProps {
  readonly turnId: string;
  readonly parts: readonly Part[];
  readonly running: boolean;
  readonly paused?: Paused;
}

/** What a sub-agent or a workflow says and does: in sight while it runs, folded afterwards. */
function drawNested({ turnId, parts, running, paused = false }: NestedProps): ComponentChildren {
  return (
    <Fold
      class="nested"
      summary={l10n.t("Activity ({0})", formatNumber(parts.length))}
      open={running || parts.some((part) => holds(part, asking))}
    >
      {() => (
        <div class="nestedParts">
          <PartList turnId={turnId} parts={parts} live={running} paused={paused} />
        </div>
      )}
    </Fold>
  );
}

/** True when a call or a step, or one inside of it, has one of these statuses. */
function holds(part: Part, statuses: ReadonlySet<Status>): boolean {
  if (part.kind !== "tool" && part.kind !== "step") {
    return false;
  }
  const inside = part.kind === "tool" ? (part.nested ?? []) : part.parts;
  return statuses.has(part.status) || inside.some((child) => holds(child, statuses));
}

/** The class of a call or a step; `detail` hides when only responses are shown. */
function classOf(look: string, part: ToolCallPart | StepPart): string {
  return `${look} ${part.status}${holds(part, concerning) ? "" : " detail"}`;
}

interface StepViewProps {
  readonly turnId: string;
  readonly part: StepPart;
  readonly paused: Paused;
}

/** One step of a workflow: where it stands, what happened inside, what came out. */
function StepView({ turnId, part, paused }: StepViewProps) {
  const icon = stepIcons[part.status];
  return (
    <div class={classOf("step", part)} role="group" aria-label={l10n.t("Step {0}", part.name)}>
      <div class="toolHeader">
        <Icon name={icon} class={icon === "loading" ? "spinning" : "statusIcon"} />
        <span class="toolName">{part.name}</span>
        <span class="toolStatus">{statusText(part.status)}</span>
      </div>
      {part.parts.length > 0 && (
        <Nested turnId={turnId} parts={part.parts} running={part.status === "running"} paused={paused && "inside"} />
      )}
      {part.output !== undefined && <ToolValue title={l10n.t("Output")} value={part.output} open="never" output />}
      {part.error !== undefined && <ErrorText text={part.error} />}
    </div>
  );
}

function statusText(status: StepPart["status"]): string {
  const texts: Readonly<Record<StepPart["status"], string>> = {
    running: l10n.t("Running…"),
    waiting: l10n.t("Waiting"),
    done: l10n.t("Done"),
    failed: l10n.t("Failed"),
  };
  return texts[status];
}

interface ToolCardProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
  readonly paused: Paused;
}

/** A tool call: its name, where it stands, what went in, what happens in it and what came out. */
function drawToolCard({ turnId, call, paused }: ToolCardProps): ComponentChildren {
  // Calls of one step run after the last of them is decided (docs/wire.md#mastra-approvals-and-suspended-tools).
  const waits = paused !== false && call.status === "running";
  const running = call.status === "running" && !waits;
  const icon = waits ? "clockface" : toolIcons[call.status];
  const { card, open, fixed, choose, touched } = useToolFold(turnId, call);
  return (
    <div
      ref={card}
      class={classOf("toolCard", call)}
      role="group"
      aria-label={l10n.t("Tool {0}", call.toolName)}
      data-waits={fixed ? call.id : undefined}
      tabIndex={fixed ? -1 : undefined}
    >
      <details
        class="toolFold"
        open={open}
        // The find bar opens it for a match inside.
        onToggle={(event) => {
          if (event.currentTarget === event.target && event.currentTarget.open !== open) {
            choose(event.currentTarget.open);
          }
        }}
      >
        <summary
          class="toolHeader"
          tabIndex={fixed ? -1 : 0}
          aria-disabled={fixed}
          onClick={(event) => {
            event.preventDefault();
            if (!fixed) {
              choose(!open);
            }
          }}
        >
          <Icon name={icon} class={icon === "loading" ? "spinning" : "statusIcon"} />
          <span class="toolName" title={call.toolName}>
            {call.toolName}
          </span>
          <span class="toolStatus">{waits ? waitingText(paused) : toolStatusText(call.status)}</span>
          {call.durationMs !== undefined && call.durationMs >= shownFrom && (
            <span class="toolDuration">{formatDuration(call.durationMs)}</span>
          )}
          {!fixed && <Icon name="chevron-right" class="foldArrow" />}
        </summary>
        <div
          class="toolBody"
          onClick={({ target }) => {
            if (target instanceof Element && target.closest("summary") !== null) {
              touched();
            }
          }}
        >
          <Input call={call} />
          {call.progress !== undefined && call.progress.length > 0 && (
            <Progress notes={call.progress} running={running} />
          )}
          {call.nested !== undefined && call.nested.length > 0 && (
            <Nested
              turnId={turnId}
              parts={call.nested}
              running={call.status === "running"}
              paused={paused && "inside"}
            />
          )}
          {call.result !== undefined && <ToolValue title={l10n.t("Result")} value={call.result} open="never" output />}
          {call.error !== undefined && <ErrorText text={call.error} />}
          {call.status === "awaitingApproval" && <Approval turnId={turnId} call={call} />}
          {call.status === "suspended" && <SuspensionForm turnId={turnId} call={call} />}
        </div>
      </details>
      {call.approval !== undefined && <ApprovedBy turnId={turnId} call={call} />}
      {call.reason !== undefined && call.reason !== "" && (
        <p class="toolReason">{l10n.t("Reason: {0}", call.reason)}</p>
      )}
    </div>
  );
}

function waitingText(paused: Paused): string {
  return paused === "beside" ? l10n.t("Waiting for another tool call") : l10n.t("Waiting");
}

/** The arguments: as they are written, then as they are. */
function Input({ call }: { readonly call: ToolCallPart }) {
  if (call.status === "writing") {
    return call.argsText === "" ? null : <WritingArguments text={call.argsText} />;
  }
  if (call.args === undefined || isEmptyObject(call.args)) {
    return null;
  }
  const asks = call.status === "awaitingApproval";
  // Another key for the question: arguments that a person folded away earlier are in sight again.
  return (
    <ToolValue
      key={asks ? "asks" : "told"}
      title={l10n.t("Arguments")}
      value={call.args}
      open={asks ? "always" : "short"}
    />
  );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** A tool call's status in words. */
function toolStatusText(status: ToolCallStatus): string {
  const texts: Readonly<Record<ToolCallStatus, string>> = {
    writing: l10n.t("Preparing…"),
    running: l10n.t("Running…"),
    awaitingApproval: l10n.t("Needs approval"),
    suspended: l10n.t("Waiting for input"),
    done: l10n.t("Done"),
    failed: l10n.t("Failed"),
    declined: l10n.t("Declined"),
    cancelled: l10n.t("Canceled"),
  };
  return texts[status];
}
