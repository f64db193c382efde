// The example as `mastra dev` serves it: its Mastra instance behind the same routes, at a free port.
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type HonoBindings, type HonoVariables, MastraServer } from "@mastra/hono";
import { Hono } from "hono";
import { listen } from "../../stack/listen";

async function main(): Promise<void> {
  const server = createServer();
  process.env["PUBLIC_URL"] = `http://localhost:${await listen(server, "127.0.0.1", 0)}`;
  const { mastra } = await import("../../../examples/mastra-server/src/mastra/index");
  const app = new Hono<{ Bindings: HonoBindings; Variables: HonoVariables }>();
  await new MastraServer({ app, mastra }).init();
  const answer = getRequestListener(app.fetch, { hostname: "localhost" });
  server.on("request", (request, response) => void answer(request, response));
  process.send?.(process.env["PUBLIC_URL"]);
}

void main();
