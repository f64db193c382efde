import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { ViewState } from "../../shared/protocol";
import { countOptions } from "../../shared/threadOptions";
import type { ActionId } from "../../shared/transcript";
import { IconButton } from "../components/icon";
import { usePanel } from "../state/panel";
import { canSend, type PanelModel } from "../state/store";
import type { OptionsDialog } from "./useOptionsDialog";

interface InputBarProps {
  readonly model: PanelModel;
  readonly onAttach: () => void;
  readonly onSend: () => void;
  readonly options: OptionsDialog;
  /** Puts the focus back where the next words are typed. */
  readonly onDone: () => void;
}

/** The buttons below the text. While an answer is written, Stop comes beside Send, which then queues. */
export function InputBar({ model, onAttach, onSend, onDone, options }: InputBarProps) {
  const panel = usePanel();
  const { state, draft } = model;
  const something = draft.text.trim() !== "" || state.context.length > 0;
  return (
    <div class="inputBar">
      <IconButton
        icon="attach"
        label={l10n.t("Attach context")}
        title={l10n.t("Attach context (@). Hold Shift to drop files here.")}
        onClick={onAttach}
      />
      <IconButton
        icon="eye"
        label={l10n.t("Preview message")}
        disabled={!something}
        onClick={() => panel.post("preview", { text: draft.text })}
      />
      {state.editorTools && (
        <IconButton
          icon="edit"
          label={l10n.t("Let agents use the editor in this thread")}
          aria-pressed={state.editorTools === "on"}
          onClick={() => panel.post("useEditorTools", { on: state.editorTools === "off" })}
        />
      )}
      <OptionsButton state={state} options={options} />
      <Whereabouts state={state} />
      {state.busy && (
        <IconButton
          icon="debug-stop"
          class="stop"
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

/** Opens the options of the thread, and tells how many are set. */
function OptionsButton({ state, options }: { readonly state: ViewState; readonly options: OptionsDialog }) {
  const count = countOptions(state.options);
  return (
    <IconButton
      icon="settings"
      class={count > 0 ? "marked" : undefined}
      label={count > 0 ? l10n.t("Thread options… ({0} set)", formatNumber(count)) : l10n.t("Thread options…")}
      aria-haspopup="dialog"
      aria-expanded={options.isOpen}
      disabled={state.connection !== "ready" && !options.isOpen}
      onClick={() => (options.isOpen ? options.close() : options.open())}
    />
  );
}

/** Which server and which account a message goes to; pressing one switches it. */
function Whereabouts({ state }: { readonly state: ViewState }) {
  const { serverLabel, accountLabel, isOpen } = state;
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
      {isOpen && (
        <Choice
          label={l10n.t("Open server")}
          name={l10n.t("Open server: anyone who can reach {0} can use its agents", serverLabel)}
          action="switchAccount"
        />
      )}
    </div>
  );
}

function Choice({ label, name, action }: { readonly label: string; readonly name: string; readonly action: ActionId }) {
  const panel = usePanel();
  const port = portOf(label);
  return (
    <button
      type="button"
      class="whereaboutsButton"
      aria-label={name}
      title={name}
      onClick={() => panel.post("action", { action })}
    >
      <span class="whereaboutsName">{label.slice(0, label.length - port.length)}</span>
      {port}
    </button>
  );
}

/** Two servers of one computer differ in their ports alone, so these are never cut. */
function portOf(label: string): string {
  return /:\d+$/.exec(label)?.[0] ?? "";
}
