import { registerApiRoute } from "@mastra/core/server";
import { clientId, issuer } from "./auth";
import { required } from "./environment";

/** Says where people sign in, so that VS Code needs only the address of this server (RFC 9728). All of it is public. */
export const signInRoute = registerApiRoute("/.well-known/oauth-protected-resource", {
  method: "GET",
  requiresAuth: false,
  handler: (context) =>
    context.json({
      resource: required("PUBLIC_URL"),
      resource_name: "Weather agents",
      authorization_servers: [issuer],
      bearer_methods_supported: ["header"],
      clerk_publishable_key: required("CLERK_PUBLISHABLE_KEY"),
      clerk_client_id: clientId,
    }),
});
