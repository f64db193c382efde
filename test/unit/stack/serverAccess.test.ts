import assert from "node:assert/strict";
import { readResourceMetadata } from "../../../src/agents/resourceMetadata";
import { localStack } from "../setup/localStack";

describe("who may use the Mastra server", function () {
  this.timeout(60_000);
  const stack = localStack(({ publishableKey, issuer, clientId, users }) => ({
    authorizeUser: (user) => Promise.resolve(user.iss === issuer && user.sub === users[0]!.id),
    resourceMetadata: { authorizationServers: [issuer], publishableKey, clientId },
  }));

  it("asks authorizeUser about everybody with a good token", async () => {
    const status = async (sub: string): Promise<number> => {
      const authorization = `Bearer ${await stack.auth.issueAccessToken({ sub })}`;
      return (await fetch(`${stack.server.url}/api/agents`, { headers: { authorization } })).status;
    };
    assert.deepEqual(await Promise.all(stack.auth.users.slice(0, 2).map(({ id }) => status(id))), [200, 403]);
    assert.equal((await fetch(`${stack.server.url}/api/agents`)).status, 401);
  });

  it("publishes where to sign in, to everybody", async () => {
    const response = await fetch(`${stack.server.url}/.well-known/oauth-protected-resource`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    assert.deepEqual(await response.json(), {
      resource: stack.server.url,
      resource_name: "Demo agents",
      authorization_servers: [stack.auth.issuer],
      bearer_methods_supported: ["header"],
      scopes_supported: ["openid", "profile", "email", "offline_access", "user:org:read"],
      clerk_publishable_key: stack.auth.publishableKey,
      clerk_client_id: stack.auth.clientId,
    });
  });

  it("is understood by the extension", async () => {
    assert.deepEqual(await readResourceMetadata(stack.server.url, fetch), {
      issuer: stack.auth.issuer,
      issuers: [stack.auth.issuer],
      publishableKey: stack.auth.publishableKey,
      clientId: stack.auth.clientId,
    });
  });
});
