import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ToolCallPart } from "../../shared/transcript";
import { confirmCommand } from "../code/confirmCommand";

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

/** Shows what a call would do, as a whole, and asks whether it may. */
export async function allowToolCall({ toolName, args }: Pick<ToolCallPart, "toolName" | "args">): Promise<boolean> {
  const { command } = (args ?? {}) as { readonly command?: unknown };
  if (typeof command === "string") {
    return confirmCommand(command);
  }
  const allow = l10n.t("Allow");
  const question = l10n.t("Allow {0} to run with these arguments?", toolName);
  const options = { modal: true, detail: JSON.stringify(args, null, 2) };
  return (await vscode.window.showWarningMessage(question, options, allow)) === allow;
}
