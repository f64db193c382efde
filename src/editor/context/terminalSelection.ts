import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/context/attachmentOf";
import { borrowClipboard } from "../../chat/context/borrowedClipboard";
import { nothingThere } from "../../chat/context/refusals";

/**
 * What is selected in the terminal in front. No stable API gives it, so the terminal's own command
 * copies it, and the clipboard gets its text back.
 *
 * @throws UserFacingError "nothing" when there is no terminal or nothing is selected in it
 */
export async function terminalAttachment(): Promise<Attachment> {
  const terminal = vscode.window.activeTerminal;
  if (!terminal) {
    throw nothingThere(l10n.t("No terminal is open."));
  }
  const copied = await borrowClipboard(vscode.env.clipboard, () =>
    vscode.commands.executeCommand("workbench.action.terminal.copySelection"),
  );
  if (copied === "nothing") {
    throw nothingThere(l10n.t("Nothing is selected in the terminal. Select some of its text first."));
  }
  if (copied === "denied") {
    throw nothingThere(
      l10n.t(
        "The clipboard cannot be read here, and the terminal's selection only comes that way. Copy it and paste it into the message.",
      ),
    );
  }
  const id = `terminal:${crypto.randomUUID()}`;
  return textAttachment(
    "terminal",
    { id, name: l10n.t("Terminal"), detail: terminal.name, openable: true },
    copied.text,
  );
}
