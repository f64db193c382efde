import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { innerCall } from "../../shared/approvals";
import { withHiddenShown } from "../../shared/hiddenCharacters";
import type { ToolCallPart } from "../../shared/transcript";
import { confirmCommand } from "../code/confirmCommand";

/** Signs that a dialog does not show, or by which it shows others in another order. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Asks whether the agents of a thread may use the editor. The panel draws what agents write, so what they may do here
 * is said outside of it, where nothing of theirs is drawn.
 */
export async function allowEditorTools(): Promise<boolean> {
  const allow = l10n.t("Allow");
  const detail = l10n.t(
    "In this thread the agent can then read files of the workspace, propose changes and run commands. You are asked each time: reading in the panel, changes in a diff, commands in a dialog.",
  );
  const question = l10n.t("Allow the agent to use this editor?");
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, allow)) === allow;
}

/** Shows what a call would do, as a whole, and asks whether it may. A task is shown as what it runs, where, and with what. */
export async function allowToolCall(call: Pick<ToolCallPart, "toolName" | "args" | "suspension">): Promise<boolean> {
  const { toolName, args } = innerCall(call.suspension?.payload) ?? call;
  const { command, ...others } = (args ?? {}) as { readonly command?: unknown };
  if (typeof command === "string" && Object.keys(others).length === 0) {
    return confirmCommand(command);
  }
  const allow = l10n.t("Allow");
  const question = l10n.t("Allow {0} to run with these arguments?", withHiddenShown(toolName));
  const options = { modal: true, detail: JSON.stringify(args, null, 2).replace(UNSEEN, escaped) };
  return (await vscode.window.showWarningMessage(question, options, allow)) === allow;
}

function escaped(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}
