import assert from "node:assert/strict";
import { claimsOf, identityOf, readJwtClaims } from "../../../../src/auth/clerk/jwt";
import { instanceKey, signJwt } from "../../../stack/auth/signingKey";

describe("jwt", () => {
  it("reads the claims of a token", () => {
    const claims = { iss: "https://i", sub: "user_1", exp: 5, iat: 4, email: "é@example.com" };
    const organization = { org_id: "org_1", org_name: "Acme", org_slug: "acme" };
    const token = signJwt(instanceKey(), { ...claims, ...organization, jti: "oat_1" });
    assert.deepEqual(readJwtClaims(token), { ...claims, ...organization });
  });

  for (const text of ["", "oat_abc", "a.b", "a.b.c", "a.b.c.d", "..", "e30.bm90anNvbg.x", "sk_test_1.2.3", "a b.c.d"]) {
    it(`says that ${JSON.stringify(text)} is no JWT`, () => assert.equal(readJwtClaims(text), undefined));
  }

  it("leaves out claims of the wrong type", () => {
    assert.deepEqual(claimsOf({ sub: 1, iss: null, exp: "5", email: "", name: "N" }), { name: "N" });
    assert.deepEqual(claimsOf(undefined), {});
  });

  it("calls people by e-mail address, name or id, in this order", () => {
    assert.equal(identityOf({ sub: "s", email: "e", name: "n" })?.label, "e");
    assert.equal(identityOf({ sub: "s", name: "n" })?.label, "n");
    assert.deepEqual(identityOf({ sub: "s" }), { sub: "s", label: "s" });
    assert.equal(identityOf({ email: "e" }), undefined);
  });
});
