import * as l10n from "@vscode/l10n";
import type { Connection, ViewState } from "../../../shared/protocol";

/** Why Send is disabled, or how to send. */
export function sendHint(state: ViewState): string {
  const reasons: Readonly<Record<Connection, string>> = {
    loading: l10n.t("Connecting…"),
    noServer: l10n.t("Configure a server to send."),
    restricted: l10n.t("Trust this workspace to send."),
    signedOut: l10n.t("Sign in to send."),
    signingIn: l10n.t("Finish signing in to send."),
    noAgents: l10n.t("There is no agent to send to."),
    failed: l10n.t("Not connected, so nothing can be sent."),
    ready: state.busy ? l10n.t("Escape stops the answer.") : l10n.t("Enter sends, Shift+Enter starts a new line."),
  };
  return reasons[state.connection];
}
