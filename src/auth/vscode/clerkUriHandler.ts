import type * as vscode from "vscode";
import type { PendingSignIns } from "../signIn/pendingSignIns";

/** Receives the addresses that the system opens in this extension; only the sign-in callback means anything. */
export class ClerkUriHandler implements vscode.UriHandler {
  constructor(private readonly pending: PendingSignIns) {}

  /** Hands a callback to the sign-in that waits for it. Strangers' addresses are ignored in silence. */
  handleUri(uri: vscode.Uri): void {
    if (uri.path === "/callback") {
      this.pending.handle(uri.query);
    }
  }
}
