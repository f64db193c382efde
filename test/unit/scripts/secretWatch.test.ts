import { doesNotThrow, throws } from "node:assert/strict";
import { SecretWatch } from "../../../scripts/checkClerk/secretWatch";
import { startAuthServer } from "../../stack/auth/authServer";

describe("SecretWatch", () => {
  it("lets no text pass that holds what was sent or answered", async () => {
    const server = await startAuthServer();
    try {
      const watch = new SecretWatch();
      const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "keepThisToYourself" });
      await watch.fetch(`${server.issuer}/oauth/token`, { method: "POST", body });
      throws(() => watch.assertNoneIn("It was keepThisToYourself."), /was not written/);
      doesNotThrow(() => watch.assertNoneIn("grant_type refresh_token, jti oat_•••"));
    } finally {
      await server.close();
    }
  });

  it("lets no text pass that holds something like a token", () => {
    const watch = new SecretWatch();
    for (const token of ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "oat_2abcDEFghi345", "sk_test_abcdefghijkl"]) {
      throws(() => watch.assertNoneIn(`Bearer ${token}`), /was not written/);
    }
  });
});
