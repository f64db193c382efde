import type { Auth, SignInOptions } from "../auth/vscode/auth";
import type { Chat } from "../chat/chat";
import type { Account } from "../shared/account";
import { UserFacingError } from "../shared/userFacingError";

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
    /** Nothing more is asked. */
    private readonly inputsOver: () => void = () => undefined,
  ) {}

  /** Signs in; where somebody is signed in already, asks first which account is meant, or whether to sign out. */
  async signIn(): Promise<void> {
    if (!(await this.saidOpen())) {
      await this.choose();
    }
  }

  /**
   * Signs in as a sentence says that has a button for it, also whoever is signed in with what is no good any more. The
   * list of accounts comes first only where there are several: the only one there is would be chosen already.
   */
  async signInAgain(): Promise<void> {
    if (!(await this.saidOpen())) {
      await ((await this.auth.accounts()).length > 1 ? this.choose() : this.start({}));
    }
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
    this.inputsOver();
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

  /** Signs out of the account, or of those that the person chooses, once they have agreed to what is removed. */
  async signOut(): Promise<void> {
    const { confirmSignOut, sayNotSignedIn, saySignedOut } = await import("./signOutDialog");
    const accounts = await this.auth.accounts();
    if (accounts.length === 0) {
      sayNotSignedIn();
      return;
    }
    const ids =
      accounts.length > 1
        ? await (await import("../auth/vscode/authDialogs")).pickSignOut(accounts)
        : accounts.map(({ id }) => id);
    const chosen = accounts.filter(({ id }) => ids?.includes(id));
    if (chosen.length === 0 || !(await confirmSignOut(chosen))) {
      return;
    }
    this.inputsOver();
    // The events of `auth` clear the conversation and the panel, as for a sign-out in the Accounts menu.
    for (const account of chosen) {
      // While there is still a token: what a person has deleted is to be deleted.
      await this.chat.sessions.flushDeletes(account);
      await this.auth.signOut(account);
    }
    saySignedOut(chosen);
  }

  private async choose(): Promise<void> {
    const wanted = await this.auth.switchAccount();
    if (wanted === "signOut") {
      await this.signOut();
    } else {
      await this.start(wanted);
    }
  }

  /** Says where there is nothing to sign in to; the server may have got a sign-in since it was asked. */
  private async saidOpen(): Promise<boolean> {
    const { connection } = this.chat;
    if (connection.isOpen) {
      await connection.refresh();
    }
    if (!connection.isOpen) {
      return false;
    }
    const { sayOpen } = await import("./openServerMessage");
    sayOpen(connection.serverLabel);
    return true;
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
