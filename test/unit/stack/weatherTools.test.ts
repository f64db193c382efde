import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";

describe("the MCP server of the Mastra server", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-mcp-"));
  let auth: AuthServer;
  let server: MastraServer;
  let token: string;

  before(async () => {
    auth = await startAuthServer();
    const { publishableKey, jwksUri } = auth;
    const scripted = { chunkDelayMs: 0, liveWeather: false, environment: {} };
    server = await startMastraServer({ publishableKey, jwksUri, dataDir, ...scripted });
    token = await auth.issueAccessToken({ sub: auth.users[0]?.id ?? "" });
  });
  after(async () => {
    await server.close();
    await auth.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function post(method: string, params: object, headers: Record<string, string>): Promise<Response> {
    return fetch(`${server.url}/api/mcp/weather-tools/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
  }
  const hello = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  };

  it("answers 401 without a token", async () => {
    strictEqual((await post("initialize", hello, {})).status, 401);
  });

  it("lets whoever has a token call its tools", async () => {
    const authorization = `Bearer ${token}`;
    const first = await post("initialize", hello, { authorization });
    match(await first.text(), /Weather Tools/);
    const session = { authorization, "mcp-session-id": first.headers.get("mcp-session-id") ?? "" };
    const listed = await (await post("tools/list", {}, session)).text();
    deepStrictEqual(
      [...listed.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name),
      ["getWeather"],
    );
    const call = { name: "getWeather", arguments: { location: "Lisbon", period: "year" } };
    match(await (await post("tools/call", call, session)).text(), /Portugal/);
  });
});
