import type * as vscode from "vscode";
import type { CallbackMailbox } from "../signIn/callbackMailbox";

/** Receives the addresses that the system opens in this extension; only the sign-in callback means anything. */
export class ClerkUriHandler implements vscode.UriHandler {
  constructor(private readonly mailbox: CallbackMailbox) {}

  /** Hands a callback to the sign-in that waits for it, in this window or another. Strangers' are ignored. */
  async handleUri(uri: vscode.Uri): Promise<void> {
    if (uri.path === "/callback") {
      await this.mailbox.deliver(uri.query);
    }
  }
}
