import assert from "node:assert/strict";
import { Discovery, offersDeviceGrant } from "../../../../src/auth/clerk/discovery";
import { rejectsWith } from "../setup/expectError";
import { ScriptedClerk } from "../setup/scriptedClerk";

describe("discovery", () => {
  let clerk: ScriptedClerk;
  let discovery: Discovery;
  beforeEach(async () => {
    clerk = new ScriptedClerk();
    await clerk.start();
    discovery = new Discovery((url, init) => fetch(url, init));
  });
  afterEach(() => clerk.stop());

  it("asks once for an issuer", async () => {
    const [first, second] = await Promise.all([discovery.get(clerk.issuer), discovery.get(clerk.issuer)]);
    assert.equal(first, second);
    assert.equal(await discovery.get(clerk.issuer), first);
    assert.equal(clerk.paths.length, 1);
    assert.equal(first.token_endpoint, `${clerk.issuer}/oauth/token`);
  });

  it("finds the device grant where it is advertised, at an address that nobody can change on the way", async () => {
    const metadata = await discovery.get(clerk.issuer);
    const offers = (endpoint: string): boolean =>
      offersDeviceGrant({ ...metadata, device_authorization_endpoint: endpoint });
    assert.equal(offersDeviceGrant(metadata), false);
    assert.equal(offers(`${clerk.issuer}/oauth/device_authorization`), true);
    assert.equal(offers("https://clerk.example.com/oauth/device_authorization"), true);
    assert.equal(offers("http://clerk.example.com/oauth/device_authorization"), false);
    assert.equal(offers("nonsense"), false);
  });

  it("forgets a failure", async () => {
    const healthy = clerk.discovery;
    clerk.discovery = () => ({ status: 503 });
    await rejectsWith(discovery.get(clerk.issuer), "offline");
    clerk.discovery = healthy;
    assert.equal((await discovery.get(clerk.issuer)).issuer, clerk.issuer);
  });

  const notClerk: Readonly<Record<string, (document: object) => object>> = {
    "a 404": () => ({ status: 404 }),
    "an HTML page": () => ({ body: "<html>Welcome</html>" }),
    "a redirect": () => ({ status: 302, headers: { location: "https://example.com" } }),
    "another issuer": (document) => ({ body: { ...document, issuer: "https://evil.example" } }),
    "no token endpoint": (document) => ({ body: { ...document, token_endpoint: undefined } }),
    "a login page over plain http": (document) => ({
      body: { ...document, authorization_endpoint: "http://evil.example/authorize" },
    }),
    "a login page that is a script": (document) => ({ body: { ...document, authorization_endpoint: "javascript:1" } }),
  };
  for (const [what, answer] of Object.entries(notClerk)) {
    it(`says that the key points to no Clerk instance for ${what}`, async () => {
      clerk.discovery = answer;
      const error = await rejectsWith(discovery.get(clerk.issuer), "notClerk");
      assert.match(error.message, /^This publishable key doesn't point to a Clerk instance: 127\.0\.0\.1:/);
      assert.deepEqual(error.actions, ["openClerkSettings"]);
    });
  }

  it("says that nobody answers", async () => {
    await clerk.stop();
    const error = await rejectsWith(discovery.get(clerk.issuer), "offline");
    assert.match(error.message, /[Cc]ouldn't reach/);
  });
});
