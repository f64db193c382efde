import * as l10n from "@vscode/l10n";
import { formatNumber, plural } from "../shared/formats";
import { isPrivateUrl } from "../shared/loopback";
import { UserFacingError } from "../shared/userFacingError";
import { limitedResponse, publicRequest, readResourceMetadata, type ResourceMetadata } from "./resourceMetadata";
import type { ServerUrl } from "./serverUrl";

/** What is known about the access token that the server has rejected; not the token itself. */
export interface RejectedToken {
  /** `iss`, an address. */
  readonly issuer: string;
  /** `kid` of its header. */
  readonly keyId: string;
  /** `iat`: seconds since the epoch (RFC 7519 §4.1.6). */
  readonly issuedAt: number;
}

export interface RejectionProbeDependencies {
  /** The server that rejected the token. */
  readonly server: ServerUrl;
  /** Of the account whose token was rejected. */
  readonly token: () => Promise<RejectedToken | undefined>;
  readonly fetch: typeof fetch;
  /** The owner's end; nothing is asked after it. */
  readonly signal?: AbortSignal;
}

/**
 * MastraAuthClerk has no tolerance at all (docs/wire.md#mastra-checks-of-the-token); this much is the
 * resolution and the way.
 */
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Why a server answers 401 to a fresh access token. Its answer never says so: a wrong instance, keys
 * that it cannot fetch and a wrong clock look the same (docs/wire.md#mastra-checks-of-the-token). So this asks
 * what anybody may ask, without a token: the server's metadata (RFC 9728), its clock, and the instance's key
 * set.
 */
export class RejectionProbe {
  constructor(private readonly deps: RejectionProbeDependencies) {}

  /**
   * Makes requests only for an error of kind `unauthorized`, for at most five seconds, and never throws.
   *
   * @returns an error of kind `otherInstance`, `keysUnreachable` or `serverClock`; the same error when nothing is found
   */
  async explain<E>(error: E): Promise<E | UserFacingError> {
    if (!(error instanceof UserFacingError && error.kind === "unauthorized")) {
      return error;
    }
    try {
      const token = await this.deps.token();
      return (token && (await this.causeOf(token, error))) ?? error;
    } catch {
      return error;
    }
  }

  private async causeOf(token: RejectedToken, cause: UserFacingError): Promise<UserFacingError | undefined> {
    const issuer = token.issuer.replace(/\/+$/, "");
    const [{ metadata, date }, keys] = await Promise.all([this.askServer(), this.askForKeys(issuer)]);
    const about = { server: this.deps.server.label, issuer, cause };
    if (metadata !== undefined && !metadata.issuers.includes(issuer)) {
      return otherInstance(about, metadata.issuer);
    }
    const behind = date === undefined ? 0 : token.issuedAt - date;
    if (behind > CLOCK_TOLERANCE_SECONDS) {
      return serverClock(about, Math.max(1, Math.round(behind / 60)));
    }
    if (keys === undefined) {
      return keysUnreachable(about);
    }
    if (!keys.includes(token.keyId)) {
      return keyWithdrawn(about);
    }
    return metadata === undefined ? undefined : serverCannotCheck(about);
  }

  /** The server's metadata, and its clock in seconds since the epoch (`Date`, RFC 9110 §6.6.1). */
  private async askServer(): Promise<{ metadata: ResourceMetadata | undefined; date?: number }> {
    let date = NaN;
    const { server, fetch: send, signal } = this.deps;
    const metadata = await readResourceMetadata(
      server.baseUrl,
      async (input, init) => {
        const response = await send(input, init);
        date = Date.parse(response.headers.get("date") ?? "") / 1000;
        return response;
      },
      signal,
    );
    return { metadata, ...(Number.isNaN(date) ? {} : { date }) };
  }

  /** Ids of the instance's keys; undefined when they cannot be fetched. */
  private async askForKeys(issuer: string): Promise<readonly string[] | undefined> {
    const { fetch: send, signal } = this.deps;
    try {
      if (!isPrivateUrl(new URL(issuer))) {
        return undefined;
      }
      const response = await limitedResponse(await send(keySetOf(issuer), publicRequest(signal)));
      const { keys } = (await response.json()) as { keys?: unknown };
      return Array.isArray(keys) ? keys.map((key: { kid?: unknown } | null) => String(key?.kid)) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** What the sentences about a rejected sign-in name. */
interface Rejection {
  /** Host and port of the server. */
  readonly server: string;
  /** Address of the instance that issued the access token. */
  readonly issuer: string;
  readonly cause: UserFacingError;
}

/** The server says that it trusts other instances. */
function otherInstance({ server, issuer, cause }: Rejection, trusted: string): UserFacingError {
  return new UserFacingError(
    "otherInstance",
    l10n.t(
      "{0} trusts the Clerk instance {1}, but you are signed in at {2}. Configure the server again to use its publishable key, then sign in.",
      server,
      hostOf(trusted),
      hostOf(issuer),
    ),
    ["configureServer", "openClerkSettings"],
    { cause },
  );
}

/** The server's clock is behind that of the instance, so a fresh token is not valid yet there. */
function serverClock({ server, issuer, cause }: Rejection, minutes: number): UserFacingError {
  return new UserFacingError(
    "serverClock",
    plural(
      minutes,
      l10n.t(
        "The clock of {0} is 1 minute behind that of {1}, so your sign-in isn't valid there yet. Its owner must set the clock. Try again after that.",
        server,
        hostOf(issuer),
      ),
      l10n.t(
        "The clock of {0} is {1} minutes behind that of {2}, so your sign-in isn't valid there yet. Its owner must set the clock. Try again after that.",
        server,
        formatNumber(minutes),
        hostOf(issuer),
      ),
    ),
    ["retryConnection"],
    { cause },
  );
}

/** The key set cannot be fetched from here either. */
function keysUnreachable({ server, issuer, cause }: Rejection): UserFacingError {
  return new UserFacingError(
    "keysUnreachable",
    l10n.t(
      "Couldn't get the keys of the Clerk instance {0}, so {1} can't check your sign-in. Try again in a few minutes.",
      hostOf(issuer),
      server,
    ),
    ["retryConnection", "openClerkSettings"],
    { cause },
  );
}

/** The key set lacks the key that signed the token: the instance has changed its keys. */
function keyWithdrawn({ server, issuer, cause }: Rejection): UserFacingError {
  return new UserFacingError(
    "keysUnreachable",
    l10n.t(
      "The Clerk instance {0} no longer publishes the key that your sign-in was signed with, so {1} can't check it. Sign in again.",
      hostOf(issuer),
      server,
    ),
    ["signIn", "signOut"],
    { cause },
  );
}

/** The instance is the right one and its keys can be fetched, only not by the server. */
function serverCannotCheck({ server, issuer, cause }: Rejection): UserFacingError {
  return new UserFacingError(
    "keysUnreachable",
    l10n.t(
      "{0} trusts {1}, but can't check your sign-in. Its owner must make sure that its JWKS address is {2} and that the server can reach it.",
      server,
      hostOf(issuer),
      keySetOf(issuer),
    ),
    ["retryConnection", "signOut"],
    { cause },
  );
}

/** Where Clerk publishes the keys of an instance (docs/wire.md#clerk-publishable-key). */
function keySetOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
