import { UserFacingError } from "../shared/userFacingError";
import type { AccessTokens } from "./accessTokens";
import { AuthorizedFetch } from "./authorizedFetch";
import type { Client, MastraClientModule } from "./mastraClient";
import { networkCode } from "./networkError";
import { type RequestContext, serverFailed, threadGone, toUserFacing } from "./requestError";
import { normalizeApiPrefix, parseServerUrl } from "./serverUrl";

export interface ClientAccessParts {
  readonly settings: () => { readonly serverUrl: string; readonly apiPrefix: string };
  readonly tokens: AccessTokens;
  readonly loadClient: () => Promise<MastraClientModule>;
  readonly fetch: typeof fetch;
  /** What error sentences name beside the server. */
  readonly who: () => { account: string; issuer: string };
}

/**
 * The one `MastraClient` that every request goes through, made by the first of them and again when the
 * settings name another server.
 */
export class ClientAccess {
  private client: { readonly key: string; readonly client: Client } | undefined;

  constructor(private readonly parts: ClientAccessParts) {}

  /** Host and port of the server; throws when the setting holds no valid address. */
  serverLabel(): string {
    return parseServerUrl(this.parts.settings().serverUrl).label;
  }

  /** Tells one server from another: what was learnt from one is not true of the next. */
  get serverKey(): string {
    const { serverUrl, apiPrefix } = this.parts.settings();
    return `${parseServerUrl(serverUrl).baseUrl} ${normalizeApiPrefix(apiPrefix)}`;
  }

  /**
   * Makes a request.
   *
   * @param agentId the agent that it is about, for the sentence when there is no such agent
   * @throws UserFacingError, or an `AbortError` after its signal
   */
  async attempt<T>(agentId: string | undefined, request: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.current();
    try {
      return await request(client);
    } catch (error) {
      throw await this.translated(error, agentId);
    }
  }

  /** Reads a path below the API prefix. Reading changes nothing, so a lost connection is tried once more. */
  async read<T>(path: string, agentId?: string, signal?: AbortSignal): Promise<T> {
    return this.attempt(agentId, async (client) => {
      const get = (): Promise<T> => client.request<T>(path, signal ? { signal } : {});
      try {
        return await get();
      } catch (error) {
        if (signal?.aborted || error instanceof UserFacingError || networkCode(error) === "") {
          throw error;
        }
        return get();
      }
    });
  }

  /** The error as a person may see it. Cancellations pass unchanged. */
  async translated(error: unknown, agentId: string | undefined): Promise<Error> {
    const { httpFailure } = await this.parts.loadClient();
    return toUserFacing(error, this.context(agentId), httpFailure);
  }

  /** Something that the server was asked for by its id is not there. */
  gone(): UserFacingError {
    return threadGone(this.serverLabel());
  }

  /** The server carried something out and answered with something else than it should have. */
  unreadable(): UserFacingError {
    return serverFailed(this.serverLabel(), 200);
  }

  private async current(): Promise<Client> {
    const { serverUrl, apiPrefix } = this.parts.settings();
    const { origin, baseUrl } = parseServerUrl(serverUrl);
    const key = this.serverKey;
    if (this.client?.key !== key) {
      const { createMastraClient } = await this.parts.loadClient();
      const { fetch } = new AuthorizedFetch(origin, this.parts.tokens, this.parts.fetch);
      this.client = { key, client: createMastraClient({ baseUrl, apiPrefix: normalizeApiPrefix(apiPrefix), fetch }) };
    }
    return this.client.client;
  }

  private context(agentId: string | undefined): RequestContext {
    return { server: this.serverLabel(), ...(agentId === undefined ? {} : { agentId }), ...this.parts.who() };
  }
}
