import { deepEqual, equal, throws } from "node:assert/strict";
import { readOptions, UsageError } from "../../../scripts/checkClerk/options";
import { flowsFor } from "../../../src/auth/signIn/flows";

const NEEDED = ["--key", "pk_test_x", "--client", "abc"];

describe("options of npm run check:clerk", () => {
  it("look for the editors whose links the extension signs in with", () => {
    const { editors } = readOptions(NEEDED);
    equal(editors.length, 5);
    for (const uriScheme of editors) {
      equal(flowsFor({ ui: "desktop", remote: false, uriScheme }, { deviceGrant: false })[0], "uriHandler", uriScheme);
    }
  });

  it("are as the settings of the extension when they aren't given", () => {
    const { apiPrefix, scopes, issuer, server } = readOptions(NEEDED);
    deepEqual([apiPrefix, scopes, issuer, server], ["/api", "openid profile email offline_access", "", undefined]);
  });

  it("say what is missing or unknown", () => {
    throws(() => readOptions(["--key", "pk_test_x"]), UsageError);
    throws(() => readOptions([...NEEDED, "--sever", "http://localhost:4111"]), UsageError);
  });
});
