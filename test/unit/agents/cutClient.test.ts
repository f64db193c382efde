import { deepStrictEqual, ok, throws } from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { statSync } from "node:fs";
import * as full from "../../../src/agents/mastraClient";
import type { MastraClientModule } from "../../../src/agents/mastraClient";
import { zodToJsonSchema } from "../../../src/agents/jsonSchemasOnly";

const file = join(process.cwd(), "dist", "mastraClient.js");

/** What a request was, as far as a server can see it. */
interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

async function requestsOf(client: MastraClientModule): Promise<Sent[]> {
  const sent: Sent[] = [];
  const { getAgent, listAgents, request } = bound(
    client.createMastraClient({
      baseUrl: "https://mastra.example.com",
      apiPrefix: "/api",
      fetch: (input, init) => {
        const headers = Object.fromEntries(new Headers(init?.headers));
        const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : init?.body;
        sent.push({ url: input instanceof Request ? input.url : input.toString(), method: init?.method ?? "GET", headers, body });
        return Promise.resolve(Response.json({ text: "ok" }));
      },
    }),
  );
  const memory = { thread: "t", resource: "user_1" };
  await listAgents(undefined, true);
  await getAgent("weatherAgent").generate("Weather?", { memory });
  await getAgent("weatherAgent").generate([{ role: "user", content: "Weather?" }], { memory, maxSteps: 3 });
  await request("/agents/weatherAgent/stream", { method: "POST", body: { messages: "Weather?", memory }, stream: true });
  await request("/memory/threads?page=0");
  await request("/memory/threads/t", { method: "DELETE" });
  return sent;
}

function bound(client: full.Client): full.Client {
  return {
    getAgent: (id) => client.getAgent(id),
    listAgents: (context, partial) => client.listAgents(context, partial),
    request: (path, options) => client.request(path, options),
  };
}

describe("the bundled client without schema libraries", () => {
  it("sends the same requests as the whole one", async () => {
    const cut = createRequire(file)(file) as MastraClientModule;
    const requests = await requestsOf(cut);
    deepStrictEqual(requests, await requestsOf(full));
    ok(requests.length === 6);
  });

  it("stays small", () => {
    // A development build is not minified and comes to about twice that.
    ok(statSync(file).size < 450_000, `${String(statSync(file).size)} bytes`);
  });

  it("refuses what it cannot convert", () => {
    deepStrictEqual(zodToJsonSchema({ type: "object" }), { type: "object" });
    throws(() => zodToJsonSchema({ _def: {} }), TypeError);
  });
});
