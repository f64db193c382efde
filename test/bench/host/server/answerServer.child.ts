// The bench's Mastra server as a program: says its origin over IPC, and ends with the process that started it.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { listen } from "../../../stack/listen";
import { mastraAnswers } from "./mastraAnswers";
import { WireClock } from "./wireClock";

const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-bench-"));
const answer = await mastraAnswers(dataDir);
const clock = new WireClock();
const listener = getRequestListener((request) => {
  const { pathname, searchParams } = new URL(request.url);
  return pathname === "/wire" ? Response.json(clock.take(searchParams.get("key") ?? "")) : answer(request);
});
const server = createServer((request, response) => {
  clock.came(request);
  void listener(request, response);
});
server.on("connection", (socket) => clock.watch(socket));
const port = await listen(server, "127.0.0.1", 0);
process.once("disconnect", () => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.(`http://127.0.0.1:${String(port)}`);
