import { UserFacingError } from "../shared/userFacingError";
import { isPrivateUrl } from "../shared/loopback";
import { limitedResponse, publicRequest } from "./publicJson";
import {
  keySetOf,
  keysUnreachable,
  keyWithdrawn,
  otherInstance,
  serverCannotCheck,
  serverClock,
} from "./rejectionSentences";
import { type ResourceMetadata, readResourceMetadata } from "./resourceMetadata";
import { parseServerUrl } from "./serverUrl";

/** What is known about the access token that the server has rejected; not the token itself. */
export interface RejectedToken {
  /** `iss`, an address. */
  readonly issuer: string;
  /** `kid` of its header. */
  readonly keyId: string;
  /** `iat`: seconds since the epoch (RFC 7519 §4.1.6). */
  readonly issuedAt: number;
}

export interface RejectionParts {
  readonly serverUrl: () => string;
  readonly token: () => Promise<RejectedToken | undefined>;
  readonly fetch: typeof fetch;
}

/** MastraAuthClerk has no tolerance at all (facts/clerk.md §2); this much is the resolution and the way. */
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Why a server answers 401 to a fresh access token. Its answer never says so: a wrong instance, keys
 * that it cannot fetch and a wrong clock look the same (facts/mastra.md §2). So this asks what anybody may ask,
 * without a token: the server's metadata (RFC 9728), its clock, and the instance's key set.
 */
export class RejectionProbe {
  constructor(private readonly parts: RejectionParts) {}

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
      const token = await this.parts.token();
      return (token && (await this.causeOf(token, error))) ?? error;
    } catch {
      return error;
    }
  }

  private async causeOf(token: RejectedToken, cause: UserFacingError): Promise<UserFacingError | undefined> {
    const issuer = token.issuer.replace(/\/+$/, "");
    const [{ metadata, date }, keys] = await Promise.all([this.askServer(), this.askForKeys(issuer)]);
    const about = { server: parseServerUrl(this.parts.serverUrl()).label, issuer, cause };
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
    const metadata = await readResourceMetadata(this.parts.serverUrl(), async (input, init) => {
      const response = await this.parts.fetch(input, init);
      date = Date.parse(response.headers.get("date") ?? "") / 1000;
      return response;
    });
    return { metadata, ...(Number.isNaN(date) ? {} : { date }) };
  }

  /** Ids of the instance's keys; undefined when they cannot be fetched. */
  private async askForKeys(issuer: string): Promise<readonly string[] | undefined> {
    try {
      if (!isPrivateUrl(new URL(issuer))) {
        return undefined;
      }
      const response = await limitedResponse(await this.parts.fetch(keySetOf(issuer), publicRequest()));
      const { keys } = (await response.json()) as { keys?: unknown };
      return Array.isArray(keys) ? keys.map((key: { kid?: unknown } | null) => String(key?.kid)) : undefined;
    } catch {
      return undefined;
    }
  }
}
