import type * as vscode from "vscode";
import type { TokenOrigin } from "../clerk/jwt";
import type { AccessTokenSource, AccountTokens } from "../session/accessTokenSource";
import type { SignInWish } from "./signIn";
import type { SignInView } from "./signInStatus";
import type { SignedInAccount } from "./signedInAccount";

/** Signing in and out, and the door to the tokens, for the rest of the extension. */
export interface Auth extends Pick<vscode.Disposable, "dispose"> {
  /** What VS Code's Accounts menu and `getSession` reach. */
  readonly provider: vscode.AuthenticationProvider;
  /** Receives the sign-in callback. */
  readonly uriHandler: vscode.UriHandler;
  readonly tokens: AccessTokenSource;
  /** Tokens of that very account, whatever the settings name or the person chooses later. */
  tokensOf(account: SignedInAccount): AccountTokens;
  /** Signed in or out, session ended, another account or Clerk instance, or changed by another window. */
  readonly onDidChangeAccount: vscode.Event<void>;
  /** A person signed out, here or in the Accounts menu; not fired when a session merely ends. */
  readonly onDidSignOut: vscode.Event<SignedInAccount>;
  /** Where the sign-in of this window stands; undefined when it is over. */
  readonly onDidChangeSignIn: vscode.Event<SignInView | undefined>;
  /** The account that counts. Reads the store; makes no request. */
  account(): Promise<SignedInAccount | undefined>;
  /** Whether an account, named as by `accountKey`, has signed out or ended since this window opened. */
  hasLeft(account: string): boolean;
  /** Every account that is signed in at the current Clerk instance, in order of sign-in. */
  accounts(): Promise<readonly SignedInAccount[]>;
  /**
   * Signs in. Only commands call it: never a 401, never activation.
   *
   * @returns undefined when the person cancelled
   * @throws UserFacingError
   */
  signIn(wish?: SignInWish): Promise<SignedInAccount | undefined>;
  /**
   * Lets a person choose another way for the sign-in under way, or for one that has just failed.
   *
   * @returns what to begin a new sign-in with, if one has to be begun
   */
  chooseWay(): Promise<SignInWish | undefined>;
  cancelSignIn(): void;
  /** Puts the redirect URI that has to be registered into the clipboard. */
  copyRedirectUri(): Promise<void>;
  /**
   * Lets a person choose among the accounts.
   *
   * @returns the sign-in that the choice needs, if it needs one
   */
  switchAccount(): Promise<SignInWish | undefined>;
  /** Forgets an account's session and revokes its refresh token, for which it waits at most three seconds. */
  signOut(account: SignedInAccount): Promise<void>;
  /**
   * Asks for a token by hand.
   *
   * @returns undefined when the person gave up
   * @throws UserFacingError
   */
  pasteToken(): Promise<SignedInAccount | undefined>;
  /** A person tries again: an origin (or URL) that was declined is asked about anew, and Clerk at once. */
  tryAgain(origin: string): void;
  /** Where the current access token comes from, for finding out why a server rejects it; no secret. */
  tokenOrigin(): Promise<TokenOrigin | undefined>;
  /** Resolves when no refresh is under way: a window that closes must store what it asked for. */
  settled(): Promise<void>;
}
