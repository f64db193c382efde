import assert from "node:assert/strict";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { enterDeviceCode } from "../auth/setup/browser";
import { AuthClient, claimsOf, type TokenAnswer } from "./authClient";

const SCOPE = "openid profile email offline_access user:org:read";

interface DeviceAnswer {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval?: number;
}

async function discovery(server: AuthServer): Promise<Record<string, unknown> & { grant_types_supported: string[] }> {
  const response = await fetch(`${server.issuer}/.well-known/openid-configuration`);
  return (await response.json()) as Record<string, unknown> & { grant_types_supported: string[] };
}

function ask(server: AuthServer): Promise<Response> {
  const body = new URLSearchParams({ client_id: server.clientId, scope: SCOPE });
  return fetch(`${server.issuer}/oauth/device_authorization`, { method: "POST", body });
}

describe("device grant", function () {
  this.timeout(20_000);
  let server: AuthServer;
  let client: AuthClient;

  before(async () => {
    server = await startAuthServer();
    client = new AuthClient(server);
  });
  after(() => server.close());

  async function begin(): Promise<DeviceAnswer> {
    const response = await ask(server);
    assert.equal(response.status, 200);
    return (await response.json()) as DeviceAnswer;
  }

  function poll({ device_code }: DeviceAnswer): Promise<TokenAnswer> {
    return client.token({ grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code });
  }

  it("is advertised, lasts ten minutes and names no interval", async () => {
    const { device_authorization_endpoint, grant_types_supported } = await discovery(server);
    assert.equal(device_authorization_endpoint, `${server.issuer}/oauth/device_authorization`);
    assert.ok(grant_types_supported.includes("urn:ietf:params:oauth:grant-type:device_code"));
    const answer = await begin();
    assert.match(answer.user_code, /^[A-Z]{4}-[A-Z]{4}$/);
    assert.equal(answer.expires_in, 600);
    assert.equal(answer.interval, undefined);
  });

  it("signs in through the link with the code in it, organization included", async () => {
    const answer = await begin();
    assert.equal((await poll(answer)).error, "authorization_pending");
    const heading = await enterDeviceCode(answer.verification_uri_complete, { organization: "Beta" });
    assert.equal(heading, "You are signed in");
    const tokens = await poll(answer);
    assert.equal(claimsOf(tokens.id_token).email, "alice@example.com");
    assert.equal(claimsOf(tokens.access_token).scope, SCOPE);
    const again = await client.refresh(tokens.refresh_token!);
    assert.equal(claimsOf(again.access_token).org_name, "Beta");
    assert.equal((await poll(answer)).error, "invalid_grant");
  });

  it("takes a code that is typed, in small letters too", async () => {
    const answer = await begin();
    const code = answer.user_code.toLowerCase().replace("-", "");
    assert.equal(await enterDeviceCode(answer.verification_uri, {}, code), "You are signed in");
    assert.equal((await poll(answer)).status, 200);
  });

  it("shows the app and the code, and asks whether it is one's own", async () => {
    const { verification_uri, user_code } = await begin();
    const form = await fetch(verification_uri);
    const cookie = form.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const xsrf = /name="xsrf" value="(\w+)"/.exec(await form.text())![1]!;
    const body = new URLSearchParams({ xsrf, user_code });
    const page = await (await fetch(verification_uri, { method: "POST", body, headers: { cookie } })).text();
    assert.match(page, /Is this the code on your own screen\?/);
    assert.match(page, /Agent Chat for VS Code/);
    assert.ok(page.includes(`<code>${user_code}</code>`));
  });

  it("tells the client when the code is somebody else's, or the person says no", async () => {
    for (const person of [{ foreignCode: true }, { deny: true }]) {
      const answer = await begin();
      assert.equal(await enterDeviceCode(answer.verification_uri_complete, person), "Nothing was allowed");
      assert.equal((await poll(answer)).error, "access_denied");
    }
  });

  it("says so when nobody waits for a code, or it has been used", async () => {
    assert.equal(await enterDeviceCode(`${server.issuer}/device`, {}, "BBBB-BBBB"), "Enter the code");
    const answer = await begin();
    await enterDeviceCode(answer.verification_uri_complete);
    assert.equal(await enterDeviceCode(answer.verification_uri_complete), "Enter the code");
  });

  it("can name another interval, and can be missing", async () => {
    const quick = await startAuthServer({ deviceIntervalSeconds: 1 });
    const without = await startAuthServer({ deviceGrant: false });
    try {
      assert.equal(((await (await ask(quick)).json()) as DeviceAnswer).interval, 1);
      assert.equal((await discovery(without)).device_authorization_endpoint, undefined);
      assert.equal((await ask(without)).status, 404);
    } finally {
      await Promise.all([quick.close(), without.close()]);
    }
  });
});
