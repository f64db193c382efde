import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import type { SignInWindow } from "../signIn/flowContext";
import type { HostTraits } from "../signIn/flows";
import { type PastedToken, expiresIn, parsePastedToken } from "../signIn/pastedToken";

/** This VS Code window, as signing in sees it. */
export function editorWindow({ extensionKind }: Pick<vscode.Extension<unknown>, "extensionKind">): SignInWindow {
  return {
    // Read when a sign-in begins, which keeps what it has read.
    get traits() {
      return traitsOf(extensionKind);
    },
    externalUri: async (callback) => {
      const external = await vscode.env.asExternalUri(vscode.Uri.parse(callback));
      // Unescaped, as VS Code's own GitHub sign-in passes it on: the strict form escapes `=` and `&` too.
      return external.toString(true);
    },
    openBrowser: async (url) => {
      // A `Uri` forgets how its query was escaped: %3D and %26 inside a value come out as `=` and `&`,
      // and the value is cut there. Extension hosts also take the text as it is, and open exactly that
      // (microsoft/vscode#85930); only the declared type does not say so.
      return vscode.env.openExternal(url as unknown as vscode.Uri);
    },
    askForToken,
  };
}

function traitsOf(kind: vscode.ExtensionKind): HostTraits {
  return {
    ui: vscode.env.uiKind === vscode.UIKind.Web ? "web" : "desktop",
    // In a remote window the extension may still run beside the window, as a UI extension.
    remote: vscode.env.remoteName !== undefined && kind !== vscode.ExtensionKind.UI,
    uriScheme: vscode.env.uriScheme,
  };
}

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

/** Tells who is signed in by a pasted token, and how long. */
export function sayPasted({ identity, expiresAt }: Pick<PastedToken, "identity" | "expiresAt">): void {
  const when = expiresIn(expiresAt, Date.now());
  void vscode.window.showInformationMessage(l10n.t("Signed in as {0}. The token expires {1}.", identity.label, when));
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
    const message = l10n.t("{0}, expires {1}", identity.label, expiresIn(expiresAt, Date.now()));
    return { message, severity: vscode.InputBoxValidationSeverity.Info };
  } catch (error) {
    if (error instanceof UserFacingError) {
      return { message: error.message, severity: vscode.InputBoxValidationSeverity.Error };
    }
    throw error;
  }
}
