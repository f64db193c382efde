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
  constructor(
    private readonly auth: AccountAuth,
    private readonly chat: Pick<ChatController, "environmentChanged" | "isVisible" | "showNotice" | "forget">,
    private readonly connection: Pick<ServerConnection, "showSigningIn" | "status">,
    private readonly logError: (what: string, error: unknown) => void,
  ) {}

  async signIn(): Promise<void> {
    await this.enter(() => this.auth.signIn());
  }

  async pasteToken(): Promise<void> {
    await this.enter(() => this.auth.pasteToken());
  }

  async signOut(): Promise<void> {
    const account = await this.auth.account();
    if (!account) {
      void vscode.window.showInformationMessage(l10n.t("You are not signed in."));
      return;
    }
    await this.auth.signOut();
    await this.chat.forget();
    await this.chat.environmentChanged();
    void vscode.window.showInformationMessage(signedOutSentence(account));
  }

  private async enter(start: () => Promise<Account | undefined>): Promise<void> {
    this.connection.showSigningIn();
    try {
      await start();
      await this.leaveSigningIn();
    } catch (error) {
      await this.leaveSigningIn();
      if (!(error instanceof UserFacingError && this.chat.isVisible)) {
        throw error;
      }
      // Where the button was pressed, and not in a notification besides.
      this.logError("signing in", error);
      this.chat.showNotice(error.notice);
    }
  }

  /** A new account has already led to a look at the server; a cancelled sign-in has not. */
  private async leaveSigningIn(): Promise<void> {
    if (this.connection.status === "signingIn") {
      await this.chat.environmentChanged();
    }
  }
}

/** A JWT access token cannot be revoked (facts/clerk.md §1), and it would be wrong to claim otherwise. */
function signedOutSentence({ label, expiresAt }: { label: string; expiresAt: number }): string {
  return expiresAt > Date.now()
    ? l10n.t(
        "{0} is signed out and nothing is left on this machine. The last access token stays valid at the server until {1}.",
        label,
        new Date(expiresAt).toLocaleString(),
      )
    : l10n.t("{0} is signed out and nothing is left on this machine.", label);
}
