import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import { type PastedToken, describeExpiry, parsePastedToken } from "../signIn/pastedToken";

/**
 * Asks for a token. While it is typed the box says whose it is and when it expires, or why it cannot work.
 *
 * @param signal closes the box
 * @returns undefined when the person gave up
 */
export async function askForToken(signal?: AbortSignal): Promise<PastedToken | undefined> {
  const closing = new vscode.CancellationTokenSource();
  const close = (): void => {
    closing.cancel();
  };
  signal?.addEventListener("abort", close);
  try {
    const text = await vscode.window.showInputBox(inputBox(), closing.token);
    return text === undefined || text.trim() === "" ? undefined : parsePastedToken(text, Date.now());
  } finally {
    signal?.removeEventListener("abort", close);
    closing.dispose();
  }
}

function inputBox(): vscode.InputBoxOptions {
  return {
    title: l10n.t("Paste a Token"),
    prompt: l10n.t(
      "A JWT that your Mastra server accepts, such as one of a Clerk JWT template. It is kept in VS Code's secret storage.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: validate,
  };
}

function validate(text: string): vscode.InputBoxValidationMessage | undefined {
  if (text.trim() === "") {
    return undefined;
  }
  try {
    const { identity, expiresAt } = parsePastedToken(text, Date.now());
    const message = l10n.t("{0}, {1}", identity.label, describeExpiry(expiresAt, Date.now()));
    return { message, severity: vscode.InputBoxValidationSeverity.Info };
  } catch (error) {
    if (error instanceof UserFacingError) {
      return { message: error.message, severity: vscode.InputBoxValidationSeverity.Error };
    }
    throw error;
  }
}
