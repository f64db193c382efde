import * as l10n from "@vscode/l10n";
import { useState } from "preact/hooks";
import { innerCall } from "../../shared/approvals";
import { lazily } from "../../shared/lazily";
import type { ApprovalScope, ToolCallPart } from "../../shared/transcript";
import { useLazy } from "../components/preactHelpers";
import { usePanel } from "../state/panel";
import { Decision, decisionShortcuts } from "./decision";
import { ToolValue } from "./valueViews";

/** Comes with the first call that needs an approval, or had one. */
export const remembering = lazily(() => import("./asks/remembering"));

interface ApprovalProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** Asks before a tool runs. One decision is enough: the buttons rest until the host answers with a new part. */
export function Approval({ turnId, call }: ApprovalProps) {
  const panel = usePanel();
  const [decided, setDecided] = useState<ToolCallPart>();
  const rests = decided === call;
  const inner = innerCall(call.suspension?.payload);
  const { approve: key } = decisionShortcuts();
  const { made } = useLazy(remembering);
  const approve = (how: { readonly remember?: ApprovalScope; readonly inThread?: true } = {}): void => {
    if (!rests) {
      // What acts is asked about once more outside of the panel, and may be decided here again after that.
      if (call.inEditor !== "acts") {
        setDecided(call);
      }
      panel.post("decideToolCall", {
        turnId,
        toolCallId: call.id,
        approved: true,
        reason: "",
        ...how,
      });
    }
  };
  return (
    <div class="approval">
      <p>{l10n.t("Allow {0} to run with these arguments?", inner?.toolName ?? call.toolName)}</p>
      {inner !== undefined && (
        <ToolValue title={l10n.t("Arguments of {0}", inner.toolName)} value={inner.args} open="always" />
      )}
      <Decision turnId={turnId} call={call} rests={rests} onDecided={() => setDecided(call)}>
        <button
          type="button"
          class="button primary"
          data-approve={call.id}
          aria-keyshortcuts={key.aria}
          title={l10n.t("Approve ({0})", key.label)}
          disabled={rests}
          onClick={() => approve()}
        >
          {call.inEditor === undefined
            ? l10n.t("Approve")
            : call.inEditor === "acts"
              ? l10n.t("Allow…")
              : l10n.t("Allow")}
        </button>
        {call.inEditor === undefined && made && (
          <made.ApproveAlways turnId={turnId} rests={rests} onApprove={(remember) => approve({ remember })} />
        )}
        {call.inEditor === "reads" && (
          <button type="button" class="button secondary" disabled={rests} onClick={() => approve({ inThread: true })}>
            {l10n.t("Allow in this thread")}
          </button>
        )}
      </Decision>
    </div>
  );
}

/** Where the approval of a call came from; nothing until that is loaded. */
export function ApprovedBy({ turnId, call }: ApprovalProps) {
  const { made } = useLazy(remembering);
  return made ? <made.ApprovedBy turnId={turnId} call={call} /> : null;
}
