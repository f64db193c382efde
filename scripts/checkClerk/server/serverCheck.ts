import type { AccessTokens } from "../../../src/agents/accessTokens";
import { ClientAccess } from "../../../src/agents/clientAccess";
import { fields } from "../../../src/agents/fields";
import { isOpenServer } from "../../../src/agents/openServer";
import { RejectionProbe } from "../../../src/agents/rejectionProbe";
import { readResourceMetadata } from "../../../src/agents/resourceMetadata";
import { type ServerAddress, serverAddress } from "../../../src/agents/serverUrl";
import type { ClerkInstance } from "../../../src/auth/clerk/clerkInstance";
import { originOfToken } from "../../../src/auth/clerk/jwt";
import type { ClerkSession } from "../../../src/auth/session/clerkSession";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type Report, sentenceOf } from "../report";
import { checkThreads } from "./threadsCheck";

/** The server that is asked, and how. */
export interface ServerParts {
  readonly address: string;
  readonly apiPrefix: string;
  readonly instance: ClerkInstance;
  /** As the person gave it. */
  readonly publishableKey: string;
  readonly fetch: typeof fetch;
}

/**
 * Asks the Mastra server without a token, then with one.
 *
 * @param session whose access token is sent; undefined when nobody could sign in
 */
export async function checkServer(
  parts: ServerParts,
  session: ClerkSession | undefined,
  report: Report,
): Promise<void> {
  let server: ServerAddress;
  try {
    server = serverAddress(parts.address, parts.apiPrefix);
    await checkWithoutToken(access(server, parts.fetch), server, report);
  } catch (error) {
    report.wrong(sentenceOf(error), "Start the server, or correct --server and --api-prefix, and run the check again.");
    report.unknown("What the server answers to a token: it couldn't be asked.");
    return;
  }
  await checkMetadata(server, parts, report);
  if (session === undefined) {
    report.unknown("What the server answers to a token: nobody could sign in.");
    return;
  }
  // A token that the server refuses is the only one there is.
  const withToken = access(server, parts.fetch, { get: () => Promise.resolve(session.accessToken) });
  if (await checkWithToken(withToken, server, session, parts, report)) {
    await checkThreads(withToken, report);
  }
}

function access(server: ServerAddress, send: typeof fetch, tokens?: AccessTokens): ClientAccess {
  return new ClientAccess({
    server,
    tokens,
    account: { label: "", issuer: "" },
    loadClient: () => import("../../../src/agents/mastraClient"),
    fetch: send,
  });
}

/** @throws UserFacingError when it is no Mastra server, or cannot be reached */
async function checkWithoutToken(open: ClientAccess, { label }: ServerAddress, report: Report): Promise<void> {
  if (await isOpenServer(open)) {
    report.wrong(
      `${label} shows its agents to everybody, without a sign-in.`,
      "In new Mastra({ … }): server: { auth: new MastraAuthClerk({ … }) }, as the README shows.",
    );
  } else {
    report.ok(`${label} refuses requests without a token.`);
  }
}

/** What the server says about its own sign-in has to be what people really sign in with. */
async function checkMetadata(
  { baseUrl }: ServerAddress,
  { fetch: send, instance, publishableKey }: ServerParts,
  report: Report,
): Promise<void> {
  const metadata = await readResourceMetadata(baseUrl, send);
  if (metadata === undefined) {
    report.unknown(
      "Which Clerk instance it trusts: it doesn't publish where people sign in. That is optional; docs/server.md says how.",
    );
    return;
  }
  const differences = [
    ...(metadata.issuers.includes(instance.issuer) ? [] : ["authorization_servers"]),
    ...((metadata.publishableKey ?? publishableKey) === publishableKey ? [] : ["clerk_publishable_key"]),
    ...((metadata.clientId ?? instance.clientId) === instance.clientId ? [] : ["clerk_client_id"]),
  ];
  if (differences.length === 0) {
    report.ok("What it publishes about its sign-in agrees with the key and the client ID.");
  } else {
    report.wrong(
      `What it publishes about its sign-in disagrees with the key and the client ID in ${differences.join(" and ")}.`,
      "Correct the route /.well-known/oauth-protected-resource of the server, or --key and --client.",
    );
  }
}

/** @returns whether the server accepts the token */
async function checkWithToken(
  withToken: ClientAccess,
  server: ServerAddress,
  session: ClerkSession,
  { fetch: send }: ServerParts,
  report: Report,
): Promise<boolean> {
  try {
    const agents = Object.keys(fields(await withToken.read("/agents?partial=true")));
    report.ok(`It accepts the access token (200) and lists ${agentsInWords(agents)}.`);
    return true;
  } catch (thrown) {
    const token = (): Promise<ReturnType<typeof originOfToken>> => Promise.resolve(originOfToken(session.accessToken));
    const error = await new RejectionProbe({ server, token, fetch: send }).explain(thrown);
    report.wrong(`${statusOf(thrown)}${sentenceOf(error)}`, remedyFor(error, session));
    report.unknown("Whether each person has their own threads: the server doesn't accept the access token.");
    return false;
  }
}

function statusOf(error: unknown): string {
  const kind = error instanceof UserFacingError ? error.kind : "";
  return kind === "unauthorized" ? "It answers 401. " : kind === "forbidden" ? "It answers 403. " : "";
}

function agentsInWords(agents: readonly string[]): string {
  return agents.length === 0
    ? "no agents"
    : agents.length === 1
      ? `the agent ${agents.join("")}`
      : `the agents ${agents.join(", ")}`;
}

function remedyFor(error: unknown, { issuer }: ClerkSession): string {
  switch (error instanceof UserFacingError ? error.kind : "") {
    case "forbidden":
      return "MastraAuthClerk's authorizeUser says no: compare its issuer, client IDs and conditions with the claims above.";
    case "serverClock":
      return "Set the clock of the server.";
    case "unauthorized":
    case "otherInstance":
    case "keysUnreachable":
      return `MastraAuthClerk: set jwksUri to ${issuer}/.well-known/jwks.json and publishableKey to the one of this instance, and let the server reach that address.`;
    default:
      return "Look into the log of the server, and run the check again.";
  }
}
