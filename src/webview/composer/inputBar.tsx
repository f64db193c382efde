import * as l10n from "@vscode/l10n";
import type { ViewState } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import { IconButton } from "../components/icon";
import { usePanel } from "../state/panel";
import { canSend, type PanelModel } from "../state/store";

interface InputBarProps {
  readonly model: PanelModel;
  readonly onAttach: () => void;
  readonly onSend: () => void;
  /** Puts the focus back where the next words are typed. */
  readonly onDone: () => void;
}

/** The buttons below the text. While an answer is written, Stop comes beside Send, which then queues. */
export function InputBar({ model, onAttach, onSend, onDone }: InputBarProps) {
  const panel = usePanel();
  const { state, draft } = model;
  const something = draft.text.trim() !== "" || state.context.length > 0;
  return (
    <div class="inputBar">
      <IconButton
        icon="attach"
        label={l10n.t("Add context")}
        title={l10n.t("Add context (@). Files can be dropped here while Shift is held.")}
        onClick={onAttach}
      />
      <IconButton
        icon="eye"
        label={l10n.t("Preview what is sent")}
        disabled={!something}
        onClick={() => panel.post("preview", { text: draft.text })}
      />
      <Whereabouts state={state} />
      {state.busy && (
        <IconButton
          icon="debug-stop"
          label={l10n.t("Stop")}
          title={l10n.t("Stop (Escape)")}
          onClick={() => {
            panel.stop();
            onDone();
          }}
        />
      )}
      <IconButton
        icon="send"
        label={l10n.t("Send")}
        title={state.busy ? l10n.t("Queue") : l10n.t("Send")}
        aria-describedby="sendHint"
        disabled={!canSend(model)}
        onClick={() => {
          onSend();
          onDone();
        }}
      />
    </div>
  );
}

/** Which server and which account a message goes to; pressing one switches it. */
function Whereabouts({ state }: { readonly state: ViewState }) {
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
