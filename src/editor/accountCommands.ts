import * as vscode from "vscode";
import type { Auth, SignInOptions } from "../auth/vscode/auth";
import type { Chat } from "../chat/chat";
import type { Account } from "../shared/account";
import { UserFacingError } from "../shared/userFacingError";
import { notSignedInSentence, signedOutSentence } from "./signOutSentences";

/** The commands around the account. Only they ever open a browser for a sign-in. */
export class AccountCommands {
  private entries = 0;

  constructor(
    private readonly auth: Pick<
      Auth,
      "account" | "accounts" | "chooseFlow" | "pasteToken" | "signIn" | "signOut" | "switchAccount"
    >,
    private readonly chat: Pick<Chat, "connection" | "controller" | "sessions">,
    private readonly logError: (what: string, error: unknown) => void,
  ) {}

  /** Signs in; where somebody is signed in already, asks first which account is meant. */
  async signIn(): Promise<void> {
    await this.start(await this.auth.switchAccount());
  }

  /** Another way for the sign-in under way, or for the one that has failed. */
  async anotherWay(): Promise<void> {
    await this.start(await this.auth.chooseFlow());
  }

  /** @returns who is signed in then; undefined when the person cancelled */
  async start(options: SignInOptions | undefined): Promise<Account | undefined> {
    if (options === undefined) {
      return undefined;
    }
    const entry = ++this.entries;
    this.chat.connection.showSigningIn();
    return this.enter(
      () => this.auth.signIn(options),
      async () => {
        // A second sign-in has cancelled this one, and the panel waits for that one now.
        if (entry === this.entries && this.chat.connection.status === "signingIn") {
          await this.chat.controller.environmentChanged();
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

  /** Signs out of the account, or of those that the person chooses. */
  async signOut(): Promise<void> {
    const accounts = await this.auth.accounts();
    const ids =
      accounts.length > 1
        ? await (await import("../auth/vscode/authDialogs")).pickSignOut(accounts)
        : accounts.map(({ id }) => id);
    const chosen = accounts.filter(({ id }) => ids?.includes(id));
    // The events of `auth` clear the conversation and the panel, as for a sign-out in the Accounts menu.
    for (const account of chosen) {
      // While there is still a token: what a person has deleted is to be deleted.
      await this.chat.sessions.flushDeletes(account);
      await this.auth.signOut(account);
    }
    if (chosen.length > 0) {
      void vscode.window.showInformationMessage(signedOutSentence(chosen));
    } else if (accounts.length === 0) {
      void vscode.window.showInformationMessage(notSignedInSentence());
    }
  }

  private async enter(
    start: () => Promise<Account | undefined>,
    leave: () => Promise<void>,
  ): Promise<Account | undefined> {
    this.chat.controller.showNotice(undefined);
    try {
      const account = await start();
      await leave();
      return account;
    } catch (error) {
      await leave();
      if (!(error instanceof UserFacingError && this.chat.controller.isVisible)) {
        throw error;
      }
      // Where the button was pressed, and not in a notification besides.
      this.logError("signing in", error);
      this.chat.controller.showNotice(error.notice);
      return undefined;
    }
  }
}
