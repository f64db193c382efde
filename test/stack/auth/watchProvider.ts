import type { Provider } from "oidc-provider";
import { ALREADY_USED } from "./memoryAdapter";

/** What oidc-provider does with refresh tokens, for tests to look at. */
export interface RefreshTokenEvents {
  readonly revoked: string[];
  /** How often a refresh token came that had been used already. */
  reused: number;
}

/** Keeps the events from now on. */
export function watchRefreshTokens(provider: Provider): RefreshTokenEvents {
  const events: RefreshTokenEvents = { revoked: [], reused: 0 };
  provider.on("grant.error", (_ctx, error) => {
    events.reused += error.error_detail === ALREADY_USED ? 1 : 0;
  });
  provider.use(async (ctx: ProviderContext, next: () => Promise<void>) => {
    await next();
    const revoked = ctx.path === "/oauth/token/revoke" ? ctx.oidc?.entities.RefreshToken : undefined;
    if (revoked !== undefined && ctx.status === 200) {
      events.revoked.push(revoked.jti);
    }
  });
  return events;
}

/** Every secret that goes to or comes from a client, from now on, for tests that look for leaks. */
export function watchSecrets(provider: Provider): ReadonlySet<string> {
  const found = new Set<string>();
  const sent = ["code", "code_verifier", "refresh_token", "device_code", "token", "state", "nonce"];
  const answered = ["access_token", "refresh_token", "id_token", "device_code"];
  provider.use(async (ctx: ProviderContext, next: () => Promise<void>) => {
    await next();
    for (const [names, source] of [
      [sent, ctx.oidc?.params],
      [answered, ctx.body],
    ] as const) {
      const members = typeof source === "object" && source !== null ? Object.entries(source) : [];
      for (const [name, value] of members) {
        if (names.includes(name) && typeof value === "string" && value.length > 15) {
          found.add(value);
        }
      }
    }
  });
  return found;
}

/** Adds `interval` to device authorization responses, which oidc-provider leaves out (RFC 8628 §3.2). */
export function nameDeviceInterval(provider: Provider, seconds: number): void {
  provider.use(async (ctx: ProviderContext, next: () => Promise<void>) => {
    await next();
    if (ctx.path === "/oauth/device_authorization" && ctx.status === 200) {
      ctx.body = { ...(ctx.body as object), interval: seconds };
    }
  });
}

/** The part of Koa's context that is used here; `oidc` is missing where no route of the provider matched. */
interface ProviderContext {
  readonly path: string;
  readonly status: number;
  body: unknown;
  readonly oidc?: {
    readonly entities: { readonly RefreshToken?: { readonly jti: string } };
    readonly params?: Readonly<Record<string, unknown>>;
  };
}
