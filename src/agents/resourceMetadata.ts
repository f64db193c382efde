import * as oauth from "oauth4webapi";
import { isLoopbackHost, isPrivateUrl } from "../shared/loopback";
import { parseServerUrl } from "./serverUrl";

/** What a server publishes about who may sign in to it. */
export interface ResourceMetadata {
  /** The first of `issuers`: the one to sign in at. */
  readonly issuer: string;
  /** Issuers whose access tokens the server accepts, without a slash at the end. */
  readonly issuers: readonly string[];
  readonly publishableKey?: string;
  readonly clientId?: string;
}

/**
 * Reads `/.well-known/oauth-protected-resource` (RFC 9728): for a server below a path the well-known part
 * goes between host and path (§3.1), and a document about another `resource` must not be used (§3.3).
 * Besides the members of the standard it may hold `clerk_publishable_key` and `clerk_client_id` (§2 allows
 * additional ones). The request carries no token.
 *
 * @returns undefined when there is no such document or it cannot be used, which is no error: few servers have one
 * @throws only the reason of `signal`, when it is aborted
 */
export async function readResourceMetadata(
  serverUrl: string,
  send: typeof fetch,
  signal?: AbortSignal,
): Promise<ResourceMetadata | undefined> {
  try {
    const resource = new URL(parseServerUrl(serverUrl).baseUrl);
    const response = await oauth.resourceDiscoveryRequest(resource, {
      [oauth.customFetch]: (url: string, { headers }: oauth.CustomFetchOptions<"GET">) =>
        send(url, { ...publicRequest(signal), headers }),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; loopback only
      [oauth.allowInsecureRequests]: isLoopbackHost(resource.hostname),
    });
    const limited = await limitedResponse(response);
    return metadataOf(await oauth.processResourceDiscoveryResponse(resource, limited));
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

function metadataOf(document: oauth.ResourceServer): ResourceMetadata | undefined {
  const named: unknown = document.authorization_servers;
  const issuers = (Array.isArray(named) ? (named as unknown[]) : []).map(issuerOf);
  const [issuer] = issuers;
  if (issuer === undefined) {
    return undefined;
  }
  const publishableKey = textOf(document["clerk_publishable_key"], /^pk_(?:test|live)_[A-Za-z0-9+/=]{1,500}$/);
  const clientId = textOf(document["clerk_client_id"], /^[\x21-\x7e]{1,200}$/);
  return {
    issuer,
    issuers: issuers.filter((known) => known !== undefined),
    ...(publishableKey === undefined ? {} : { publishableKey }),
    ...(clientId === undefined ? {} : { clientId }),
  };
}

/** An issuer is an https address without query and fragment (RFC 8414 §2); http stays on this computer. */
function issuerOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !URL.canParse(value)) {
    return undefined;
  }
  const url = new URL(value);
  const { origin, pathname, username, search, hash } = url;
  return isPrivateUrl(url) && username + search + hash === "" ? (origin + pathname).replace(/\/+$/, "") : undefined;
}

function textOf(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === "string" && pattern.test(value) ? value : undefined;
}

const MAX_BYTES = 256 * 1024;
const TIMEOUT_MS = 5_000;

/**
 * Options for documents that anybody may read: no cookies, no redirects (`manual`), and an end after five seconds.
 *
 * @param signal ends it earlier
 */
export function publicRequest(signal?: AbortSignal): RequestInit {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return {
    redirect: "manual",
    credentials: "omit",
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  };
}

/**
 * The same response with its body read, at most 256 KiB of it. Whoever sends more is not sending one of
 * the small documents that are asked for here.
 *
 * @throws RangeError when there is more
 */
export async function limitedResponse(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (status !== 200 || response.body === null) {
    await response.body?.cancel();
    return new Response(null, { status: status === 200 ? 204 : Math.max(status, 400), headers });
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // Leaving the loop by the error cancels the body.
  for await (const piece of response.body) {
    size += piece.byteLength;
    if (size > MAX_BYTES) {
      throw new RangeError(`More than ${String(MAX_BYTES)} bytes.`);
    }
    pieces.push(new Uint8Array(piece));
  }
  return new Response(new Blob(pieces), { status, headers });
}
