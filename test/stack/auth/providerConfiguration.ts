import type { Configuration, JWTStructured } from "oidc-provider";
import { DEVICE_GRANT, deviceFlow } from "./deviceFlow";
import type { MemoryAdapter } from "./memoryAdapter";
import type { OrganizationChoices } from "./organizationChoices";
import { messagePage } from "./pages";
import type { InstanceJwk } from "./signingKey";
import type { UserDirectory } from "./users";

export const SCOPES = ["openid", "profile", "email", "offline_access", "user:org:read"] as const;

const SECONDS_A_DAY = 24 * 60 * 60;

/** What can change while the server runs. */
export interface TokenSettings {
  accessTokenSeconds: number;
  opaqueTokens: boolean;
  /** A refresh token is replaced with every use. */
  rotateRefreshTokens: boolean;
}

export interface ProviderParts {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUris: string[];
  readonly key: InstanceJwk;
  readonly users: UserDirectory;
  readonly choices: OrganizationChoices;
  readonly deviceGrant: boolean;
  readonly settings: TokenSettings;
  readonly adapter: (name: string) => MemoryAdapter;
}

/** oidc-provider with Clerk's paths, token formats and lifetimes (docs/wire.md#clerk-access-tokens). */
export function providerConfiguration(parts: ProviderParts): Configuration {
  const { issuer, key, settings, choices } = parts;
  const audience = audienceOf(issuer);
  return {
    adapter: parts.adapter,
    clients: [
      {
        client_id: parts.clientId,
        client_name: "Agent Chat for VS Code",
        application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token", ...(parts.deviceGrant ? [DEVICE_GRANT] : [])],
        response_types: ["code"],
        redirect_uris: parts.redirectUris,
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [key.kid] },
    scopes: [...SCOPES],
    claims: {
      openid: ["sub"],
      profile: ["name"],
      email: ["email", "email_verified"],
      "user:org:read": ["org_id", "org_name", "org_slug"],
    },
    // Clerk puts e-mail and name into the id token itself.
    conformIdTokenClaims: false,
    findAccount: (ctx, sub) => {
      const user = parts.users.find(sub);
      const claims = { sub, name: user?.name, email: user?.email, email_verified: true };
      // Asked for the claims of an id token, oidc-provider knows by which grant it is issued.
      const all = () => ({ ...claims, ...choices.claimsOf(ctx.oidc.entities.Grant?.jti) });
      return user === undefined ? undefined : { accountId: sub, claims: all };
    },
    extraTokenClaims: (_ctx, token) => ("grantId" in token ? choices.claimsOf(token.grantId) : {}),
    pkce: { required: () => true },
    rotateRefreshToken: () => settings.rotateRefreshTokens,
    issueRefreshToken: () => Promise.resolve(true),
    expiresWithSession: () => false,
    clientBasedCORS: () => true,
    routes: {
      authorization: "/oauth/authorize",
      token: "/oauth/token",
      revocation: "/oauth/token/revoke",
      introspection: "/oauth/token_info",
      jwks: "/.well-known/jwks.json",
      device_authorization: "/oauth/device_authorization",
      code_verification: "/device",
    },
    discovery: {
      userinfo_endpoint: `${issuer}/oauth/userinfo`,
      service_documentation: "https://clerk.com/docs",
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      AuthorizationCode: 10 * 60,
      DeviceCode: 10 * 60,
      IdToken: SECONDS_A_DAY,
      RefreshToken: 3650 * SECONDS_A_DAY,
      Grant: 3650 * SECONDS_A_DAY,
      Session: 14 * SECONDS_A_DAY,
      Interaction: 60 * 60,
      AccessToken: () => settings.accessTokenSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      deviceFlow: deviceFlow(parts.deviceGrant),
      // Its own userinfo refuses tokens that are bound to a resource; ours is in userinfo.ts.
      userinfo: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      introspection: {
        enabled: true,
        // Clerk answers confidential clients only, and this server has none.
        allowedPolicy: (_ctx, client) => client.clientAuthMethod !== "none",
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience,
          scope: SCOPES.join(" "),
          accessTokenFormat: settings.opaqueTokens ? "opaque" : "jwt",
          jwt: { sign: { alg: key.alg, kid: key.kid } },
        }),
      },
    },
    formats: { customizers: { jwt: (_ctx, _token, parts) => hideAudience(parts) } },
    renderError: (ctx, out) => {
      ctx.type = "html";
      ctx.body = messagePage("Sign-in stopped", `${out.error_description ?? out.error}. Close this tab and try again.`);
    },
  };
}

/** The one resource of this server, which oidc-provider wants a JWT access token to have. */
export function audienceOf(issuer: string): string {
  return `${issuer}/api`;
}

/**
 * Clerk sets `aud` only for clients that sent `resource` (docs/wire.md#clerk-access-tokens). oidc-provider insists on
 * having it, so it stays there but is left out when the payload is written as JSON.
 */
function hideAudience(parts: JWTStructured): void {
  const { aud } = parts.payload;
  Object.defineProperty(parts.payload, "aud", { value: aud, enumerable: false });
}
