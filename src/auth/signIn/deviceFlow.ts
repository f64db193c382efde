import * as oauth from "oauth4webapi";
import { UserFacingError } from "../../shared/userFacingError";
import type { ClockWatch } from "../clerk/clockWatch";
import { type Fetch, requestOptions } from "../clerk/http";
import { oauthErrorOf, signInClient } from "../clerk/tokenEndpoint";
import { isPrivateAddress } from "../clerk/trustedOrigin";
import type { ClerkSession } from "../session/clerkSession";
import { normalizeScopes } from "./authorizationRequest";
import type { DeviceCodePrompt, FlowContext } from "./flowContext";
import { FlowNotStarted } from "./flows";
import { deviceCodeExpired, deviceGrantRefused, signInError, untrustedAnswer } from "./signInErrors";
import { verifiedSession } from "./verifiedSession";
import { delay } from "../../shared/delay";

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
    private readonly wait: Wait = (ms, signal) => delay(ms, { signal }),
  ) {}

  /**
   * Goes on while Clerk cannot be reached, more and more rarely.
   *
   * @throws UserFacingError `deviceCodeExpired`, `accessDenied`, `deviceGrantRefused`, …
   */
  async run(code: PendingCode, context: FlowContext): Promise<oauth.TokenEndpointResponse> {
    let interval = code.interval ?? defaultInterval;
    let pause = interval;
    for (;;) {
      await this.wait(Math.max(0, Math.min(pause, code.expiresAt - this.now())), context.signal);
      const answer = await this.ask(code.deviceCode, context);
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

  private async ask(deviceCode: string, { metadata, request, signal, log }: FlowContext): Promise<Answer> {
    const { instance } = request;
    const client = signInClient(instance.clientId);
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
function isGrantForbidden(error: unknown): boolean {
  return ["unauthorized_client", "unsupported_grant_type"].includes(oauthErrorOf(error)?.code ?? "");
}

/** Signs in by a code that a person confirms in any browser, on this computer or another (RFC 8628). */
export class DeviceFlow {
  private readonly tokens: DeviceTokenPoll;

  /** @param wait how to wait between two questions; only tests have another one */
  constructor(
    private readonly fetch: Fetch,
    private readonly clock: Pick<ClockWatch, "offset">,
    private readonly now: () => number = Date.now,
    wait?: Wait,
  ) {
    this.tokens = new DeviceTokenPoll(fetch, () => clock.offset, now, wait);
  }

  /** @throws FlowNotStarted when the OAuth application may not do this; UserFacingError */
  async run(context: FlowContext): Promise<ClerkSession> {
    const { metadata, request, ui, log, signal } = context;
    const { instance } = request;
    const scope = normalizeScopes(request.scopes).join(" ");
    try {
      const device = await this.begin(context, scope);
      const prompt = promptOf(device, instance.issuer, this.now());
      log.step("The code was shown");
      ui.deviceCode(prompt);
      void open(prompt.verificationUriComplete ?? prompt.verificationUri, context);
      const interval = device.interval === undefined ? undefined : device.interval * 1000;
      const code = { deviceCode: device.device_code, interval, expiresAt: prompt.expiresAt };
      const answer = await this.tokens.run(code, context);
      log.step("The code was confirmed");
      return await verifiedSession(answer, { metadata, instance, scope }, this.fetch, this.now(), signal);
    } catch (error) {
      throw error instanceof FlowNotStarted ? error : signInError(error, { instance, clockOffset: this.clock.offset });
    }
  }

  private async begin(
    { metadata, request, signal }: FlowContext,
    scope: string,
  ): Promise<oauth.DeviceAuthorizationResponse> {
    const { issuer, clientId } = request.instance;
    const client: oauth.Client = { client_id: clientId };
    try {
      const options = requestOptions(issuer, this.fetch, signal);
      const response = await oauth.deviceAuthorizationRequest(metadata, client, oauth.None(), { scope }, options);
      return await oauth.processDeviceAuthorizationResponse(metadata, client, response);
    } catch (error) {
      throw isGrantForbidden(error) ? new FlowNotStarted(deviceGrantRefused(issuer, error)) : error;
    }
  }
}

/** What the person is shown. Only addresses that nobody can change on the way are opened. */
function promptOf(device: oauth.DeviceAuthorizationResponse, issuer: string, now: number): DeviceCodePrompt {
  const { user_code: userCode, verification_uri: verificationUri, verification_uri_complete: complete } = device;
  if (!isPrivateAddress(verificationUri)) {
    throw untrustedAnswer(issuer, undefined);
  }
  return {
    userCode,
    verificationUri,
    ...(complete !== undefined && isPrivateAddress(complete) && { verificationUriComplete: complete }),
    expiresAt: now + device.expires_in * 1000,
  };
}

/** Without a browser here the person can still type the code into another device. */
async function open(url: string, { window, log }: FlowContext): Promise<void> {
  try {
    log.step((await window.openBrowser(url)) ? "The browser was opened" : "The browser was declined");
  } catch {
    log.step("The browser was not opened");
  }
}
