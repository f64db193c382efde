import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { canBind, listen } from "../listen";
import { closeServer, recordRequests, type LoggedRequest } from "../requestLog";
import { allowRelay, useClerkTokenIds } from "./clerkHabits";
import { type Fault, Faults } from "./faults";
import { Interactions } from "./interactions";
import { MemoryAdapter, MemoryStore } from "./memoryAdapter";
import { OrganizationChoices } from "./organizationChoices";
import { providerConfiguration, type TokenSettings } from "./providerConfiguration";
import { publishableKeyFor } from "./publishableKey";
import { redirectUris } from "./redirectUris";
import { Routes } from "./routes";
import { instanceKey, signJwt } from "./signingKey";
import { type DemoUser, UserDirectory } from "./users";
import { nameDeviceInterval, watchRefreshTokens, watchSecrets } from "./watchProvider";

/** Clerk's client ids are 16 letters and digits. */
const CLIENT_ID = "mC4rAgentChat0ai";

export interface AuthServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.2: VS Code in a browser rewrites links to 127.0.0.1 (docs/wire.md#vs-code-in-a-browser). */
  readonly host?: string;
  readonly accessTokenSeconds?: number;
  readonly opaqueTokens?: boolean;
  /** What is registered for the OAuth application besides the relay; by default everything an owner would register. */
  readonly redirectUris?: readonly string[];
  /** Default true: the device authorization grant (RFC 8628) is offered. */
  readonly deviceGrant?: boolean;
  /** Adds `interval` to the device authorization response; without it clients wait 5 s (RFC 8628 §3.2). */
  readonly deviceIntervalSeconds?: number;
  /** Where the signing key is kept, so that access tokens stay good over a restart. */
  readonly keyDir?: string;
  readonly log?: (line: string) => void;
}

export interface AuthServer {
  readonly issuer: string;
  readonly publishableKey: string;
  /** False on IPv6, where the issuer cannot be told from the key and has to be configured. */
  readonly keyNamesIssuer: boolean;
  readonly clientId: string;
  readonly jwksUri: string;
  readonly relayUrl: string;
  readonly users: readonly DemoUser[];
  readonly requests: readonly LoggedRequest[];
  /** The refresh tokens that clients have revoked (RFC 7009). */
  readonly revokedRefreshTokens: readonly string[];
  /** How often a refresh token came that had been used already. */
  readonly reuseDetected: number;
  /** Tokens, codes, states, nonces and verifiers that have crossed the wire. */
  readonly secrets: ReadonlySet<string>;
  /** Lifetime of the access tokens issued from now on. */
  setAccessTokenSeconds(seconds: number): void;
  /** Opaque `oat_…` access tokens from now on, as older Clerk instances issue them. */
  setOpaqueTokens(opaque: boolean): void;
  /** Whether refresh tokens are replaced with every use; Clerk does so. */
  setRotation(rotates: boolean): void;
  /**
   * An outage of every path that begins with `pathPrefix`; undefined ends it. Requests that get no answer are
   * in `requests` with the status 0.
   */
  setFault(pathPrefix: string, fault: Fault | undefined): void;
  /** Shifts the `Date` header of every answer, and only that, by so many milliseconds. */
  setClockOffset(milliseconds: number): void;
  /** No outage, the true time, and tokens as they were at the start: all that the setters above have changed. */
  recover(): void;
  /** A JWT signed by the instance key, as a Clerk JWT template makes them. `expiresIn` in seconds. */
  issueAccessToken(options?: {
    readonly sub?: string;
    readonly expiresIn?: number;
    /** Besides, or instead of, those that every token has. */
    readonly claims?: Readonly<Record<string, unknown>>;
  }): Promise<string>;
  close(): Promise<void>;
}

/**
 * An OAuth 2.0 / OpenID Connect server with Clerk's paths and token formats.
 *
 * @throws StackError when the port is in use
 */
export async function startAuthServer(options: AuthServerOptions = {}): Promise<AuthServer> {
  const host = options.host ?? ((await canBind("127.0.0.2")) ? "127.0.0.2" : "::1");
  const requests: LoggedRequest[] = [];
  const server = createServer();
  const port = await listen(server, host, options.port ?? 0);
  const authority = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const issuer = `http://${authority}`;
  const relayUrl = `${issuer}/relay`;
  const key = instanceKey(options.keyDir);
  const users = new UserDirectory();
  const store = new MemoryStore();
  const choices = new OrganizationChoices();
  const faults = new Faults(requests);
  let clockOffset = 0;
  const firstSettings: Readonly<TokenSettings> = {
    accessTokenSeconds: options.accessTokenSeconds ?? 24 * 60 * 60,
    opaqueTokens: options.opaqueTokens ?? false,
    rotateRefreshTokens: true,
  };
  const settings: TokenSettings = { ...firstSettings };
  const provider = new Provider(
    issuer,
    providerConfiguration({
      issuer,
      clientId: CLIENT_ID,
      redirectUris: [...(options.redirectUris ?? redirectUris())],
      key,
      users,
      choices,
      deviceGrant: options.deviceGrant ?? true,
      settings,
      adapter: (name) => new MemoryAdapter(store, name),
    }),
  );
  provider.on("server_error", (_ctx, error) => options.log?.(`Sign-in server error: ${error.message}`));
  useClerkTokenIds(provider);
  allowRelay(provider, relayUrl);
  const refreshTokens = watchRefreshTokens(provider);
  const secrets = watchSecrets(provider);
  if (options.deviceIntervalSeconds !== undefined) {
    nameDeviceInterval(provider, options.deviceIntervalSeconds);
  }
  const routes = new Routes(provider, new Interactions(provider, users, choices), users, key);
  server.on("request", (request, response) => {
    recordRequests(requests, request, response, options.log ?? (() => undefined));
    const answer = async (): Promise<void> => {
      if (clockOffset !== 0) {
        response.setHeader("date", new Date(Date.now() + clockOffset).toUTCString());
      }
      if (!(await faults.handle(request, response))) {
        await routes.handle(request, response);
      }
    };
    answer().catch((error: unknown) => {
      options.log?.(`Request failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  return {
    issuer,
    publishableKey: publishableKeyFor(authority),
    keyNamesIssuer: authority.includes("."),
    clientId: CLIENT_ID,
    jwksUri: `${issuer}/.well-known/jwks.json`,
    relayUrl,
    get users() {
      return users.all;
    },
    requests,
    revokedRefreshTokens: refreshTokens.revoked,
    secrets,
    get reuseDetected() {
      return refreshTokens.reused;
    },
    setFault: (pathPrefix, fault) => faults.set(pathPrefix, fault),
    setClockOffset: (milliseconds) => (clockOffset = milliseconds),
    setAccessTokenSeconds: (seconds) => (settings.accessTokenSeconds = seconds),
    setOpaqueTokens: (opaque) => (settings.opaqueTokens = opaque),
    setRotation: (rotates) => (settings.rotateRefreshTokens = rotates),
    recover: () => {
      faults.clear();
      clockOffset = 0;
      Object.assign(settings, firstSettings);
    },
    issueAccessToken: ({ sub = users.all[0]?.id, expiresIn = 3600, claims = {} } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      return Promise.resolve(signJwt(key, { iss: issuer, sub, nbf: now - 5, exp: now + expiresIn, ...claims }));
    },
    close: () => closeServer(server),
  };
}
