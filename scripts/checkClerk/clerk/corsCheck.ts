import type { ClerkInstance } from "../../../src/auth/clerk/clerkInstance";
import type { ClerkMetadata } from "../../../src/auth/clerk/discovery";
import { type Fetch, withTimeout } from "../../../src/auth/clerk/http";
import type { Report } from "../report";

/** Where the extension runs in an editor in a browser: each window has a host name of its own below this one. */
const ORIGIN = "https://agent-chat-check.vscode-cdn.net";

/** Looks whether a page of another origin may read what Clerk answers, which only editors in a browser need. */
export async function checkCors(
  { issuer, clientId }: ClerkInstance,
  metadata: ClerkMetadata,
  fetch: Fetch,
  report: Report,
): Promise<void> {
  report.begin("Editors in a browser");
  const requests: readonly (readonly [string, string, RequestInit])[] = [
    ["the description of the sign-in server", `${issuer}/.well-known/openid-configuration`, {}],
    ["the keys", metadata.jwks_uri, {}],
    [
      "the token endpoint",
      metadata.token_endpoint,
      {
        method: "POST",
        // It is refused, and its answer has the same headers as any other one.
        body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: "none", client_id: clientId }),
      },
    ],
  ];
  for (const [what, url, init] of requests) {
    const allowed = await allowedOrigin(url, init, fetch);
    if (allowed === undefined) {
      report.unknown(`Whether a page may read ${what} (CORS): there was no answer.`);
    } else if (allowed === "*" || allowed === ORIGIN) {
      report.ok(`A page in a browser may read ${what} (CORS).`);
    } else {
      report.wrong(
        `A page in a browser may not read ${what} (CORS), so sign-in doesn't work in vscode.dev. Desktop editors don't need it.`,
        "Clerk Dashboard → OAuth applications: turn Public on. If it is on, Clerk's support can allow it.",
      );
    }
  }
}

/** `access-control-allow-origin`, empty when there is none; undefined without an answer. */
async function allowedOrigin(url: string, init: RequestInit, fetch: Fetch): Promise<string | undefined> {
  try {
    const response = await fetch(url, { ...init, headers: { origin: ORIGIN }, signal: withTimeout(undefined) });
    await response.body?.cancel();
    return response.status >= 500 || response.status === 429
      ? undefined
      : (response.headers.get("access-control-allow-origin") ?? "");
  } catch {
    return undefined;
  }
}
