import { registerApiRoute } from "@mastra/core/server";

/** Who may sign in to a server, for clients that ask it. All of it is public. */
export interface PublishedSignIn {
  /** Issuers whose access tokens the server accepts: the Frontend API of the Clerk instance. */
  readonly authorizationServers: readonly string[];
  readonly publishableKey: string;
  readonly clientId: string;
}

/**
 * The document by which a server says who signs in to it (RFC 9728 §3), for `server.apiRoutes` of a Mastra
 * project. The two `clerk_` members are additional ones, which §2 allows.
 *
 * @param url where clients reach the server, without a slash at the end
 */
export function resourceMetadataRoute(
  url: string,
  { authorizationServers, publishableKey, clientId }: PublishedSignIn,
): ReturnType<typeof registerApiRoute> {
  return registerApiRoute("/.well-known/oauth-protected-resource", {
    method: "GET",
    requiresAuth: false,
    handler: (context) =>
      context.json({
        resource: url,
        resource_name: "Demo agents",
        authorization_servers: authorizationServers,
        bearer_methods_supported: ["header"],
        scopes_supported: ["openid", "profile", "email", "offline_access", "user:org:read"],
        clerk_publishable_key: publishableKey,
        clerk_client_id: clientId,
      }),
  });
}
