import type * as vscode from "vscode";
import type { ClerkConfiguration } from "../clerk/clerkInstance";
import type { TokenOrigin } from "../clerk/jwt";
import type { AccountTokens } from "../session/accessTokenSource";
import type { SignInRequest } from "../signIn/flowContext";
import type { Account } from "../../shared/account";
import type { SignInView } from "./signInStatus";
import type { SignedInAccount } from "./signedInAccount";

/** The part of the settings that signing in needs. */
export interface AuthSettings {
  clerk(): ClerkConfiguration & {
    /** Separated by spaces. */
    readonly scopes: string;
    /** Where Clerk sends browser tabs back to. */
    readonly redirectRelay: string;
  };
  /** Of the current server; undefined while no valid address is set. */
  origin(): string | undefined;
  readonly onDidChange: vscode.Event<void>;
}

/** How a sign-in differs from the usual one. */
export interface SignInOptions extends Pick<SignInRequest, "prompt" | "first"> {
  /** Asked for besides those of the settings. */
  readonly extraScopes?: readonly string[];
  /** Where somebody is signed in already, Clerk is asked to let the person choose an account. */
  readonly additional?: boolean;
}

/** Signing in and out, and the door to the tokens, for the rest of the extension. */
export interface Auth extends Pick<vscode.Disposable, "dispose"> {
  /** What VS Code's Accounts menu and `getSession` reach. */
  readonly provider: vscode.AuthenticationProvider;
  /** Receives the sign-in callback. */
  readonly uriHandler: vscode.UriHandler;
  /** Tokens of this very account, whichever account and server are chosen later. */
  tokensOf(account: Account): AccountTokens;
  /** Signed in or out, session ended, another account or Clerk instance, or changed by another window. */
  readonly onDidChangeAccount: vscode.Event<void>;
  /** A person signed out of this account, here or in the Accounts menu; not fired when a session merely ends. */
  readonly onDidSignOut: vscode.Event<SignedInAccount>;
  /** Accounts have signed out, here or in another window, or their sign-in has ended; told before the account changes. */
  onDidRemoveAccounts(listener: (accounts: readonly SignedInAccount[]) => void): vscode.Disposable;
  /** Where the sign-in of this window stands; undefined when it is over. */
  readonly onDidChangeSignIn: vscode.Event<SignInView | undefined>;
  /**
   * The account that counts. Reads the store; makes no request.
   *
   * @throws UserFacingError `storageFailed`
   */
  account(): Promise<SignedInAccount | undefined>;
  /**
   * Every account that is signed in at the current Clerk instance, in order of sign-in.
   *
   * @throws UserFacingError `storageFailed`
   */
  accounts(): Promise<readonly SignedInAccount[]>;
  /**
   * Signs in at the instance that the settings name at this moment. Only commands call it: never a 401, never
   * activation.
   *
   * @returns undefined when the person cancelled
   * @throws UserFacingError
   */
  signIn(options?: SignInOptions): Promise<SignedInAccount | undefined>;
  /**
   * Lets a person choose another flow for the sign-in under way, or for one that has just failed.
   *
   * @returns what to begin a new sign-in with, if one has to be begun
   */
  chooseFlow(): Promise<SignInOptions | undefined>;
  cancelSignIn(): void;
  /** Puts the redirect URI that has to be registered into the clipboard. */
  copyRedirectUri(): Promise<void>;
  /**
   * Lets a person choose among the accounts, or manage the servers that may have their tokens.
   *
   * @returns the sign-in that the choice needs, if it needs one
   * @throws UserFacingError `storageFailed`
   */
  switchAccount(): Promise<SignInOptions | undefined>;
  /**
   * Forgets an account's session and revokes its refresh token, for which it waits at most three seconds.
   *
   * @throws UserFacingError `storageFailed` or `notSignedOut`
   */
  signOut(account: SignedInAccount): Promise<void>;
  /**
   * Asks for a token by hand.
   *
   * @returns undefined when the person gave up
   * @throws UserFacingError
   */
  pasteToken(): Promise<SignedInAccount | undefined>;
  /** Shows the servers that may have tokens, of any account, for taking that back; also while nobody is signed in. */
  manageAllowedServers(): Promise<void>;
  /** A person tries again: an origin (or URL) that was declined is asked about anew, and Clerk at once. */
  tryAgain(origin: string): void;
  /** Where an account's access token comes from, for finding out why a server rejects it; no secret. */
  tokenOrigin(account: Account): Promise<TokenOrigin | undefined>;
  /** Resolves when no refresh is under way: a window that closes must store what it asked for. */
  settled(): Promise<void>;
}
