import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { probeServer } from "../../../src/agents/serverProbe";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type HttpServer, json, startHttpServer } from "../setup/httpServer";

const never = new AbortController().signal;

describe("probeServer", () => {
  let server: HttpServer;
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    server = await startHttpServer((_, response) => answer(response));
  });
  afterEach(() => server.close());

  const probe = (prefix = "/api"): ReturnType<typeof probeServer> => probeServer(server.origin, prefix, fetch, never);
  const fails = (kind: string): Promise<void> =>
    rejects(probe(), (error: unknown) => error instanceof UserFacingError && error.kind === kind);

  it("finds a protected server, and sends no token to find it", async () => {
    answer = (response) => json(response, 200, { enabled: true, login: null });
    const found = await probe();
    strictEqual(found.authenticated, true);
    match(found.summary, /requires sign-in/);
    deepStrictEqual(
      server.seen.map(({ path, authorization }) => [path, authorization]),
      [["/api/auth/capabilities", undefined]],
    );
  });

  it("warns about a server that anyone can use", async () => {
    answer = (response) => json(response, 200, { enabled: false, login: null });
    const found = await probe();
    strictEqual(found.authenticated, false);
    match(found.summary, /isn't protected/);
  });

  it("looks under the API prefix", async () => {
    answer = (response) => json(response, 200, { enabled: true });
    await probe("v2/");
    strictEqual(server.seen[0]?.path, "/v2/auth/capabilities");
  });

  const others: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ["a web page", (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>")],
    ["a 404", (response) => json(response, 404, { error: "Not found" })],
    ["other JSON", (response) => json(response, 200, { hello: "world" })],
    ["null", (response) => json(response, 200, null)],
  ];
  for (const [what, respond] of others) {
    it(`does not take ${what} for a Mastra server`, async () => {
      answer = respond;
      await fails("notMastra");
    });
  }

  it("does not follow a redirect, and says so", async () => {
    answer = (response) => response.writeHead(302, { location: "/login" }).end();
    await fails("redirected");
  });

  it("does not blame the address when a server is out of order", async () => {
    answer = (response) => json(response, 503, {});
    await fails("server");
  });

  it("says when nothing answers", async () => {
    await server.close();
    await fails("network");
  });

  it("checks the address before it asks", async () => {
    await rejects(probeServer("http://example.com", "/api", fetch, never), { kind: "insecureUrl" });
  });

  it("ends quietly when it is cancelled", async () => {
    await rejects(probeServer(server.origin, "/api", fetch, AbortSignal.abort()), { name: "AbortError" });
  });
});
