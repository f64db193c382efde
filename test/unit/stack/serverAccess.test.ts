import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readResourceMetadata } from "../../../src/agents/resourceMetadata";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";

describe("who may use the Mastra server", function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-access-"));
  let auth: AuthServer;
  let server: MastraServer;

  before(async () => {
    auth = await startAuthServer();
    const { publishableKey, jwksUri, issuer, clientId, users } = auth;
    server = await startMastraServer({
      publishableKey,
      jwksUri,
      dataDir,
      liveWeather: false,
      environment: {},
      authorizeUser: (user) => Promise.resolve(user.iss === issuer && user.sub === users[0]!.id),
      resourceMetadata: { authorizationServers: [issuer], publishableKey, clientId },
    });
  });
  after(async () => {
    await server.close();
    await auth.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("asks authorizeUser about everybody with a good token", async () => {
    const status = async (sub: string): Promise<number> => {
      const authorization = `Bearer ${await auth.issueAccessToken({ sub })}`;
      return (await fetch(`${server.url}/api/agents`, { headers: { authorization } })).status;
    };
    assert.deepEqual(await Promise.all(auth.users.slice(0, 2).map(({ id }) => status(id))), [200, 403]);
    assert.equal((await fetch(`${server.url}/api/agents`)).status, 401);
  });

  it("publishes where to sign in, to everybody", async () => {
    const response = await fetch(`${server.url}/.well-known/oauth-protected-resource`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    assert.deepEqual(await response.json(), {
      resource: server.url,
      resource_name: "Demo agents",
      authorization_servers: [auth.issuer],
      bearer_methods_supported: ["header"],
      scopes_supported: ["openid", "profile", "email", "offline_access", "user:org:read"],
      clerk_publishable_key: auth.publishableKey,
      clerk_client_id: auth.clientId,
    });
  });

  it("is understood by the extension", async () => {
    assert.deepEqual(await readResourceMetadata(server.url, fetch), {
      issuer: auth.issuer,
      issuers: [auth.issuer],
      publishableKey: auth.publishableKey,
      clientId: auth.clientId,
    });
  });
});
