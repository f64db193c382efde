import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { readResourceMetadata } from "../../../src/agents/resourceMetadata";
import { type HttpServer, json, type SeenRequest, startHttpServer } from "../setup/httpServer";

const clerk = "https://clerk.example.com";
const publishableKey = "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k";

describe("readResourceMetadata", () => {
  let server: HttpServer;
  let answer: (response: ServerResponse, request: SeenRequest) => void;

  beforeEach(async () => {
    server = await startHttpServer((request, response) => answer(response, request));
  });
  afterEach(() => server.close());

  const document = (members: object = {}): object => ({
    resource: server.origin,
    authorization_servers: [clerk],
    ...members,
  });
  const read = (path = "", signal?: AbortSignal): ReturnType<typeof readResourceMetadata> =>
    readResourceMetadata(server.origin + path, fetch, signal);

  it("reads issuers, publishable key and client ID, without a token or a cookie", async () => {
    answer = (response) =>
      json(
        response,
        200,
        document({
          authorization_servers: [`${clerk}/`, "https://other.example.com"],
          clerk_publishable_key: publishableKey,
          clerk_client_id: "mC4r",
        }),
      );
    deepStrictEqual(await read(), {
      issuer: clerk,
      issuers: [clerk, "https://other.example.com"],
      publishableKey,
      clientId: "mC4r",
    });
    deepStrictEqual(
      server.seen.map(({ path, authorization, cookie }) => [path, authorization, cookie]),
      [["/.well-known/oauth-protected-resource", undefined, undefined]],
    );
  });

  it("puts the well-known part between host and path (RFC 9728 §3.1)", async () => {
    answer = (response) => json(response, 200, document({ resource: `${server.origin}/team/mastra` }));
    deepStrictEqual(await read("/team/mastra/"), { issuer: clerk, issuers: [clerk] });
    strictEqual(server.seen[0]?.path, "/.well-known/oauth-protected-resource/team/mastra");
  });

  it("takes an issuer on this computer with http", async () => {
    answer = (response) => json(response, 200, document({ authorization_servers: ["http://127.0.0.2:4455"] }));
    strictEqual((await read())?.issuer, "http://127.0.0.2:4455");
  });

  it("leaves out a key and a client ID that cannot be such", async () => {
    answer = (response) =>
      json(response, 200, document({ clerk_publishable_key: "sk_test_secret", clerk_client_id: "a b" }));
    deepStrictEqual(await read(), { issuer: clerk, issuers: [clerk] });
  });

  const unusable: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ["no document", (response) => json(response, 404, { error: "Not found" })],
    ["a web page", (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>")],
    ["broken JSON", (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"resource":')],
    ["null", (response) => json(response, 200, null)],
    ["a redirect", (response) => response.writeHead(302, { location: "/elsewhere" }).end()],
    ["a failure", (response) => json(response, 503, {})],
    ["a cut connection", (response) => response.destroy()],
    [
      "another resource (§3.3)",
      (response) => json(response, 200, document({ resource: "https://mastra.example.com" })),
    ],
    ["no authorization server", (response) => json(response, 200, document({ authorization_servers: [] }))],
    [
      "authorization servers that are no list",
      (response) => json(response, 200, document({ authorization_servers: clerk })),
    ],
    [
      "an unencrypted issuer",
      (response) => json(response, 200, document({ authorization_servers: ["http://clerk.example.com"] })),
    ],
    [
      "an issuer with a query",
      (response) => json(response, 200, document({ authorization_servers: [`${clerk}?a=b`] })),
    ],
    ["an issuer that is no address", (response) => json(response, 200, document({ authorization_servers: [7] }))],
    ["a document without end", (response) => json(response, 200, document({ padding: "x".repeat(300_000) }))],
  ];
  for (const [what, respond] of unusable) {
    it(`counts ${what} as none`, async () => {
      answer = respond;
      strictEqual(await read(), undefined);
      strictEqual(server.seen.length, 1);
    });
  }

  it("asks nothing of an address that cannot be one", async () => {
    strictEqual(
      await readResourceMetadata("http://mastra.example.com", () => Promise.reject(new Error("asked")), undefined),
      undefined,
    );
  });

  it("ends when it is cancelled", async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    await rejects(read("", controller.signal), { name: "AbortError" });
  });
});
