import { networkCode } from "../../agents/requestErrors";
import { readResourceMetadata } from "../../agents/resourceMetadata";
import { probeServer } from "../../agents/serverProbe";
import { Discovery, offersDeviceGrant } from "../../auth/clerk/discovery";
import { UserFacingError } from "../../shared/userFacingError";
import { addressWithoutSecrets } from "./withoutSecrets";

/** What is looked at. */
export interface DiscoveryTarget {
  /** As the settings have it. */
  readonly serverUrl: string;
  readonly apiPrefix: string;
  /** Of the Clerk instance that the settings name; empty while they name none. */
  readonly issuer: string;
  readonly send: typeof fetch;
  readonly signal: AbortSignal;
}

/**
 * Asks the server and the Clerk instance what anybody may ask, without a token, and says what each has answered and
 * how long it took: rows of a table. What fails is a row like the others.
 */
export async function discoveryRows(target: DiscoveryTarget): Promise<readonly (readonly string[])[]> {
  const { serverUrl, apiPrefix, issuer, send, signal } = target;
  return Promise.all([
    row("Mastra server", addressWithoutSecrets(serverUrl), async () => {
      const { authenticated } = await probeServer(serverUrl, apiPrefix, send, signal);
      return authenticated ? "found, requires sign-in" : "found, open to everyone who reaches it";
    }),
    row("Sign-in that the server publishes", "/.well-known/oauth-protected-resource", async () => {
      const published = await readResourceMetadata(serverUrl, send, signal);
      if (published === undefined) {
        return "nothing that can be used";
      }
      const { issuers, publishableKey, clientId } = published;
      return [
        issuer === "" ? "issuer" : issuers.includes(issuer) ? "the issuer of the settings" : "another issuer",
        ...(publishableKey === undefined ? [] : ["publishable key"]),
        ...(clientId === undefined ? [] : ["client ID"]),
      ].join(", ");
    }),
    row("Clerk instance", issuer === "" ? "none in the settings" : addressWithoutSecrets(issuer), async () => {
      if (issuer === "") {
        return "not asked";
      }
      const found = await new Discovery((url, init) => send(url, { ...init, signal })).get(issuer);
      const offers = [
        ["PKCE S256", found.code_challenge_methods_supported?.includes("S256") === true],
        ["refresh tokens", found.grant_types_supported?.includes("refresh_token") === true],
        ["offline_access", found.scopes_supported?.includes("offline_access") === true],
        ["device codes", offersDeviceGrant(found)],
        ["revocation", found.revocation_endpoint !== undefined],
      ] as const;
      return `found: ${offers.map(([name, there]) => `${name} ${there ? "yes" : "not named"}`).join(", ")}`;
    }),
  ]);
}

/** An error by its kind and by the names and codes behind it: the words of an error may hold anything. */
export function errorInWords(error: unknown): string {
  const kind = error instanceof UserFacingError ? error.kind : error instanceof Error ? error.name : "unknown";
  const code = networkCode(error);
  return `failed: ${kind}${code === "" ? "" : ` (${code})`}`;
}

async function row(name: string, place: string, look: () => Promise<string>): Promise<readonly string[]> {
  const began = performance.now();
  const result = await look().catch(errorInWords);
  return [name, place, result, `${Math.round(performance.now() - began)} ms`];
}
