import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ChatController } from "../chat/chatController";
import type { ServerConnection } from "../chat/serverConnection";
import type { Account } from "../shared/account";
import { UserFacingError } from "../shared/userFacingError";

/** Signing in and out as `auth` offers it. */
export interface AccountAuth {
  account(): Promise<(Account & { readonly expiresAt: number }) | undefined>;
  signIn(): Promise<Account | undefined>;
  signOut(): Promise<void>;
  pasteToken(): Promise<Account | undefined>;
}

/** The commands around the account. Only they ever open a browser for a sign-in. */
export class AccountCommands {
  private entries = 0;

  constructor(
    private readonly auth: AccountAuth,
    private readonly chat: Pick<ChatController, "environmentChanged" | "isVisible" | "showNotice">,
    private readonly connection: Pick<ServerConnection, "showSigningIn" | "status">,
    private readonly logError: (what: string, error: unknown) => void,
  ) {}

  async signIn(): Promise<void> {
    const entry = ++this.entries;
    this.connection.showSigningIn();
    await this.enter(
      () => this.auth.signIn(),
      async () => {
        // A second sign-in has cancelled this one, and the panel waits for that one now.
        if (entry === this.entries && this.connection.status === "signingIn") {
          await this.chat.environmentChanged();
        }
      },
    );
  }

  async pasteToken(): Promise<void> {
    await this.enter(
      () => this.auth.pasteToken(),
      () => Promise.resolve(),
    );
  }

  async signOut(): Promise<void> {
    const account = await this.auth.account();
    if (!account) {
      void vscode.window.showInformationMessage(l10n.t("You are not signed in."));
      return;
    }
    // The events of `auth` clear the conversation and the panel, as for a sign-out in the Accounts menu.
    await this.auth.signOut();
    void vscode.window.showInformationMessage(signedOutSentence(account));
  }

  private async enter(start: () => Promise<Account | undefined>, leave: () => Promise<void>): Promise<void> {
    this.chat.showNotice(undefined);
    try {
      await start();
      await leave();
    } catch (error) {
      await leave();
      if (!(error instanceof UserFacingError && this.chat.isVisible)) {
        throw error;
      }
      // Where the button was pressed, and not in a notification besides.
      this.logError("signing in", error);
      this.chat.showNotice(error.notice);
    }
  }
}

/** A JWT access token cannot be revoked (facts/clerk.md §1), and it would be wrong to claim otherwise. */
function signedOutSentence({ label, expiresAt }: { label: string; expiresAt: number }): string {
  return expiresAt > Date.now()
    ? l10n.t(
        "{0} is signed out, and the conversations kept on this machine are deleted. The last access token stays valid at the server until {1}.",
        label,
        new Date(expiresAt).toLocaleString(vscode.env.language),
      )
    : l10n.t("{0} is signed out, and the conversations kept on this machine are deleted.", label);
}
