import type { ClerkMetadata } from "../../../src/auth/clerk/discovery";
import type { Fetch } from "../../../src/auth/clerk/http";
import {
  Preflight,
  type AuthorizationOptions,
  type PreflightResult,
} from "../../../src/auth/signIn/authorizationRequest";
import type { Report } from "../report";
import { LOOPBACK, type RedirectUri } from "./editors";

/** What is known about the redirect URIs before anybody signs in. */
export interface RedirectResult {
  /** False when the client ID is unknown: then nothing else can be found out. */
  readonly isClientKnown: boolean;
  /** False when signing in by loopback is in vain. */
  readonly mayUseLoopback: boolean;
}

/** Nobody has registered this one: `.invalid` names nothing (RFC 2606 §2). */
const UNREGISTERED = "https://agent-chat-check.invalid/callback";

/**
 * Asks Clerk's sign-in page with each redirect URI, as the extension does before a sign-in. That an address is
 * accepted means something only where one that is not registered is refused, so that is asked first.
 */
export async function checkRedirects(
  metadata: ClerkMetadata,
  request: AuthorizationOptions,
  uris: readonly RedirectUri[],
  fetch: Fetch,
  report: Report,
): Promise<RedirectResult> {
  report.begin("Redirect URIs");
  const control = await ask(metadata, request, UNREGISTERED, fetch);
  if (control === "client") {
    report.wrong(
      `${new URL(request.instance.issuer).host} has no OAuth application with this client ID, or it isn't public.`,
      "Clerk Dashboard → OAuth applications: copy the Client ID again, and turn Public on.",
    );
    return { isClientKnown: false, mayUseLoopback: false };
  }
  let mayUseLoopback = true;
  for (const { registered, sent, purpose } of uris) {
    const answer = await ask(metadata, request, sent, fetch);
    if (answer === "redirectUri" || answer === "client") {
      report.wrong(
        `${purpose} isn't possible: Clerk refuses ${registered}.`,
        `Clerk Dashboard → OAuth applications → Redirect URIs: add exactly ${registered}`,
      );
      mayUseLoopback &&= registered !== LOOPBACK.registered;
    } else if (answer === "noAnswer") {
      report.unknown(`${purpose}: Clerk didn't answer the request for its sign-in page.`);
    } else if (control === "redirectUri") {
      report.ok(`${purpose}: ${registered} is registered.`);
    } else {
      report.unknown(`${purpose}: Clerk doesn't say before the sign-in whether ${registered} is registered.`);
    }
  }
  return { isClientKnown: true, mayUseLoopback };
}

/** Tells an answer that says nothing from none at all, which for a sign-in are the same. */
async function ask(
  metadata: ClerkMetadata,
  request: AuthorizationOptions,
  redirectUri: string,
  fetch: Fetch,
): Promise<PreflightResult | "noAnswer"> {
  let status = 0;
  const preflight = new Preflight(async (url, init) => {
    const response = await fetch(url, init);
    ({ status } = response);
    return response;
  });
  const result = await preflight.run(metadata, request, redirectUri, new AbortController().signal);
  return status === 0 || status === 429 || status >= 500 ? "noAnswer" : result;
}
