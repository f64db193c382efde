import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { isOpenServer } from "../../../src/agents/openServer";
import { serverAddress } from "../../../src/agents/serverUrl";
import { startMastraServer } from "../../stack/mastra/mastraServer";

describe("a real Mastra server", () => {
  const folder = mkdtempSync(join(tmpdir(), "open-server-"));

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const requiresSignIn of [false, true]) {
    it(`with${requiresSignIn ? "" : "out"} MastraAuthClerk is ${requiresSignIn ? "no" : "an"} open server`, async () => {
      const keys = { publishableKey: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k", jwksUri: "http://127.0.0.1:9/jwks" };
      const dataDir = join(folder, String(requiresSignIn));
      const server = await startMastraServer({ ...keys, requiresSignIn, dataDir, liveWeather: false, environment: {} });
      try {
        const access = new ClientAccess({
          server: serverAddress(server.url, "/api"),
          loadClient: () => Promise.resolve(mastraClient),
          fetch,
          account: { label: "", issuer: "" },
        });
        strictEqual(await isOpenServer(access), !requiresSignIn);
        deepStrictEqual([...new Set(server.requests.map(({ authorized }) => authorized))], [false]);
      } finally {
        await server.close();
      }
    });
  }
});
