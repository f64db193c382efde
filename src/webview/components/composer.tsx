import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { isSendKey } from "../keys";
import { usePanel } from "../panelContext";
import { canSend, type PanelModel } from "../store";
import { sendHint } from "./connectionTexts";
import { Icon } from "./icon";
import { Whereabouts } from "./whereabouts";

interface Props {
  readonly model: PanelModel;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

/** The message box. It takes text in every state of the connection; only sending waits for one. */
export function Composer({ model, box }: Props) {
  const panel = usePanel();
  const { state, draft, focusRequests } = model;
  useGrowing(box, draft.text);
  useEffect(() => {
    if (focusRequests > 0) {
      box.current?.focus();
    }
  }, [focusRequests, box]);
  // The pressed button is replaced by the other one; the focus goes where the next words are typed.
  const press = (action: () => void) => () => {
    action();
    box.current?.focus();
  };
  return (
    <footer class="composer">
      <div class="inputBox">
        <textarea
          ref={box}
          rows={1}
          aria-label={l10n.t("Message")}
          aria-describedby="sendHint"
          placeholder={l10n.t("Ask a question")}
          value={draft.text}
          onInput={(event) => panel.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isSendKey(event)) {
              event.preventDefault();
              panel.send();
            }
          }}
        />
        <div class="inputBar">
          <Whereabouts state={state} />
          {state.busy ? (
            <button
              type="button"
              class="iconButton"
              aria-label={l10n.t("Stop")}
              title={l10n.t("Stop")}
              onClick={press(() => panel.stop())}
            >
              <Icon name="stop" />
            </button>
          ) : (
            <button
              type="button"
              class="iconButton"
              aria-label={l10n.t("Send")}
              title={l10n.t("Send")}
              aria-describedby="sendHint"
              disabled={!canSend(model)}
              onClick={press(() => panel.send())}
            >
              <Icon name="send" />
            </button>
          )}
        </div>
      </div>
      <p id="sendHint" class="hint">
        {sendHint(state)}
      </p>
    </footer>
  );
}

/** Lets the box grow with its text; the style sheet stops it at a third of the view. */
function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const grow = () => {
      if (box.current !== null) {
        box.current.style.height = "auto";
        box.current.style.height = `${box.current.scrollHeight}px`;
      }
    };
    grow();
    window.addEventListener("resize", grow);
    return () => window.removeEventListener("resize", grow);
  }, [text, box]);
}
