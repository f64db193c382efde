import { ok, strictEqual } from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { takeWire } from "../../../../bench/host/server/askWire";
import { WIRE_KEY, WireClock } from "../../../../bench/host/server/wireClock";
import { listen } from "../../../../stack/listen";

describe("WireClock", () => {
  let server: Server;
  let origin: string;
  /** What the server does with a question. */
  let chunks: readonly string[];

  beforeEach(async () => {
    const clock = new WireClock();
    server = createServer((request, response) => {
      clock.came(request);
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      if (pathname === "/wire") {
        response.end(JSON.stringify(clock.take(searchParams.get("key") ?? "")));
        return;
      }
      chunks.forEach((chunk) => response.write(chunk));
      response.end();
    });
    server.on("connection", (socket) => clock.watch(socket));
    origin = `http://127.0.0.1:${String(await listen(server, "127.0.0.1", 0))}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  async function ask(key?: string): Promise<void> {
    await (
      await fetch(`${origin}/api/agents/a/stream`, { method: "POST", ...(key && { headers: { [WIRE_KEY]: key } }) })
    ).text();
  }

  it("notes when a question came and when the first text left, once", async () => {
    chunks = ['data: {"type":"start"}\n\n', 'data: {"type":"text-delta"}\n\n', 'data: {"type":"text-delta"}\n\n'];
    await ask();
    const { asked, words } = await takeWire(origin);
    ok(asked !== undefined && words !== undefined && asked < words);
    strictEqual((await takeWire(origin)).words, undefined);
  });

  it("keeps those apart that have a name", async () => {
    chunks = ['data: {"type":"text-delta"}\n\n'];
    await ask("mine");
    strictEqual((await takeWire(origin)).words, undefined);
    ok((await takeWire(origin, "mine")).words !== undefined);
  });

  it("takes nothing else for text", async () => {
    chunks = ['data: {"type":"text-start"}\n\n'];
    await ask();
    const { asked, words } = await takeWire(origin);
    ok(asked !== undefined);
    strictEqual(words, undefined);
  });
});
