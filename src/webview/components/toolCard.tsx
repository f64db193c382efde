import * as l10n from "@vscode/l10n";
import type { ToolCallPart } from "../../shared/transcript";
import { formatDuration } from "../../shared/formats";
import { memo } from "../memo";
import { Icon } from "./icon";
import { Approval } from "./parts/approval";
import { SuspensionForm } from "./parts/form/suspensionForm";
import { Nested } from "./parts/nested";
import { Progress } from "./parts/progress";
import { WritingArguments } from "./parts/writingArguments";
import { toolIcons, toolStatusText } from "./toolStatus";
import { ToolValue } from "./toolValue";

/** Milliseconds below which a duration would read "0 sec". */
const shownFrom = 50;

interface ToolCardProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
  readonly paused: Paused;
}

/** Whether the run waits for a person: for another call beside this one, or perhaps for this very one, which is inside of what asks. */
export type Paused = false | "beside" | "inside";

/** A tool call: its name, where it stands, what went in, what happens in it and what came out. */
export const ToolCard = memo(function ToolCard({ turnId, call, paused }: ToolCardProps) {
  // Calls of one step run after the last of them is decided (facts/mastra.md §5).
  const waits = paused !== false && call.status === "running";
  const running = call.status === "running" && !waits;
  const icon = waits ? "clock" : toolIcons[call.status];
  return (
    <div class={`toolCard ${call.status}`} role="group" aria-label={l10n.t("Tool {0}", call.toolName)}>
      <div class="toolHeader">
        <Icon name={icon} class={icon === "loading" ? "spinning" : "statusIcon"} />
        <span class="toolName" title={call.toolName}>
          {call.toolName}
        </span>
        <span class="toolStatus">{waits ? waitingText(paused) : toolStatusText(call.status)}</span>
        {call.durationMs !== undefined && call.durationMs >= shownFrom && (
          <span class="toolDuration">{formatDuration(call.durationMs)}</span>
        )}
      </div>
      <Input call={call} />
      {call.progress !== undefined && call.progress.length > 0 && <Progress notes={call.progress} running={running} />}
      {call.nested !== undefined && call.nested.length > 0 && (
        <Nested turnId={turnId} parts={call.nested} running={call.status === "running"} paused={paused && "inside"} />
      )}
      {call.result !== undefined && <ToolValue title={l10n.t("Result")} value={call.result} open="never" />}
      {call.error !== undefined && <p class="toolError">{call.error}</p>}
      {call.reason !== undefined && call.reason !== "" && (
        <p class="toolReason">{l10n.t("Reason: {0}", call.reason)}</p>
      )}
      {call.status === "awaitingApproval" && <Approval turnId={turnId} call={call} />}
      {call.status === "suspended" && <SuspensionForm turnId={turnId} call={call} />}
    </div>
  );
});

function waitingText(paused: Paused): string {
  return paused === "beside" ? l10n.t("Waits for another call") : l10n.t("Waiting");
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
