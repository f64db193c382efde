import assert from "node:assert/strict";
import { claimsOf, readJwtClaims } from "../../../../src/auth/clerk/jwt";
import { instanceKey, signJwt } from "../../../stack/auth/signingKey";

describe("jwt", () => {
  it("reads the claims of a token", () => {
    const token = signJwt(instanceKey(), { iss: "https://i", sub: "user_1", exp: 5, email: "é@example.com" });
    assert.deepEqual(readJwtClaims(token), { iss: "https://i", sub: "user_1", exp: 5, email: "é@example.com" });
  });

  for (const text of ["", "oat_abc", "a.b", "a.b.c", "a.b.c.d", "..", "e30.bm90anNvbg.x", "sk_test_1.2.3", "a b.c.d"]) {
    it(`says that ${JSON.stringify(text)} is no JWT`, () => assert.equal(readJwtClaims(text), undefined));
  }

  it("leaves out claims of the wrong type", () => {
    assert.deepEqual(claimsOf({ sub: 1, iss: null, exp: "5", email: "", name: "N" }), { name: "N" });
    assert.deepEqual(claimsOf(undefined), {});
  });
});
