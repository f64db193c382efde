import * as vscode from "vscode";
import { openExactly, openOrCopy } from "../../shared/openExactly";
import type { SignInWindow } from "../signIn/flowContext";
import type { HostTraits } from "../signIn/flows";

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
    // A browser tab asks before an extension may read what was copied.
    openBrowser: (url) => (isWeb() ? openExactly(vscode.env, url) : openOrCopy(vscode.env, url)),
    askForToken: async (signal) => (await import("./authDialogs")).askForToken(signal),
  };
}

function traitsOf(kind: vscode.ExtensionKind): HostTraits {
  return {
    ui: isWeb() ? "web" : "desktop",
    // In a remote window the extension may still run beside the window, as a UI extension.
    remote: vscode.env.remoteName !== undefined && kind !== vscode.ExtensionKind.UI,
    uriScheme: vscode.env.uriScheme,
  };
}

function isWeb(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web;
}
