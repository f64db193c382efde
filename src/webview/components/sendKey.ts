import * as l10n from "@vscode/l10n";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SendWith } from "../../shared/protocol";
import { isAltEnter, isApple, isSendKey, type KeyPress } from "./keys";

/** The setting `agentChat.sendWith`; boxes that are on the page follow it at once. */
export const SendWithContext = createContext<SendWith>("enter");

/** The key that sends what was typed into a box of several lines. */
export interface SendKey {
  readonly sendWith: SendWith;
  /** True for a press of it; never for one that belongs to an input method. */
  readonly is: (event: KeyPress) => boolean;
  /** The key as it is called on the keyboard. */
  readonly name: string;
  /** The key that sends into the response that is being written, and how it is called. */
  readonly isNow: (event: KeyPress) => boolean;
  readonly nowName: string;
}

/** The key that sends, as the person has chosen it. */
export function useSendKey(): SendKey {
  const sendWith = useContext(SendWithContext);
  const other = sendWith === "enter";
  return {
    sendWith,
    is: (event) => isSendKey(event, sendWith),
    name: sendKeyName(sendWith),
    isNow: (event) => (other ? isSendKey(event, "ctrlEnter") : isAltEnter(event)),
    nowName: other ? sendKeyName("ctrlEnter") : isApple() ? "⌥Enter" : l10n.t("Alt+Enter"),
  };
}

function sendKeyName(sendWith: SendWith): string {
  return sendWith === "enter" ? l10n.t("Enter") : isApple() ? "⌘Enter" : l10n.t("Ctrl+Enter");
}
