import { AuthorizationCodeFlow, CodeExchange } from "../../../../src/auth/signIn/authorizationCodeFlow";
import { Preflight } from "../../../../src/auth/signIn/authorizationRequest";
import { CallbackRelay } from "../../../../src/auth/signIn/callbackRelay";
import type { ClerkInstance } from "../../../../src/auth/clerk/clerkInstance";
import { type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import { notSignedIn } from "../../../../src/auth/session/sessionErrors";
import { AccessTokenSource, type TokenOptions } from "../../../../src/auth/session/accessTokenSource";
import { ClockWatch } from "../../../../src/auth/clerk/clockWatch";
import { DeviceFlow, type Wait } from "../../../../src/auth/signIn/deviceFlow";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import type { AuthLog, Fetch } from "../../../../src/auth/clerk/http";
import type { HostTraits } from "../../../../src/auth/signIn/flows";
import { InteractiveSignIn } from "../../../../src/auth/signIn/interactiveSignIn";
import { PendingSignIns } from "../../../../src/auth/signIn/pendingSignIns";
import type { SignInUi, SignInWindow } from "../../../../src/auth/signIn/flowContext";
import type { CrossWindowLock } from "../../../../src/storage/crossWindowLock";
import { noLock } from "./noLock";
import { type AccountChoice, CurrentAccount, type CurrentServer } from "../../../../src/auth/session/currentAccount";
import { RefreshBackoff, SessionRefresher } from "../../../../src/auth/session/sessionRefresher";
import { type SecretStore, SessionStore } from "../../../../src/auth/session/sessionStore";
import { Revocation, TokenRefresh } from "../../../../src/auth/session/tokenRequests";
import { type Person, walkThrough } from "./browser";

/** The times of a sign-in, in milliseconds. */
export interface SignInTimes {
  readonly timeoutMs?: number;
  readonly troubleAfter?: number;
  readonly wait?: Wait;
}

/** What a window shares with others, and how it reaches the network. */
export interface WindowOptions {
  readonly lock?: CrossWindowLock;
  readonly fetch?: Fetch;
  /** Milliseconds that a caller waits for a refresh. */
  readonly patience?: number;
  /** Instead of one that {@link TestWindow.choose} makes. */
  readonly choice?: AccountChoice;
  /** Told when a stored session was renewed, or is over. */
  readonly changed?: () => void;
}

/** Everything of one VS Code window that has to do with signing in, without VS Code. */
export class TestWindow implements AuthLog {
  readonly lines: string[] = [];
  private readonly wake: (() => void)[] = [];
  /** How often the session was reported as changed or ended. */
  changes = 0;
  /** Milliseconds added to the clock. */
  clockOffset = 0;
  readonly store: SessionStore;
  readonly pending: PendingSignIns;
  readonly relay: CallbackRelay;
  readonly signIns: InteractiveSignIn;
  readonly revocation: Revocation;
  readonly current: CurrentAccount;
  readonly backoff: RefreshBackoff;
  readonly refresher: SessionRefresher;
  readonly tokens: AccessTokenSource;
  /** What the settings name at the moment. */
  server: CurrentServer;
  /** Origins that the person was asked about, each with the Clerk instance. */
  readonly consented: (readonly [origin: string, issuer: string])[] = [];
  /** How often the storage was reported not to keep a session. */
  notKept = 0;
  private readonly chosen = new Map<string, string | undefined>();

  constructor(
    readonly instance: ClerkInstance,
    secrets: SecretStore,
    options: WindowOptions & SignInTimes = {},
  ) {
    const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    const now = (): number => Date.now() + this.clockOffset;
    const discovery = new Discovery(fetch);
    const lock = options.lock ?? noLock;
    this.store = new SessionStore(secrets, lock, { notKept: () => this.notKept++ });
    this.pending = new PendingSignIns(options.timeoutMs);
    this.relay = new CallbackRelay(secrets, this.pending, now);
    const clock = new ClockWatch(now);
    const measured = clock.watching(fetch);
    const exchange = new CodeExchange(measured, clock, now);
    const browser = new AuthorizationCodeFlow(exchange, this.pending, new Preflight(measured), options.troubleAfter);
    const device = new DeviceFlow(measured, clock, now, options.wait);
    this.signIns = new InteractiveSignIn(discovery, browser, device, this);
    this.revocation = new Revocation(discovery, fetch, this);
    this.backoff = new RefreshBackoff(now);
    this.refresher = new SessionRefresher(
      this.store,
      new TokenRefresh(discovery, fetch, now),
      lock,
      this.revocation,
      { changed: () => (this.changes++, options.changed?.()) },
      this.backoff,
      this,
      now,
      options.patience,
    );
    const consent = {
      require: (origin: string, issuer: string) => {
        this.consented.push([origin, issuer]);
        return Promise.resolve();
      },
    };
    this.server = { origin: "https://agents.example.com", instance };
    const server = (): CurrentServer => this.server;
    const choice: AccountChoice = {
      get: ({ issuer, clientId }) => this.chosen.get(`${issuer} ${clientId}`),
      latest: () => undefined,
      set: ({ issuer, clientId }, accountId) => this.chosen.set(`${issuer} ${clientId}`, accountId),
    };
    this.current = new CurrentAccount(this.store, server, options.choice ?? choice);
    this.tokens = new AccessTokenSource(this.current, this.store, this.refresher, consent, now);
  }

  /** An access token of the account that counts when this is called, as a command asks for it. */
  async token(origin: string, options: TokenOptions = {}): Promise<string> {
    const account = await this.current.read();
    if (account === undefined) {
      throw notSignedIn();
    }
    return this.tokens.forAccount({ ref: refOf(account) }).get(origin, options);
  }

  /** A person chooses one of the accounts of the instance in the settings; see `accountIdOf`. */
  choose(accountId: string): void {
    const { issuer, clientId } = this.server.instance;
    this.chosen.set(`${issuer} ${clientId}`, accountId);
  }

  info(message: string): void {
    this.lines.push(message);
    this.wake.splice(0).forEach((resolve) => resolve());
  }

  warn(message: string): void {
    this.info(message);
  }

  /** Waits for a line in the log. */
  async logged(line: RegExp): Promise<void> {
    while (!this.lines.some((known) => line.test(known))) {
      await new Promise<void>((resolve) => this.wake.push(resolve));
    }
  }

  /** A desktop window whose browser belongs to `person`. */
  desktop(person: Person = {}, traits: Partial<HostTraits> = {}): SignInWindow {
    return {
      traits: { ui: "desktop", remote: false, uriScheme: "vscode", ...traits },
      externalUri: (callback) => Promise.resolve(`${callback}&windowId=1`),
      openBrowser: (url) => {
        void walkThrough(url, person).then((callback) => this.comeBack(callback));
        return Promise.resolve(true);
      },
      askForToken: () => Promise.resolve(undefined),
    };
  }

  /** Follows the browser's last redirect: the system opens an editor's address, the browser all others. */
  async comeBack(callback: string): Promise<void> {
    const url = new URL(callback);
    if (url.protocol === "http:") {
      await globalThis.fetch(url);
    } else {
      await this.relay.deliver(url.search.slice(1));
    }
  }

  /** Signs in through the browser and keeps the session. */
  async signIn(person: Person = {}): Promise<ClerkSession> {
    const request = {
      instance: this.instance,
      scopes: "openid profile email offline_access",
      redirectRelay: "https://vscode.dev/redirect",
    };
    const unseen: SignInUi = { started: () => undefined, deviceCode: () => undefined, trouble: () => undefined };
    const session = await this.signIns.run(request, this.desktop(person), unseen, new AbortController().signal);
    if (session === undefined) {
      throw new Error("The sign-in was cancelled.");
    }
    await this.store.replace(session);
    return session;
  }
}
