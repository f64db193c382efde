import { setTimeout as delay } from "node:timers/promises";
import * as oauth from "oauth4webapi";
import { UserFacingError } from "../../shared/userFacingError";
import { type Fetch, requestOptions } from "../clerk/http";
import { oauthErrorOf } from "../clerk/tokenEndpoint";
import { signInError } from "./signInErrors";
import { deviceCodeExpired, deviceGrantRefused } from "./signInSentences";
import type { SignInTurn } from "./signInTurn";

/** Waits so many milliseconds, or rejects when the signal aborts. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** A code that somebody may be confirming. */
export interface PendingCode {
  readonly deviceCode: string;
  /** Milliseconds between two questions that the server asks for, if it does. */
  readonly interval: number | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

// RFC 8628 §3.2 and §3.5; in milliseconds.
const defaultInterval = 5000;
const slowDownStep = 5000;
const longestPause = 60_000;

type Answer = "pending" | "slowDown" | "unreachable" | oauth.TokenEndpointResponse;

/** Asks for the tokens until somebody has confirmed the code (RFC 8628 §3.4 and §3.5). */
export class DeviceTokenPoll {
  constructor(
    private readonly fetch: Fetch,
    private readonly clockOffset: () => number | undefined,
    private readonly now: () => number,
    private readonly wait: Wait = (ms, signal) => delay(ms, undefined, { signal }),
  ) {}

  /**
   * Goes on while Clerk cannot be reached, more and more rarely.
   *
   * @throws UserFacingError `deviceCodeExpired`, `accessDenied`, `deviceGrantRefused`, …
   */
  async run(code: PendingCode, turn: SignInTurn): Promise<oauth.TokenEndpointResponse> {
    let interval = code.interval ?? defaultInterval;
    let pause = interval;
    for (;;) {
      await this.wait(Math.max(0, Math.min(pause, code.expiresAt - this.now())), turn.signal);
      const answer = await this.ask(code.deviceCode, turn);
      if (typeof answer === "object") {
        return answer;
      }
      if (this.now() >= code.expiresAt) {
        throw deviceCodeExpired();
      }
      if (answer === "slowDown") {
        interval += slowDownStep;
      }
      pause = answer === "unreachable" ? Math.min(pause * 2, longestPause) : interval;
    }
  }

  private async ask(deviceCode: string, { metadata, request, signal, log }: SignInTurn): Promise<Answer> {
    const { instance } = request;
    const client: oauth.Client = { client_id: instance.clientId };
    try {
      const options = requestOptions(instance.issuer, this.fetch, signal);
      const response = await oauth.deviceCodeGrantRequest(metadata, client, oauth.None(), deviceCode, options);
      return await oauth.processDeviceCodeResponse(metadata, client, response);
    } catch (error) {
      const code = oauthErrorOf(error)?.code;
      if (code === "authorization_pending") {
        return "pending";
      }
      if (code === "slow_down") {
        return "slowDown";
      }
      if (code === "expired_token") {
        throw deviceCodeExpired();
      }
      if (isGrantForbidden(error)) {
        throw deviceGrantRefused(instance.issuer, error);
      }
      const explained = signInError(error, { instance, clockOffset: this.clockOffset() });
      if (explained instanceof UserFacingError && explained.kind === "offline") {
        log.trouble("Clerk could not be asked about the code", "still trying");
        return "unreachable";
      }
      throw explained;
    }
  }
}

/** The grant has to be turned on for each application; until then these are the answers (RFC 6749 §5.2). */
export function isGrantForbidden(error: unknown): boolean {
  return ["unauthorized_client", "unsupported_grant_type"].includes(oauthErrorOf(error)?.code ?? "");
}
