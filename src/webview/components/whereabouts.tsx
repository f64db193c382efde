import * as l10n from "@vscode/l10n";
import type { ViewState } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import { usePanel } from "../panelContext";

/** Which server and which account a message goes to; pressing one switches it. */
export function Whereabouts({ state }: { readonly state: ViewState }) {
  const { serverLabel, accountLabel } = state;
  return (
    <div class="whereabouts">
      {serverLabel !== "" && (
        <Choice
          label={serverLabel}
          name={l10n.t("Server {0}. Switch or configure", serverLabel)}
          action="switchServer"
        />
      )}
      {accountLabel !== "" && (
        <Choice
          label={accountLabel}
          name={l10n.t("Account {0}. Switch account", accountLabel)}
          action="switchAccount"
        />
      )}
    </div>
  );
}

function Choice({ label, name, action }: { readonly label: string; readonly name: string; readonly action: ActionId }) {
  const panel = usePanel();
  return (
    <button
      type="button"
      class="whereaboutsButton"
      aria-label={name}
      title={name}
      onClick={() => panel.post("action", { action })}
    >
      {label}
    </button>
  );
}
