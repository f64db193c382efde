import type * as vscode from "vscode";
import type { ClerkConfiguration } from "../clerk/clerkInstance";
import type { TokenOrigin } from "../clerk/jwt";
import type { AccountTokens } from "../session/accessTokenSource";
import type { SignInRequest } from "../signIn/flowContext";
import type { Account } from "../../shared/account";
import type { ChatServer } from "./chatConsent";
import type { ExtensionServer } from "./extensionConsent";
import type { ConsentAnswer } from "./originConsent";
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
  /**
   * For somebody else than the chat. Where somebody is signed in already, Clerk is asked to let the person choose an
   * account, and the chat stays with the one that it has.
   */
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
   * Lets a person choose among the accounts, manage the servers that may have their tokens, or sign out.
   *
   * @returns the sign-in that the choice needs, or that the person wants to sign out; undefined for neither
   * @throws UserFacingError `storageFailed`
   */
  switchAccount(): Promise<SignInOptions | "signOut" | undefined>;
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
  /** Whether an account's tokens may go to an origin without a question. */
  mayReach(account: Account, origin: string): boolean;
  /**
   * Returns when VS Code's chat may send to a server what it sends to a model; the first time the person is asked.
   *
   * @throws UserFacingError `chatDeclined`
   */
  requireChatConsent(server: ChatServer): Promise<void>;
  /**
   * What was answered about VS Code's chat and a server; asks nobody.
   *
   * @param ownerId as `OwnerSession.id`
   */
  chatAnswer(ownerId: string): Promise<ConsentAnswer>;
  /**
   * Returns when another extension may ask agents of a server; the first time the person is asked.
   *
   * @throws UserFacingError `extensionDeclined`
   */
  requireExtensionConsent(server: ExtensionServer): Promise<void>;
  /**
   * Shows the servers that may have tokens, and those that VS Code's chat and other extensions may send to, of any
   * account, for taking that back; also while nobody is signed in.
   */
  manageAllowedServers(): Promise<void>;
  /** A person has looked through what is allowed, and may have taken something back. */
  readonly onDidManageServers: vscode.Event<void>;
  /** A person tries again: an origin (or URL) that was declined is asked about anew, and Clerk at once. */
  tryAgain(origin: string): void;
  /** Where an account's access token comes from, for finding out why a server rejects it; no secret. */
  tokenOrigin(account: Account): Promise<TokenOrigin | undefined>;
  /** Resolves when no refresh is under way: a window that closes must store what it asked for. */
  settled(): Promise<void>;
}
