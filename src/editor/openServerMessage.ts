import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Says why there is nothing to sign in to. @param server host and port */
export function sayOpen(server: string): void {
  void vscode.window.showInformationMessage(
    l10n.t(
      "{0} is an open server: it asks nobody to sign in, and anyone who can reach it can use its agents and read its threads. Agent Chat asks you to sign in once the server requires it.",
      server,
    ),
  );
}
