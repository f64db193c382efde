import assert from "node:assert/strict";
import { resolveClerkInstance, sessionScope } from "../../../../src/auth/clerk/clerkInstance";
import { throwsWith } from "../setup/expectError";

const keyOf = (decoded: string, kind = "test"): string => `pk_${kind}_${Buffer.from(decoded).toString("base64")}`;
const settings = (changes: object = {}) => ({
  publishableKey: keyOf("clear-cat-12.clerk.accounts.dev$"),
  clientId: "abc123",
  issuer: "",
  ...changes,
});

describe("clerkInstance", () => {
  it("takes the issuer from the publishable key", () => {
    assert.deepEqual(resolveClerkInstance(settings()), {
      issuer: "https://clear-cat-12.clerk.accounts.dev",
      clientId: "abc123",
    });
  });

  const good: Readonly<Record<string, string>> = {
    [keyOf("clerk.example.com$", "live")]: "https://clerk.example.com",
    [keyOf("clerk.example.com$").replace(/=+$/, "")]: "https://clerk.example.com",
    [` ${keyOf("clerk.example.com$")}\n`]: "https://clerk.example.com",
    [keyOf("127.0.0.2:4455$")]: "http://127.0.0.2:4455",
    [keyOf("[::1]:4455$")]: "http://[::1]:4455",
    [keyOf("10.0.0.1:4455$")]: "https://10.0.0.1:4455",
  };
  for (const [publishableKey, issuer] of Object.entries(good)) {
    it(`reads ${publishableKey.trim()}`, () => {
      assert.equal(resolveClerkInstance(settings({ publishableKey })).issuer, issuer);
    });
  }

  const bad = [
    "pk_test_",
    "pk_prod_Y2xlcmsuZXhhbXBsZS5jb20k",
    "clerk.example.com",
    "pk_test_%%%",
    "pk_test_A",
    keyOf("clerk.example.com"),
    keyOf("clerk.example.com$$"),
    keyOf("localhost:4455$"),
    keyOf("$"),
    keyOf("clerk.example.com/evil$"),
    keyOf("user@clerk.example.com$"),
    keyOf("clerk.example.com?x=1$"),
    keyOf("clerk.example.com:99999$"),
    keyOf("https://clerk.example.com$"),
  ];
  for (const publishableKey of bad) {
    it(`refuses ${publishableKey}`, () => {
      const error = throwsWith(() => resolveClerkInstance(settings({ publishableKey })), "publishableKey");
      assert.match(error.message, /isn't a publishable key/);
      assert.deepEqual(error.actions, ["openClerkSettings"]);
    });
  }

  it("names what is missing", () => {
    assert.match(
      throwsWith(() => resolveClerkInstance(settings({ publishableKey: " " })), "clerkNotConfigured").message,
      /agentChat\.clerk\.publishableKey/,
    );
    assert.match(
      throwsWith(() => resolveClerkInstance(settings({ clientId: "" })), "clientId").message,
      /agentChat\.clerk\.clientId/,
    );
    throwsWith(() => resolveClerkInstance(settings({ clientId: "two words" })), "clientId");
  });

  it("warns of a secret key, and does not repeat it", () => {
    const secret = settings({ publishableKey: "sk_test_abcdef" });
    const error = throwsWith(() => resolveClerkInstance(secret), "publishableKey");
    assert.match(error.message, /rotate/);
    assert.doesNotMatch(error.message, /abcdef/);
  });

  it("prefers the issuer of the settings, without its last slash", () => {
    const issuer = (text: string): string => resolveClerkInstance(settings({ issuer: text })).issuer;
    assert.equal(issuer("https://auth.example.com/"), "https://auth.example.com");
    assert.equal(issuer("https://example.com/__clerk/"), "https://example.com/__clerk");
    assert.equal(issuer("http://localhost:4455"), "http://localhost:4455");
    assert.equal(
      resolveClerkInstance(settings({ publishableKey: "", issuer: "https://auth.example.com" })).issuer,
      "https://auth.example.com",
    );
  });

  for (const issuer of ["http://a.example.com", "a.example.com", "https://a@b.example", "https://b.example/?x=1"]) {
    it(`refuses the issuer ${issuer}`, () => {
      throwsWith(() => resolveClerkInstance(settings({ issuer })), "issuer");
    });
  }

  it("names the place of the session even when nothing is configured", () => {
    assert.deepEqual(sessionScope({ publishableKey: "", clientId: "", issuer: "" }), { issuer: "", clientId: "" });
    assert.deepEqual(sessionScope(settings()), resolveClerkInstance(settings()));
    assert.deepEqual(sessionScope(settings({ publishableKey: "nonsense" })), { issuer: "", clientId: "abc123" });
  });
});
