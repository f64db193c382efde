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
const listener = getRequestListener(async (request) => {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/wire") {
    return Response.json(clock.take(searchParams.get("key") ?? ""));
  }
  return clock.timed(request, await answer(request));
});
const server = createServer((request, response) => void listener(request, response));
const port = await listen(server, "127.0.0.1", 0);
process.once("disconnect", () => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.(`http://127.0.0.1:${String(port)}`);
