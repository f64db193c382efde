import type { AuthorizationWishes } from "./authorizationRequest";
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

/** One sign-in's wishes. */
export interface SignInRequest extends AuthorizationWishes {
  /** The setting `agentChat.clerk.redirectRelay`. */
  readonly redirectRelay: string;
  /** Begins with this way instead of the best one, if the host has it. */
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
  /** What has to be registered in the OAuth application, letter by letter. */
  readonly redirectUri: string;
  readonly flow: FlowId;
}

/** What a person sees while a sign-in goes on. */
export interface SignInUi {
  /** @param others the remaining ways, the next one first */
  started(flow: FlowId, others: readonly FlowId[]): void;
  deviceCode(prompt: DeviceCodePrompt): void;
  /** Told once for each way that began. */
  trouble(trouble: SignInTrouble): void;
}
