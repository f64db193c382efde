import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkMetadata } from "../clerk/discovery";
import type { AuthLog } from "../clerk/http";
import type { FlowId, HostTraits } from "./flows";
import type { PastedToken } from "./pastedToken";

/** The window that signs in. */
export interface SignInWindow {
  readonly traits: HostTraits;
  /** `env.asExternalUri` for a callback address, as text that nobody has altered. */
  externalUri(callback: string): Promise<string>;
  /** Opens the address, character for character. @returns false when the person did not want it */
  openBrowser(url: string): Promise<boolean>;
  /**
   * Asks for a token by hand.
   *
   * @param signal aborts when the question is moot
   * @returns undefined when the person gave up
   */
  askForToken(signal: AbortSignal): Promise<PastedToken | undefined>;
}

/** One sign-in: what it asks Clerk for. Captured when it begins, whatever the settings say later. */
export interface SignInRequest {
  readonly instance: ClerkInstance;
  /** Separated by spaces. */
  readonly scopes: string;
  /** `login` to use another account, `consent` to choose another organisation (OpenID Connect Core §3.1.2.1). */
  readonly prompt?: "login" | "consent";
  /** The setting `agentChat.clerk.redirectRelay`. */
  readonly redirectRelay: string;
  /** Begins with this flow instead of the best one, if the host has it. */
  readonly first?: FlowId;
}

/** What a person needs to allow this sign-in in any browser (RFC 8628 §3.3). Nothing in it is a secret. */
export interface DeviceCodePrompt {
  readonly userCode: string;
  readonly verificationUri: string;
  /** The same page with the code filled in. */
  readonly verificationUriComplete?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A sign-in goes on, but something may be wrong. */
export interface SignInTrouble {
  /** Nobody came back for a minute, or Clerk was asked and does not accept the redirect URI. */
  readonly reason: "nothingCameBack" | "redirectUri";
  /** What has to be registered in the OAuth application, character by character. */
  readonly redirectUri: string;
  readonly flow: FlowId;
}

/** What a person sees while a sign-in goes on. */
export interface SignInUi {
  /** @param others the remaining flows, the next one first */
  started(flow: FlowId, others: readonly FlowId[]): void;
  deviceCode(prompt: DeviceCodePrompt): void;
  /** Told once for each flow that began. */
  trouble(trouble: SignInTrouble): void;
}

/** The steps of one sign-in, each with the time since its beginning. Nothing of a query is ever in a line. */
export class SignInLog {
  private readonly started: number;

  /** @param issuerHost host of the Clerk instance */
  constructor(
    private readonly log: AuthLog,
    private readonly issuerHost: string,
    private readonly now: () => number = Date.now,
  ) {
    this.started = now();
  }

  /** A flow begins. */
  flow(flow: FlowId, { ui, remote }: HostTraits): void {
    this.log.info(`Sign-in at ${this.issuerHost}: flow ${flow} on ${ui}, ${remote ? "remote" : "local"}.`);
  }

  /** @param what a sentence without its full stop; the time is added to it */
  step(what: string): void {
    this.log.info(`${what} after ${this.elapsed}.`);
  }

  /** The same for what went wrong. @param why a word, never a message of somebody else */
  trouble(what: string, why: string): void {
    this.log.warn(`${what} after ${this.elapsed}: ${why}.`);
  }

  private get elapsed(): string {
    return `${((this.now() - this.started) / 1000).toFixed(1)} s`;
  }
}

/** What a flow works with while it is under way. */
export interface FlowContext {
  readonly flow: FlowId;
  readonly request: SignInRequest;
  readonly metadata: ClerkMetadata;
  readonly window: SignInWindow;
  readonly ui: SignInUi;
  readonly log: SignInLog;
  /** Aborts when the person cancels, or chooses another flow. */
  readonly signal: AbortSignal;
}
