import { BrowserSignIn, type SignInWindow } from "../../../../src/auth/signIn/browserSignIn";
import type { ClerkInstance } from "../../../../src/auth/clerk/clerkInstance";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { AccessTokenSource } from "../../../../src/auth/session/accessTokenSource";
import { CodeExchange } from "../../../../src/auth/signIn/codeExchange";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import type { AuthLog, Fetch } from "../../../../src/auth/clerk/http";
import { PendingSignIns } from "../../../../src/auth/signIn/pendingSignIns";
import { type RefreshLock, noRefreshLock } from "../../../../src/auth/session/refreshLock";
import { Revocation } from "../../../../src/auth/session/revocation";
import { SessionRefresher } from "../../../../src/auth/session/sessionRefresher";
import { type SecretStore, SessionStore } from "../../../../src/auth/session/sessionStore";
import { TokenRefresh } from "../../../../src/auth/session/tokenRefresh";
import { type Person, walkThrough } from "./browser";

/** Everything of one VS Code window that has to do with signing in, without VS Code. */
export class TestWindow implements AuthLog {
  readonly lines: string[] = [];
  /** How often the session was reported as changed or ended. */
  changes = 0;
  /** Milliseconds added to the clock. */
  clockOffset = 0;
  readonly store: SessionStore;
  readonly pending: PendingSignIns;
  readonly browser: BrowserSignIn;
  readonly revocation: Revocation;
  readonly tokens: AccessTokenSource;
  /** Origins that the person was asked about. */
  readonly consented: string[] = [];

  constructor(
    readonly instance: ClerkInstance,
    secrets: SecretStore,
    options: { readonly lock?: RefreshLock; readonly fetch?: Fetch; readonly timeoutMs?: number } = {},
  ) {
    const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    const now = (): number => Date.now() + this.clockOffset;
    const discovery = new Discovery(fetch);
    this.store = new SessionStore(secrets);
    this.pending = new PendingSignIns(options.timeoutMs);
    this.browser = new BrowserSignIn(discovery, new CodeExchange(fetch, now), this.pending, this);
    this.revocation = new Revocation(discovery, fetch, this);
    const refresher = new SessionRefresher(
      this.store,
      new TokenRefresh(discovery, fetch, now),
      options.lock ?? noRefreshLock,
      this.revocation,
      { changed: () => this.changes++ },
      this,
      now,
    );
    const consent = {
      require: (origin: string) => {
        this.consented.push(origin);
        return Promise.resolve();
      },
    };
    this.tokens = new AccessTokenSource(this.store, refresher, consent, () => instance, now);
  }

  info(message: string): void {
    this.lines.push(message);
  }

  warn(message: string): void {
    this.lines.push(message);
  }

  /** A desktop window whose browser belongs to `person`. */
  desktop(person: Person = {}): SignInWindow {
    return {
      ui: "desktop",
      remote: false,
      uriScheme: "vscode",
      externalUri: (callback) => Promise.resolve(`${callback}&windowId=1`),
      openBrowser: (url) => {
        void walkThrough(url, person).then((callback) => this.pending.handle(new URL(callback).search.slice(1)));
        return Promise.resolve(true);
      },
    };
  }

  /** Signs in through the browser and keeps the session. */
  async signIn(person: Person = {}): Promise<ClerkSession> {
    const request = {
      instance: this.instance,
      scopes: "openid profile email offline_access",
      redirectRelay: "https://vscode.dev/redirect",
    };
    const session = await this.browser.run(request, this.desktop(person), new AbortController().signal);
    if (session === undefined) {
      throw new Error("The sign-in was cancelled.");
    }
    await this.store.replace(session);
    return session;
  }
}
