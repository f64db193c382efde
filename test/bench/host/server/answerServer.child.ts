// The bench's Mastra server as a program: says its origins over IPC, and ends with the process that started it.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
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
const serve: RequestListener = (request, response) => {
  clock.came(request);
  void listener(request, response);
};
/** What a panel of VS Code talks to: without a token it would be a guest's, who never signs in. */
const serveSignedIn: RequestListener = (request, response) => {
  if (request.headers.authorization === undefined) {
    response.writeHead(401, { "content-type": "application/json" }).end('{"error":"Unauthorized"}');
  } else {
    serve(request, response);
  }
};
const [port, signedInPort] = await Promise.all(
  [serve, serveSignedIn].map((listening) => {
    const server = createServer(listening);
    server.on("connection", (socket) => clock.watch(socket));
    return listen(server, "127.0.0.1", 0);
  }),
);
process.once("disconnect", () => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({
  origin: `http://127.0.0.1:${String(port)}`,
  signedInOrigin: `http://127.0.0.1:${String(signedInPort)}`,
});
