import * as l10n from "@vscode/l10n";
import type { ActionId, Notice, Turn } from "../../shared/transcript";
import { usePanel } from "../panelContext";
import { Icon } from "./icon";
import { NoticeView } from "./noticeView";
import { TurnTools } from "./turnTools/turnTools";

interface TurnEndProps {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly busy: boolean;
}

/** How a turn ended, and what can be done with it. */
export function TurnEnd({ turn, newest, busy }: TurnEndProps) {
  const { state } = turn;
  const ended = state !== "streaming" && state !== "waiting";
  const notice = noticeOf(turn);
  const retry =
    newest && turn.role === "agent" && (state === "failed" || state === "interrupted") && turn.error?.retry !== false;
  return (
    <>
      {state === "stopped" && (
        <p class="turnState">
          <Icon name="circleSlash" />
          {l10n.t("Stopped")}
        </p>
      )}
      {state === "interrupted" && notice === undefined && (
        <div class="turnState warning">
          <Icon name="warning" />
          <div>
            <p>{l10n.t("The connection was lost before the answer was complete.")}</p>
            {retry && (
              <div class="actions">
                <RetryButton turnId={turn.id} busy={busy} />
              </div>
            )}
          </div>
        </div>
      )}
      {notice !== undefined && (
        <NoticeView notice={notice} urgent={newest}>
          {retry && <RetryButton turnId={turn.id} busy={busy} />}
        </NoticeView>
      )}
      {ended && <TurnTools turn={turn} newest={newest} busy={busy} />}
    </>
  );
}

/** Actions that stand for "Try again", which is the turn's own button: it tries the connection as well. */
const ownActions: ReadonlySet<ActionId> = new Set(["retryTurn", "retryConnection"]);

/** The turn's own error, or a sentence for a failure that brought none. */
function noticeOf({ state, error }: Turn): Notice | undefined {
  if (error !== undefined) {
    return { ...error, actions: error.actions.filter((action) => !ownActions.has(action)) };
  }
  return state === "failed"
    ? { message: l10n.t("The answer failed. The log says more."), actions: ["showLog"] }
    : undefined;
}

/** Asks the same question once more; the failed answer goes, and no second question comes to the server. */
function RetryButton({ turnId, busy }: { readonly turnId: string; readonly busy: boolean }) {
  const panel = usePanel();
  return (
    <button type="button" class="button primary" disabled={busy} onClick={() => panel.post("regenerate", { turnId })}>
      {l10n.t("Try again")}
    </button>
  );
}
