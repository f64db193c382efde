import * as oauth from "oauth4webapi";
import type { ClockWatch } from "../clerk/clockWatch";
import { type Fetch, requestOptions } from "../clerk/http";
import { isPrivateAddress } from "../clerk/trustedOrigin";
import type { ClerkSession } from "../session/clerkSession";
import { normalizeScopes } from "./authorizationRequest";
import { DeviceTokenPoll, type Wait, isGrantForbidden } from "./deviceTokenPoll";
import { signInError } from "./signInErrors";
import { deviceGrantRefused, untrustedAnswer } from "./signInSentences";
import type { SignInTurn } from "./signInTurn";
import type { DeviceCodePrompt } from "./signInWindow";
import { verifiedSession } from "./verifiedSession";
import { WayNotStarted } from "./wayNotStarted";

/** Signs in by a code that a person confirms in any browser, on this computer or another (RFC 8628). */
export class DeviceGrant {
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

  /** @throws WayNotStarted when the OAuth application may not do this; UserFacingError */
  async run(turn: SignInTurn): Promise<ClerkSession> {
    const { metadata, request, ui, log, signal } = turn;
    const { instance } = request;
    const scope = normalizeScopes(request.scopes).join(" ");
    try {
      const device = await this.begin(turn, scope);
      const prompt = promptOf(device, instance.issuer, this.now());
      log.step("The code was shown");
      ui.deviceCode(prompt);
      void open(prompt.verificationUriComplete ?? prompt.verificationUri, turn);
      const interval = device.interval === undefined ? undefined : device.interval * 1000;
      const code = { deviceCode: device.device_code, interval, expiresAt: prompt.expiresAt };
      const answer = await this.tokens.run(code, turn);
      log.step("The code was confirmed");
      return await verifiedSession(answer, { metadata, instance, scope }, this.fetch, this.now(), signal);
    } catch (error) {
      throw error instanceof WayNotStarted ? error : signInError(error, { instance, clockOffset: this.clock.offset });
    }
  }

  private async begin(
    { metadata, request, signal }: SignInTurn,
    scope: string,
  ): Promise<oauth.DeviceAuthorizationResponse> {
    const { issuer, clientId } = request.instance;
    const client: oauth.Client = { client_id: clientId };
    try {
      const options = requestOptions(issuer, this.fetch, signal);
      const response = await oauth.deviceAuthorizationRequest(metadata, client, oauth.None(), { scope }, options);
      return await oauth.processDeviceAuthorizationResponse(metadata, client, response);
    } catch (error) {
      throw isGrantForbidden(error) ? new WayNotStarted(deviceGrantRefused(issuer, error)) : error;
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
async function open(url: string, { window, log }: SignInTurn): Promise<void> {
  try {
    log.step((await window.openBrowser(url)) ? "The browser was opened" : "The browser was declined");
  } catch {
    log.step("The browser was not opened");
  }
}
