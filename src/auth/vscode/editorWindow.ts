import * as vscode from "vscode";
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
    openBrowser: async (url) => {
      // A `Uri` forgets how its query was escaped: %3D and %26 inside a value come out as `=` and `&`,
      // and the value is cut there. Extension hosts also take the text as it is, and open exactly that
      // (microsoft/vscode#85930); only the declared type does not say so.
      return vscode.env.openExternal(url as unknown as vscode.Uri);
    },
    askForToken: async (signal) => (await import("./authDialogs")).askForToken(signal),
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
