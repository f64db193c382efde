import * as vscode from "vscode";
import type { AccessTokenSource } from "../session/accessTokenSource";
import type { Accounts } from "./accounts";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignIn } from "./signIn";
import { hasScopes, toAuthenticationSession } from "./signedInAccount";

/** Makes Clerk an account of VS Code: the Accounts menu, `getSession` with its consent dialog, sign-out. */
export class ClerkAuthenticationProvider implements vscode.AuthenticationProvider {
  readonly onDidChangeSessions: vscode.AuthenticationProvider["onDidChangeSessions"];

  constructor(
    private readonly tokens: AccessTokenSource,
    private readonly signIn: Pick<SignIn, "run">,
    private readonly accounts: Pick<Accounts, "signOutById">,
    private readonly watcher: Pick<SessionWatcher, "look" | "onDidChangeSessions">,
  ) {
    this.onDidChangeSessions = watcher.onDidChangeSessions;
  }

  /**
   * The sessions that have these scopes; their tokens are refreshed when they are about to expire. Without scopes VS
   * Code wants to list the accounts, and nobody is asked for tokens that nobody will use.
   */
  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    // VS Code's account list is often the first to ask in a window. Only after a look does it hear of a sign-out in
    // another window, and only whoever was seen before can be seen to have ended, and is not taken for lost.
    await this.watcher.look();
    const sessions = await (scopes ? this.tokens.sessions() : this.tokens.stored());
    return sessions
      .filter((session) => hasScopes(session, scopes ?? []))
      .map(toAuthenticationSession)
      .filter(({ id }) => account === undefined || account.id === id);
  }

  /**
   * Signs in through the browser, with the scopes of the settings and those asked for. Where somebody
   * is signed in already, Clerk is asked to let the person choose an account.
   *
   * @throws vscode.CancellationError when the person cancels, UserFacingError for everything else
   */
  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const session = await this.signIn.run({ extraScopes: scopes, additional: true });
    if (session === undefined) {
      throw new vscode.CancellationError();
    }
    return toAuthenticationSession(session);
  }

  /** @param id the account's id, as in the session */
  async removeSession(id: string): Promise<void> {
    await this.accounts.signOutById(id);
  }
}
