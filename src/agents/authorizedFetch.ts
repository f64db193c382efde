import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import type { AccessTokens } from "./accessTokens";
import { redirected } from "./requestErrors";

const EVENT_STREAM = "text/event-stream";

const LIST_TIMEOUT_MS = 20_000;

export interface AuthorizedFetchDependencies {
  /** The server's own; no token goes anywhere else. */
  readonly origin: string;
  readonly tokens: AccessTokens;
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

  /** @throws UserFacingError (kinds `foreignOrigin`, `redirected`, `notMastra`, and those of `AccessTokens`) */
  readonly fetch: typeof fetch = async (input, init) => {
    const { origin, signal, tokens } = this.deps;
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) {
      throw new UserFacingError(
        "foreignOrigin",
        l10n.t("A request to {0} was stopped, because your sign-in belongs to {1}.", url.origin, origin),
      );
    }
    const token = await tokens.get(origin);
    const response = await this.sendOnce(url, init, token);
    if (response.status !== 401) {
      return this.checked(response, init);
    }
    // Nobody waits any more, and whoever has signed out has no other token.
    signal?.throwIfAborted();
    const fresh = await tokens.get(origin, { rejected: token });
    if (fresh === token) {
      return response;
    }
    await response.body?.cancel();
    return this.checked(await this.sendOnce(url, init, fresh), init);
  };

  private sendOnce(url: URL, init: RequestInit | undefined, token: string): Promise<Response> {
    const headers = new Headers(init?.headers);
    // Mastra strips the literal "Bearer " only (docs/wire.md#mastra-checks-of-the-token).
    headers.set("authorization", `Bearer ${token}`);
    // A question may take minutes; a list that takes longer than this will not come.
    const limits = [
      init?.signal,
      this.deps.signal,
      init?.method === "POST" ? undefined : AbortSignal.timeout(LIST_TIMEOUT_MS),
    ];
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

  private async checked(response: Response, init: RequestInit | undefined): Promise<Response> {
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw redirected(this.deps.origin);
    }
    const wanted = new Headers(init?.headers).get("accept") === EVENT_STREAM ? EVENT_STREAM : "application/json";
    if (response.ok && !(response.headers.get("content-type") ?? "").includes(wanted)) {
      // A 200 with a web page is otherwise taken for an answer of no chunks (docs/wire.md#mastra-client-js).
      await response.body?.cancel();
      throw new UserFacingError(
        "notMastra",
        l10n.t(
          "{0} answered with something that is not a Mastra API, perhaps a web page. Check the address and the API prefix.",
          this.deps.origin,
        ),
        ["configureServer", "openServerSetting"],
      );
    }
    return response;
  }
}

/** MastraClient passes `signal: undefined` when it has none. */
function withoutUndefined(init: RequestInit | undefined): RequestInit {
  return Object.fromEntries(Object.entries(init ?? {}).filter(([, value]) => value !== undefined));
}
