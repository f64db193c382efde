import { UserFacingError } from "../shared/userFacingError";
import type { AccessTokens } from "./accessTokens";
import { AuthorizedFetch } from "./authorizedFetch";
import type { Client, MastraClientModule } from "./mastraClient";
import { networkCode, serverFailed, SIGN_IN_REQUIRED, threadGone, toUserFacing } from "./requestErrors";
import type { ServerAddress } from "./serverUrl";

/** All of it belongs to one owner and stays as it is: nothing here is read from settings again. */
export interface ClientAccessDependencies {
  readonly server: ServerAddress;
  /** Gives tokens of the owner's account only; missing for a server that asks for no sign-in. */
  readonly tokens?: AccessTokens | undefined;
  /** The server, asked without a token, wants a sign-in. Told before the error reaches whoever asked. */
  readonly onSignInRequired?: () => void;
  /** What error sentences name beside the server; both may be empty. */
  readonly account: { readonly label: string; readonly issuer: string };
  readonly loadClient: () => Promise<MastraClientModule>;
  readonly fetch: typeof fetch;
  /** The owner's end: whatever is still asked for then is cancelled, and nothing more is asked for. */
  readonly signal?: AbortSignal;
}

/** The one `MastraClient` that every request of an owner goes through, made by the first of them. */
export class ClientAccess {
  private client: Promise<Client> | undefined;
  private lasting: ClientAccess | undefined;

  constructor(private readonly deps: ClientAccessDependencies) {}

  /** Host and port of the server. */
  get serverLabel(): string {
    return this.deps.server.label;
  }

  /** The same access for what must still reach the server after its owner's end, such as deletes that waited. */
  get outlivingOwner(): ClientAccess {
    const { signal, ...rest } = this.deps;
    return signal === undefined ? this : (this.lasting ??= new ClientAccess(rest));
  }

  /**
   * Makes a request.
   *
   * @param agentId the agent that it is about, for the sentence when there is no such agent
   * @throws UserFacingError, or an `AbortError` after its signal or at the owner's end
   */
  async attempt<T>(agentId: string | undefined, request: (client: Client) => Promise<T>): Promise<T> {
    this.throwIfEnded();
    const client = await (this.client ??= this.create());
    try {
      const answer = await request(client);
      this.throwIfEnded();
      return answer;
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
        this.throwIfEnded();
        return get();
      }
    });
  }

  /** The error as a person may see it. Cancellations pass unchanged, and at the owner's end all else is one. */
  async translated(error: unknown, agentId: string | undefined): Promise<Error> {
    const { account, loadClient, server, signal, tokens, onSignInRequired } = this.deps;
    if (signal?.aborted) {
      return ended();
    }
    const { httpFailure } = await loadClient();
    const translated = toUserFacing(
      error,
      {
        server: server.label,
        account: account.label,
        issuer: account.issuer,
        isGuest: tokens === undefined,
        ...(agentId === undefined ? {} : { agentId }),
      },
      httpFailure,
    );
    if (translated instanceof UserFacingError && translated.kind === SIGN_IN_REQUIRED) {
      onSignInRequired?.();
    }
    return translated;
  }

  /** Something that the server was asked for by its id is not there. */
  gone(): UserFacingError {
    return threadGone(this.serverLabel);
  }

  /** The server carried something out and answered with something else than it should have. */
  unreadable(): UserFacingError {
    return serverFailed(this.serverLabel, 200);
  }

  private async create(): Promise<Client> {
    const { server, tokens, fetch: send, loadClient, signal } = this.deps;
    try {
      const { createMastraClient } = await loadClient();
      const { fetch } = new AuthorizedFetch({ origin: server.origin, tokens, send, ...(signal ? { signal } : {}) });
      return createMastraClient({ baseUrl: server.baseUrl, apiPrefix: server.apiPrefix, fetch });
    } catch (error) {
      // What could not be loaded is loaded anew with the next request.
      this.client = undefined;
      throw error;
    }
  }

  private throwIfEnded(): void {
    if (this.deps.signal?.aborted) {
      throw ended();
    }
  }
}

/** Whatever reason the signal has: to a person it is a cancellation. */
function ended(): Error {
  return new DOMException("The conversation's owner is gone.", "AbortError");
}
