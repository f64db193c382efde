import { MastraAuthClerk } from "@mastra/auth-clerk";
import { optional, required } from "./environment";

const jwksUri = required("CLERK_JWKS_URI");

/** The Clerk instance, as its tokens name it. */
export const issuer = jwksUri.replace(/\/\.well-known\/jwks\.json$/, "");

export const clientId = required("AGENT_CHAT_CLIENT_ID");

const webAppOrigin = optional("WEB_APP_ORIGIN");

type Claims = Parameters<NonNullable<ConstructorParameters<typeof MastraAuthClerk>[0]>["mapUserToResourceId"] & {}>[0];

/**
 * Whether a token is meant for this server. MastraAuthClerk has checked its signature and its time, and nothing else:
 * any token that the Clerk instance ever signs would do, those for other applications and for machines too.
 */
function isAllowed({ iss, sub, client_id: client, azp }: Claims): boolean {
  const isPerson = sub?.startsWith("user_") === true;
  // VS Code brings an OAuth access token, which names its OAuth application. The web app brings one of a JWT template,
  // which names the page that asked for it.
  const isKnownClient = client === clientId || (webAppOrigin !== undefined && azp === webAppOrigin);
  return iss === issuer && isPerson && isKnownClient;
}

export const auth = new MastraAuthClerk({
  publishableKey: required("CLERK_PUBLISHABLE_KEY"),
  secretKey: required("CLERK_SECRET_KEY"),
  jwksUri,
  authorizeUser: isAllowed,
  // Each person has their own threads. Without it everybody could read, change and delete everybody's.
  mapUserToResourceId: (user) => user.sub,
});
