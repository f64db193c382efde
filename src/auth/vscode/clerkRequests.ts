import type { ClockWatch } from "../clerk/clockWatch";
import { Discovery } from "../clerk/discovery";
import type { AuthLog, Fetch } from "../clerk/http";
import { Revocation, TokenRefresh } from "../session/tokenRequests";
import { AuthorizationCodeFlow, CodeExchange } from "../signIn/authorizationCodeFlow";
import { Preflight } from "../signIn/authorizationRequest";
import { DeviceFlow } from "../signIn/deviceFlow";
import { InteractiveSignIn } from "../signIn/interactiveSignIn";
import type { PendingSignIns } from "../signIn/pendingSignIns";

/** Everything that asks Clerk something. */
export interface ClerkRequests {
  readonly refresh: TokenRefresh;
  readonly revocation: Revocation;
  readonly interactive: InteractiveSignIn;
}

/**
 * Builds what speaks OAuth. A chunk of its own in the bundle, protocol libraries included: who is signed
 * in needs it once a day, when the access token is renewed.
 */
export function createClerkRequests(
  fetch: Fetch,
  clock: ClockWatch,
  pending: PendingSignIns,
  log: AuthLog,
): ClerkRequests {
  const discovery = new Discovery(fetch);
  const browser = new AuthorizationCodeFlow(new CodeExchange(fetch, clock), pending, new Preflight(fetch));
  return {
    refresh: new TokenRefresh(discovery, fetch),
    revocation: new Revocation(discovery, fetch, log),
    interactive: new InteractiveSignIn(discovery, browser, new DeviceFlow(fetch, clock), log),
  };
}
