import type { ClerkInstance } from "../../../src/auth/clerk/clerkInstance";
import { ClockWatch } from "../../../src/auth/clerk/clockWatch";
import type { ClerkMetadata } from "../../../src/auth/clerk/discovery";
import type { Fetch } from "../../../src/auth/clerk/http";
import type { ClerkSession } from "../../../src/auth/session/clerkSession";
import { AuthorizationCodeFlow, CodeExchange } from "../../../src/auth/signIn/authorizationCodeFlow";
import { Preflight } from "../../../src/auth/signIn/authorizationRequest";
import { type SignInRequest, SignInLog, type SignInTrouble } from "../../../src/auth/signIn/flowContext";
import { FlowNotStarted } from "../../../src/auth/signIn/flows";
import { PendingSignIns } from "../../../src/auth/signIn/pendingSignIns";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type Report, sentenceOf } from "../report";
import { LOOPBACK } from "./editors";

/** What a sign-in works with. */
export interface SignInParts {
  readonly instance: ClerkInstance;
  readonly metadata: ClerkMetadata;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly fetch: Fetch;
  /** Opens the address, or shows it to the person. @returns false when the person did not want it */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** Ends it, as the person wishes. */
  readonly signal: AbortSignal;
}

/** What turns each kind of error of a sign-in into a good one. */
const REMEDIES: Readonly<Record<string, string>> = {
  opaqueToken: "Clerk Dashboard → OAuth applications → Settings: turn on Generate access tokens as JWTs.",
  invalidClient: "Clerk Dashboard → OAuth applications: copy the Client ID again, and turn Public on.",
  redirectUri: `Clerk Dashboard → OAuth applications → Redirect URIs: add exactly ${LOOPBACK.registered}`,
  invalidScope: "Clerk Dashboard → OAuth applications → Scopes: allow openid, profile, email and offline_access.",
  clockWrong: "Set the clock of this computer.",
  timedOut: "Run the check again, and finish the sign-in in the browser.",
  offline: "Check that this computer reaches Clerk, then run the check again.",
};

/**
 * Signs in by loopback, with the code that the extension signs in with.
 *
 * @returns undefined when it did not work, which the report then says
 */
export async function checkSignIn(parts: SignInParts, report: Report): Promise<ClerkSession | undefined> {
  const inVain = new AbortController();
  try {
    const session = await signIn(parts, inVain, report);
    if (session !== undefined) {
      report.ok("The sign-in in the browser worked, and Clerk's id token is genuine.");
    } else if (inVain.signal.aborted) {
      report.wrong(
        `Clerk refuses ${LOOPBACK.registered}, so nobody comes back from the browser.`,
        REMEDIES["redirectUri"] ?? "",
      );
    } else {
      report.unknown("The sign-in was stopped before it was finished.");
    }
    return session;
  } catch (thrown) {
    const error = thrown instanceof FlowNotStarted ? thrown.reason : thrown;
    const kind = error instanceof UserFacingError ? error.kind : "";
    if (kind === "accessDenied") {
      report.unknown("Access was denied in the browser, so nothing else about tokens can be found out.");
    } else {
      report.wrong(
        sentenceOf(error),
        REMEDIES[kind] ?? "Clerk Dashboard → OAuth applications: compare the application with the README.",
      );
    }
    return undefined;
  }
}

function signIn(
  { instance, metadata, scopes, fetch, openBrowser, signal }: SignInParts,
  inVain: AbortController,
  report: Report,
): Promise<ClerkSession | undefined> {
  const clock = new ClockWatch();
  const watched = clock.watching(fetch);
  const flow = new AuthorizationCodeFlow(
    new CodeExchange(watched, clock),
    new PendingSignIns(),
    new Preflight(watched),
  );
  const request: SignInRequest = { instance, scopes, redirectRelay: "" };
  const silent = { info: () => undefined, warn: () => undefined };
  return flow.run({
    flow: "loopback",
    request,
    metadata,
    window: {
      traits: { ui: "desktop", remote: false, uriScheme: "vscode" },
      externalUri: (callback) => Promise.resolve(callback),
      openBrowser,
      askForToken: () => Promise.resolve(undefined),
    },
    ui: {
      started: () => undefined,
      deviceCode: () => undefined,
      trouble: ({ reason }: SignInTrouble) => {
        if (reason === "redirectUri") {
          inVain.abort();
        } else {
          report.say("Still waiting for the browser. Press Ctrl+C to go on without a sign-in.");
        }
      },
    },
    log: new SignInLog(silent, new URL(instance.issuer).host),
    signal: AbortSignal.any([signal, inVain.signal]),
  });
}
