import * as vscode from "vscode";
import type { Account } from "../../shared/account";
import { AccessTokenSource } from "../session/accessTokenSource";
import { BrowserSignIn } from "../signIn/browserSignIn";
import { type ClerkInstance, sessionScope } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import { CodeExchange } from "../signIn/codeExchange";
import { Discovery } from "../clerk/discovery";
import { FileRefreshLock } from "../session/fileRefreshLock";
import type { Fetch } from "../clerk/http";
import { readJwtClaims } from "../clerk/jwt";
import { PendingSignIns } from "../signIn/pendingSignIns";
import { noRefreshLock } from "../session/refreshLock";
import { Revocation } from "../session/revocation";
import { SessionRefresher } from "../session/sessionRefresher";
import { SessionStore } from "../session/sessionStore";
import { TokenRefresh } from "../session/tokenRefresh";
import type { AuthSettings } from "./authSettings";
import { ClerkAuthenticationProvider } from "./clerkAuthenticationProvider";
import { ClerkUriHandler } from "./clerkUriHandler";
import { OriginConsent } from "./originConsent";
import { PasteToken } from "./pasteToken";
import { SessionWatcher } from "./sessionWatcher";
import { SignIn } from "./signIn";
import { SignOut } from "./signOut";

export type { AuthSettings } from "./authSettings";

/** Who is signed in, without anything secret. */
export interface SignedInAccount extends Account {
  /** End of the access token, in milliseconds since the epoch; an OAuth session is renewed before. */
  readonly expiresAt: number;
  readonly kind: "oauth" | "pasted";
}

/** Signing in and out, and the door to the tokens, for the rest of the extension. */
export interface Auth extends Pick<vscode.Disposable, "dispose"> {
  readonly tokens: AccessTokenSource;
  /** Signed in or out, session ended, another Clerk instance configured, or changed by another window. */
  readonly onDidChangeAccount: vscode.Event<void>;
  /** A person signed out, here or in the Accounts menu; not fired when a session merely ends. */
  readonly onDidSignOut: vscode.Event<void>;
  /** Reads the store; makes no request. */
  account(): Promise<SignedInAccount | undefined>;
  /**
   * Signs in through the browser. Only commands call it: never a 401, never activation.
   *
   * @returns undefined when the person cancelled
   * @throws UserFacingError
   */
  signIn(): Promise<SignedInAccount | undefined>;
  /** Forgets the session and revokes its refresh token, for which it waits at most three seconds. */
  signOut(): Promise<void>;
  /**
   * Asks for a token by hand.
   *
   * @returns undefined when the person gave up
   * @throws UserFacingError
   */
  pasteToken(): Promise<SignedInAccount | undefined>;
  /** An origin (or URL) that was declined is asked about again. */
  allowOrigin(origin: string): void;
}

/** Builds the parts and registers provider and URI handler. Reads no secret and makes no request. */
export function createAuth(
  context: vscode.ExtensionContext,
  settings: AuthSettings,
  log: vscode.LogOutputChannel,
): Auth {
  // Looked up at each call: VS Code replaces the global fetch with one that knows the proxy settings.
  const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
  const currentInstance = (): ClerkInstance => sessionScope(settings.clerk());
  const store = new SessionStore(context.secrets);
  const watcher = new SessionWatcher(store, currentInstance);
  const discovery = new Discovery(fetch);
  const revocation = new Revocation(discovery, fetch, log);
  const consent = new OriginConsent(context.globalState);
  const { globalStorageUri } = context;
  const lock = globalStorageUri.scheme === "file" ? new FileRefreshLock(globalStorageUri.fsPath) : noRefreshLock;
  const events = { changed: () => void watcher.check() };
  const refresh = new TokenRefresh(discovery, fetch);
  const refresher = new SessionRefresher(store, refresh, lock, revocation, events, log);
  const tokens = new AccessTokenSource(store, refresher, consent, currentInstance);
  const pending = new PendingSignIns();
  const browser = new BrowserSignIn(discovery, new CodeExchange(fetch), pending, log);
  const signIn = new SignIn(browser, store, settings, watcher);

  const signedOut = new vscode.EventEmitter<void>();
  const signOut = new SignOut(pending, store, revocation, currentInstance, watcher, log, () => {
    signedOut.fire();
  });
  const pasteToken = new PasteToken(store, currentInstance, watcher);

  const provider = new ClerkAuthenticationProvider(tokens, signIn, signOut, watcher);
  const { id, label } = ClerkAuthenticationProvider;
  const disposables = vscode.Disposable.from(
    watcher,
    signedOut,
    vscode.authentication.registerAuthenticationProvider(id, label, provider, { supportsMultipleAccounts: false }),
    vscode.window.registerUriHandler(new ClerkUriHandler(pending)),
    settings.onDidChange(() => void watcher.check()),
    context.secrets.onDidChange(({ key }) => {
      if (SessionStore.owns(key)) {
        void watcher.check();
      }
    }),
    // Some hosts do not tell other windows about changed secrets (facts/vscode-host.md).
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && watcher.inUse) {
        void watcher.check();
      }
    }),
    new vscode.Disposable(() => pending.cancel()),
  );

  return {
    tokens,
    onDidChangeAccount: watcher.onDidChangeAccount,
    onDidSignOut: signedOut.event,
    account: async () => accountOf(await watcher.look()),
    signIn: async () => accountOf(await signIn.run()),
    signOut: () => signOut.run(),
    pasteToken: async () => accountOf(await pasteToken.run()),
    allowOrigin: (origin) => void consent.forget(URL.canParse(origin) ? new URL(origin).origin : origin),
    dispose: () => {
      disposables.dispose();
    },
  };
}

function accountOf(session: ClerkSession | undefined): SignedInAccount | undefined {
  if (session === undefined) {
    return undefined;
  }
  const { identity, accessToken, expiresAt, kind } = session;
  // A pasted token may come from another instance than the one in the settings.
  const issuer = hostOf(readJwtClaims(accessToken)?.iss ?? session.issuer);
  return { sub: identity.sub, label: identity.label, issuer, expiresAt, kind };
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : "";
}
