import { decodeJwt } from "@clerk/backend/jwt";
import type { ClerkMetadata } from "../../../src/auth/clerk/discovery";
import { type Fetch, withTimeout } from "../../../src/auth/clerk/http";
import { originOfToken, readJwtClaims } from "../../../src/auth/clerk/jwt";
import type { ClerkSession } from "../../../src/auth/session/clerkSession";
import type { Report } from "../report";

/** Looks at what the access token says, which is what a server decides by. */
export async function checkToken(
  session: ClerkSession,
  metadata: ClerkMetadata,
  fetch: Fetch,
  report: Report,
): Promise<void> {
  const { header, payload } = decodeJwt(session.accessToken);
  const claims = new Map<string, unknown>(Object.entries(payload));
  report.ok(`The access token is a JWT (${header.alg}, type ${String(header.typ)}).`);
  report.ok(
    `Its claims, with their values masked: ${[...claims].map(([name, value]) => `${name} ${masked(value)}`).join(", ")}.`,
  );
  checkIssuer(session, metadata, report);
  checkClient(claims.get("client_id"), session.clientId, report);
  checkLifetime(session, report);
  await checkKey(session, metadata, fetch, report);
  if (session.refreshToken === undefined) {
    report.wrong(
      "No refresh token came, so people would have to sign in again every day.",
      "Clerk Dashboard → OAuth applications → Scopes: allow offline_access.",
    );
  } else {
    report.ok("A refresh token came with it.");
  }
}

function checkIssuer({ accessToken, issuer }: ClerkSession, metadata: ClerkMetadata, report: Report): void {
  const claimed = readJwtClaims(accessToken)?.iss;
  if (claimed === undefined) {
    report.wrong(
      "It doesn't name its issuer.",
      "A server whose authorizeUser compares user.iss would refuse it: leave that out.",
    );
  } else if (claimed === metadata.issuer) {
    report.ok(`Its issuer is ${issuer}, for ISSUER in authorizeUser.`);
  } else {
    report.wrong(
      `Its issuer isn't ${issuer} letter by letter.`,
      "Compare user.iss in authorizeUser with the issuer that your server sees in such a token.",
    );
  }
}

function checkClient(claimed: unknown, clientId: string, report: Report): void {
  if (claimed === clientId) {
    report.ok("It names this OAuth application in client_id, for CLIENT_IDS in authorizeUser.");
  } else {
    report.wrong(
      "It doesn't name this OAuth application in client_id.",
      "A server whose authorizeUser compares user.client_id would refuse it: leave that out.",
    );
  }
}

function checkLifetime({ accessToken, identity }: ClerkSession, report: Report): void {
  const { sub, iat, exp } = readJwtClaims(accessToken) ?? {};
  if (sub === identity.sub && sub.startsWith("user_")) {
    report.ok("Its subject is the person who signed in.");
  } else {
    report.wrong(
      "Its subject isn't the person who signed in.",
      "MastraAuthClerk answers 403 without a subject. Sign in with an account of a person, and run the check again.",
    );
  }
  if (exp === undefined || iat === undefined) {
    report.unknown("How long it is good isn't in it.");
  } else {
    report.ok(`It is good for ${String(Math.round((exp - iat) / 360) / 10)} hours. A sign-out doesn't end it earlier.`);
  }
}

async function checkKey(
  { accessToken }: ClerkSession,
  { jwks_uri: address }: ClerkMetadata,
  fetch: Fetch,
  report: Report,
): Promise<void> {
  const keyId = originOfToken(accessToken)?.keyId;
  try {
    const response = await fetch(address, { signal: withTimeout(undefined) });
    const { keys } = (await response.json()) as { keys: readonly { kid?: string }[] };
    if (keys.some(({ kid }) => kid === keyId)) {
      report.ok(`Its key is at ${address}, for CLERK_JWKS_URI of the server.`);
    } else {
      report.wrong(`Its key isn't at ${address}.`, "Without it MastraAuthClerk answers 401. Ask Clerk's support.");
    }
  } catch {
    report.unknown(`Whether its key is at ${address}: the keys couldn't be read.`);
  }
}

/** What kind of value it is, without the value; of Clerk's ids the part that says whose id it is. */
function masked(value: unknown): string {
  if (typeof value === "string") {
    return `${/^(?:user|org|oat|sess|ins)_/.exec(value)?.[0] ?? ""}•••`;
  }
  if (Array.isArray(value)) {
    return `[${"•••, ".repeat(value.length).slice(0, -2)}]`;
  }
  return typeof value === "object" && value !== null ? "{•••}" : "•••";
}
