import * as vscode from "vscode";
import type { AccessTokenSource } from "../session/accessTokenSource";
import { hasScopes, toAuthenticationSession } from "./authenticationSession";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignIn } from "./signIn";
import type { SignOut } from "./signOut";

/** Makes Clerk an account of VS Code: the Accounts menu, `getSession` with its consent dialog, sign-out. */
export class ClerkAuthenticationProvider implements vscode.AuthenticationProvider {
  static readonly id = "clerk";
  static readonly label = "Clerk";

  readonly onDidChangeSessions: vscode.AuthenticationProvider["onDidChangeSessions"];

  constructor(
    private readonly tokens: AccessTokenSource,
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    watcher: SessionWatcher,
  ) {
    this.onDidChangeSessions = watcher.onDidChangeSessions;
  }

  /** The session, if there is one with these scopes; its token is refreshed when it is about to expire. */
  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const session = await this.tokens.session();
    if (session === undefined || !hasScopes(session, scopes ?? [])) {
      return [];
    }
    return account === undefined || account.id === session.identity.sub ? [toAuthenticationSession(session)] : [];
  }

  /**
   * Signs in through the browser, with the scopes of the settings and those asked for.
   *
   * @throws vscode.CancellationError when the person cancels, UserFacingError for everything else
   */
  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const session = await this.signIn.run(scopes);
    if (session === undefined) {
      throw new vscode.CancellationError();
    }
    return toAuthenticationSession(session);
  }

  /** Signs out; there is one session only, so its id does not matter. */
  removeSession(): Promise<void> {
    return this.signOut.run();
  }
}
