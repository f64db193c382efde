import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { localStack } from "../setup/localStack";

describe("the MCP server of the Mastra server", () => {
  const stack = localStack();
  let token: string;

  before(async () => {
    token = await stack.auth.issueAccessToken({ sub: stack.auth.users[0]?.id ?? "" });
  });

  async function post(method: string, params: object, headers: Record<string, string>): Promise<Response> {
    return fetch(`${stack.server.url}/api/mcp/weather-tools/mcp`, {
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
