import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { discoveryRows, errorInWords } from "../../../../src/editor/diagnostics/discoveryRows";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";

describe("discoveryRows", () => {
  let auth: AuthServer;

  before(async () => {
    auth = await startAuthServer();
  });
  after(() => auth.close());

  const look = async (serverUrl: string, issuer: string): Promise<readonly string[]> => {
    const send = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      strictEqual(new Headers(init?.headers).has("authorization"), false);
      return fetch(input, init);
    };
    const signal = AbortSignal.timeout(20_000);
    const rows = await discoveryRows({ serverUrl, apiPrefix: "/api", issuer, send, signal });
    for (const [, , , took = ""] of rows) {
      match(took, /^\d+ ms$/);
    }
    return rows.map(([, where = "", found = ""]) => `${where}: ${found}`);
  };

  it("says what the Clerk instance offers, and why there is no server", async () => {
    const [server = "", published = "", clerk = ""] = await look(auth.issuer, auth.issuer);
    strictEqual(server, `${auth.issuer}: failed: notMastra`);
    strictEqual(published, "/.well-known/oauth-protected-resource: nothing that can be used");
    match(clerk, /: found: PKCE S256 yes, refresh tokens yes, offline_access yes, device codes .*revocation yes$/);
  });

  it("asks nobody where the settings name none, and tells a refused connection by its code", async () => {
    const [server, , clerk] = await look("http://127.0.0.1:1", "");
    match(server ?? "", /^http:\/\/127\.0\.0\.1:1: failed: network/);
    strictEqual(clerk, "none in the settings: not asked");
  });

  it("never tells the words of an error", () => {
    const refused = Object.assign(new Error("connect to secret"), { code: "ECONNREFUSED" });
    deepStrictEqual(
      [new UserFacingError("network", "secret", [], { cause: refused }), new TypeError("secret"), "secret"].map(
        errorInWords,
      ),
      ["failed: network (ECONNREFUSED)", "failed: TypeError", "failed: unknown"],
    );
  });
});
