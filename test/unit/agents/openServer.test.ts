import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { isOpenServer } from "../../../src/agents/openServer";
import { serverAddress } from "../../../src/agents/serverUrl";
import { type HttpServer, json, startHttpServer } from "../setup/httpServer";

describe("whether a server works without a sign-in", () => {
  let server: HttpServer;
  let agents: readonly [number, unknown];
  let capabilities: readonly [number, unknown];

  beforeEach(async () => {
    agents = [200, { weatherAgent: { name: "Weather" } }];
    capabilities = [200, { enabled: false, login: null }];
    server = await startHttpServer(({ path }, response) =>
      json(response, ...(path.startsWith("/api/agents") ? agents : capabilities)),
    );
  });

  afterEach(() => server.close());

  const ask = (): Promise<boolean> =>
    isOpenServer(
      new ClientAccess({
        server: serverAddress(server.origin, "/api"),
        loadClient: () => Promise.resolve(mastraClient),
        fetch,
        account: { label: "", issuer: "" },
      }),
    );

  it("is asked without a token and without a cookie", async () => {
    strictEqual(await ask(), true);
    deepStrictEqual(
      server.seen.map(({ authorization, cookie }) => [authorization, cookie]),
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    );
  });

  it("is said by an empty list, and by an older server that does not tell what it can do", async () => {
    agents = [200, {}];
    capabilities = [404, { error: "Not Found" }];
    strictEqual(await ask(), true);
  });

  for (const status of [401, 403]) {
    it(`is denied by ${String(status)}, without another question`, async () => {
      agents = [status, { error: "Invalid or expired token" }];
      strictEqual(await ask(), false);
      strictEqual(server.seen.length, 1);
    });
  }

  it("is denied by a server that lists its agents to everybody and has a sign-in", async () => {
    capabilities = [200, { enabled: true, login: null }];
    strictEqual(await ask(), false);
    capabilities = [401, { error: "Unauthorized" }];
    strictEqual(await ask(), false);
  });

  const unclear: readonly [string, number, unknown, string][] = [
    ["an error with status 200", 200, { error: "Unauthorized" }, "server"],
    ["an array", 200, [], "server"],
    ["text", 200, "Sign in", "server"],
    ["another server", 404, { error: "Not Found" }, "notMastra"],
    ["a failure", 503, {}, "server"],
  ];
  for (const [what, status, body, kind] of unclear) {
    it(`is not known after ${what}`, async () => {
      agents = [status, body];
      await rejects(ask(), { kind });
    });
  }

  it("is not known of a server that fails to say what it can do, or cannot be reached", async () => {
    capabilities = [500, {}];
    await rejects(ask(), { kind: "server" });
    await server.close();
    await rejects(ask(), { kind: "network" });
    server = await startHttpServer(() => undefined);
  });
});
