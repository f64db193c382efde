import * as l10n from "@vscode/l10n";
import { useState } from "preact/hooks";
import type { ToolCallPart } from "../../shared/transcript";
import { memo } from "../memo";
import { usePanel } from "../panelContext";
import { Icon } from "./icon";
import { toolIcons, toolStatusText } from "./toolStatus";
import { ToolValue } from "./toolValue";

interface Props {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** A tool call: its name, where it stands, what went in and what came out. */
export const ToolCard = memo(function ToolCard({ turnId, call }: Props) {
  const icon = toolIcons[call.status];
  const asks = call.status === "awaitingApproval";
  const hasArguments = call.args !== undefined && !isEmptyObject(call.args);
  return (
    <div class={`toolCard ${call.status}`} role="group" aria-label={l10n.t("Tool {0}", call.toolName)}>
      <div class="toolHeader">
        <Icon name={icon} class={icon === "loading" ? "spinning" : "statusIcon"} />
        <span class="toolName">{call.toolName}</span>
        <span class="toolStatus">{toolStatusText(call.status)}</span>
      </div>
      {call.status === "writing" && call.argsText !== "" && <pre class="writing">{call.argsText}</pre>}
      {call.status !== "writing" && hasArguments && (
        <ToolValue key={call.status} title={l10n.t("Arguments")} value={call.args} open={asks ? "always" : "short"} />
      )}
      {call.result !== undefined && <ToolValue title={l10n.t("Result")} value={call.result} open="never" />}
      {call.error !== undefined && <p class="toolError">{call.error}</p>}
      {asks && <Approval turnId={turnId} call={call} />}
    </div>
  );
});

/** Asks before a tool runs. One decision is enough: the buttons rest until the host answers with a new part. */
function Approval({ turnId, call }: Props) {
  const panel = usePanel();
  const [decided, setDecided] = useState<ToolCallPart>();
  const decide = (approved: boolean) => {
    setDecided(call);
    panel.post("decideToolCall", { turnId, toolCallId: call.id, approved });
  };
  return (
    <div class="approval">
      <p>{l10n.t("The agent wants to run {0} with these arguments.", call.toolName)}</p>
      <div class="actions">
        <button type="button" class="button primary" disabled={decided === call} onClick={() => decide(true)}>
          {l10n.t("Approve")}
        </button>
        <button type="button" class="button secondary" disabled={decided === call} onClick={() => decide(false)}>
          {l10n.t("Decline")}
        </button>
      </div>
    </div>
  );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
