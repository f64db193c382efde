import * as l10n from "@vscode/l10n";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SendWith } from "../../shared/protocol";
import { isApple, isSendKey, type KeyPress } from "./keys";

/** The setting `agentChat.sendWith`; boxes that are on the page follow it at once. */
export const SendWithContext = createContext<SendWith>("enter");

/** The key that sends what was typed into a box of several lines. */
export interface SendKey {
  readonly sendWith: SendWith;
  /** True for a press of it; never for one that belongs to an input method. */
  readonly is: (event: KeyPress) => boolean;
  /** The key as it is called on the keyboard. */
  readonly name: string;
}

/** The key that sends, as the person has chosen it. */
export function useSendKey(): SendKey {
  const sendWith = useContext(SendWithContext);
  return { sendWith, is: (event) => isSendKey(event, sendWith), name: sendKeyName(sendWith) };
}

function sendKeyName(sendWith: SendWith): string {
  return sendWith === "enter" ? l10n.t("Enter") : isApple() ? "⌘Enter" : l10n.t("Ctrl+Enter");
}
