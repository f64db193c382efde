import assert from "node:assert/strict";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { AuthClient, claimsOf, type TokenAnswer } from "./authClient";

const SCOPE = "openid profile email offline_access user:org:read";

describe("organizations", function () {
  this.timeout(20_000);
  let server: AuthServer;
  let client: AuthClient;

  before(async () => {
    server = await startAuthServer();
    client = new AuthClient(server);
  });
  after(() => server.close());

  /** What both tokens say about the organization. */
  function organizationOf({ access_token, id_token }: TokenAnswer): unknown {
    const [access, id] = [access_token, id_token].map((token) => {
      const { org_id, org_name, org_slug } = claimsOf(token);
      return { org_id, org_name, org_slug };
    });
    assert.deepEqual(access, id);
    return access;
  }

  const none = { org_id: undefined, org_name: undefined, org_slug: undefined };

  it("puts the one that stands first into both tokens, and keeps it over refreshes", async () => {
    const tokens = await client.signIn(SCOPE);
    const [acme] = server.users[0]!.organizations;
    const expected = { org_id: acme!.id, org_name: "Acme", org_slug: "acme" };
    assert.match(acme!.id, /^org_\w{27}$/);
    assert.deepEqual(organizationOf(tokens), expected);
    const second = await client.refresh(tokens.refresh_token!);
    const third = await client.refresh(second.refresh_token!);
    assert.deepEqual(organizationOf(third), expected);
  });

  it("gives every sign-in of an account the organization that was picked for it", async () => {
    const beta = await client.signIn(SCOPE, { organization: "Beta" });
    const personal = await client.signIn(SCOPE, { organization: "Personal account" });
    assert.equal(claimsOf((await client.refresh(beta.refresh_token!)).access_token).org_name, "Beta");
    assert.deepEqual(organizationOf(await client.refresh(personal.refresh_token!)), none);
  });

  it("offers only the organizations of the account", async () => {
    const bob = { email: "bob@example.com" };
    assert.equal(claimsOf((await client.signIn(SCOPE, bob)).access_token).org_name, "Acme");
    await assert.rejects(client.signIn(SCOPE, { ...bob, organization: "Beta" }), /does not offer Beta/);
  });

  it("asks nobody who has none, and nobody when the app did not ask for it", async () => {
    const chidi = await client.signIn(SCOPE, { email: "chidi@example.com" });
    assert.deepEqual(organizationOf(chidi), none);
    const scope = "openid profile email offline_access";
    assert.deepEqual(organizationOf(await client.signIn(scope)), none);
    await assert.rejects(client.signIn(scope, { organization: "Acme" }), /does not offer Acme/);
  });
});
