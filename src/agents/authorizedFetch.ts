import * as l10n from "@vscode/l10n";
import { retryAfterOf } from "../shared/retryAfter";
import { UserFacingError } from "../shared/userFacingError";
import type { AccessTokens } from "./accessTokens";
import { rateLimited, redirected } from "./requestErrors";

/** How a workflow's run is told (docs/wire.md#mastra-workflows). */
export const RECORD_STREAM = "text/plain";

/** What a request accepts that is answered by a stream: the answer must be of the same type. */
const STREAMS: ReadonlySet<string> = new Set(["text/event-stream", RECORD_STREAM]);

/** What a request for speech accepts. */
export const AUDIO = "audio/*";

/** Milliseconds after which a list, a new name or a delete will not come any more. */
const SHORT_MS = 20_000;

/** The same for what may take longer, such as copying a long thread. */
const LONG_MS = 60_000;

export interface AuthorizedFetchDependencies {
  /** The server's own; no token goes anywhere else. */
  readonly origin: string;
  /** Missing for a server that asks for no sign-in: nothing is said about who asks, and a 401 is the answer. */
  readonly tokens?: AccessTokens | undefined;
  readonly send: typeof fetch;
  /** Ends every request, those to come as well. */
  readonly signal?: AbortSignal;
}

/**
 * The `fetch` that MastraClient is given. It puts in the Bearer, and lets a token go only to the
 * server's own origin, never along a redirect, and with no cookies beside it (a Clerk SSO cookie
 * would win over the Bearer, docs/wire.md#mastra-checks-of-the-token).
 *
 * A 401 leads to one request for a fresh access token and one retry; the second 401 is the answer.
 * Repeating is safe there, since the server refused before it did anything.
 */
export class AuthorizedFetch {
  constructor(private readonly deps: AuthorizedFetchDependencies) {}

  /** @throws UserFacingError (kinds `foreignOrigin`, `redirected`, `rateLimited`, `notMastra`, and those of `AccessTokens`) */
  readonly fetch: typeof fetch = async (input, init) => {
    const { origin, signal, tokens } = this.deps;
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) {
      throw new UserFacingError(
        "foreignOrigin",
        l10n.t("Stopped a request to {0}, because your sign-in belongs to {1}.", url.origin, origin),
      );
    }
    if (!tokens) {
      return this.checked(url, await this.sendOnce(url, init), init);
    }
    const token = await tokens.get(origin);
    const response = await this.sendOnce(url, init, token);
    if (response.status !== 401) {
      return this.checked(url, response, init);
    }
    // Nobody waits any more, and whoever has signed out has no other token.
    signal?.throwIfAborted();
    const fresh = await tokens.get(origin, { rejected: token });
    if (fresh === token) {
      return response;
    }
    await response.body?.cancel();
    return this.checked(url, await this.sendOnce(url, init, fresh), init);
  };

  private sendOnce(url: URL, init: RequestInit | undefined, token?: string): Promise<Response> {
    const headers = new Headers(init?.headers);
    // Mastra strips the literal "Bearer " only (docs/wire.md#mastra-checks-of-the-token).
    if (token !== undefined) {
      headers.set("authorization", `Bearer ${token}`);
    }
    const limits = [init?.signal, this.deps.signal, limitOf(url, init)];
    const signals = limits.filter((signal) => signal instanceof AbortSignal);
    const signal = signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
    return this.deps.send(url, {
      ...withoutUndefined(init),
      ...signal,
      headers,
      redirect: "manual",
      credentials: "omit",
    });
  }

  private async checked(url: URL, response: Response, init: RequestInit | undefined): Promise<Response> {
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw redirected(this.deps.origin);
    }
    if (response.status === 429) {
      // Said here, because what the server asks for stands in a header, and the client's error has none.
      await response.body?.cancel();
      throw rateLimited(url.host, retryAfterOf(response, Date.now()));
    }
    const wanted = streamOf(init) ?? (acceptOf(init) === AUDIO ? "audio/" : "application/json");
    if (response.ok && !(response.headers.get("content-type") ?? "").includes(wanted)) {
      // A 200 with a web page is otherwise taken for an answer of no chunks (docs/wire.md#mastra-client-js).
      await response.body?.cancel();
      throw new UserFacingError(
        "notMastra",
        l10n.t(
          "{0} sent something that isn't a Mastra API response, perhaps a web page. Check the address and the API prefix.",
          this.deps.origin,
        ),
        ["configureServer", "openServerSetting"],
      );
    }
    return response;
  }
}

/** Nobody knows how long an agent takes: a stream is given up when it is silent, a whole response by a person. */
function limitOf({ pathname }: URL, init: RequestInit | undefined): AbortSignal | undefined {
  if (streamOf(init) !== undefined || pathname.endsWith("/generate")) {
    return undefined;
  }
  return AbortSignal.timeout(init?.method === "POST" ? LONG_MS : SHORT_MS);
}

/** The type of the stream that a request wants; undefined when it wants none. */
function streamOf(init: RequestInit | undefined): string | undefined {
  const accept = acceptOf(init);
  return accept !== null && STREAMS.has(accept) ? accept : undefined;
}

function acceptOf(init: RequestInit | undefined): string | null {
  return new Headers(init?.headers).get("accept");
}

/** MastraClient passes `signal: undefined` when it has none. */
function withoutUndefined(init: RequestInit | undefined): RequestInit {
  return Object.fromEntries(Object.entries(init ?? {}).filter(([, value]) => value !== undefined));
}
