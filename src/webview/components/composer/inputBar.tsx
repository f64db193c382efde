import * as l10n from "@vscode/l10n";
import { usePanel } from "../../panelContext";
import { canSend, type PanelModel } from "../../store";
import { Icon } from "../icon";
import { Whereabouts } from "../whereabouts";

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
      <button
        type="button"
        class="iconButton"
        aria-label={l10n.t("Add context")}
        title={l10n.t("Add context (@). Files can be dropped here while Shift is held.")}
        onClick={onAttach}
      >
        <Icon name="attach" />
      </button>
      <button
        type="button"
        class="iconButton"
        aria-label={l10n.t("Preview what is sent")}
        title={l10n.t("Preview what is sent")}
        disabled={!something}
        onClick={() => panel.post("preview", { text: draft.text })}
      >
        <Icon name="eye" />
      </button>
      <Whereabouts state={state} />
      {state.busy && (
        <button
          type="button"
          class="iconButton"
          aria-label={l10n.t("Stop")}
          title={l10n.t("Stop (Escape)")}
          onClick={() => {
            panel.stop();
            onDone();
          }}
        >
          <Icon name="stop" />
        </button>
      )}
      <button
        type="button"
        class="iconButton"
        aria-label={l10n.t("Send")}
        title={state.busy ? l10n.t("Queue") : l10n.t("Send")}
        aria-describedby="sendHint"
        disabled={!canSend(model)}
        onClick={() => {
          onSend();
          onDone();
        }}
      >
        <Icon name="send" />
      </button>
    </div>
  );
}
