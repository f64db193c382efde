import { createServer, type IncomingMessage, request as send, type Server, type ServerResponse } from "node:http";
import { listen } from "../listen";
import { closeServer } from "../requestLog";
import { type Breaking, breakAnswer, without } from "./brokenAnswer";
import type { Fault, SeenRequest } from "./fault";

/** What a proxy asks of the network that it is a part of. */
export interface ProxyNetwork extends Breaking {
  /** What is to happen to a request; it is asked once for each. */
  take(request: SeenRequest): Fault | undefined;
}

/** Stands between the extension and one server, on a port of 127.0.0.1, and breaks what it is told to break. */
export class FaultProxy {
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  /** @param target the server's origin, http */
  static async start(target: string, network: () => ProxyNetwork): Promise<FaultProxy> {
    const server = createServer((request, response) => {
      // A client that has gone is what half of this is about.
      response.on("error", () => undefined);
      request.on("error", () => undefined);
      handle(new URL(target), request, response, network()).catch(() => response.destroy());
    });
    server.keepAliveTimeout = 60_000;
    const port = await listen(server, "127.0.0.1", 0);
    return new FaultProxy(server, `http://127.0.0.1:${String(port)}`);
  }

  close(): Promise<void> {
    return closeServer(this.server);
  }
}

/** How a request looks in the log: without its query. */
export function seen({ method = "GET", url = "/", headers }: IncomingMessage): SeenRequest {
  return { method, path: url.split("?")[0] ?? "/", hasToken: headers.authorization !== undefined };
}

async function handle(
  target: URL,
  request: IncomingMessage,
  response: ServerResponse,
  network: ProxyNetwork,
): Promise<void> {
  const fault = network.take(seen(request));
  const body = await read(request);
  if (fault?.on === "request") {
    if (fault.then === "reset") {
      request.socket.resetAndDestroy();
    } else if (fault.then === "close") {
      request.socket.end();
    }
    return;
  }
  if (fault?.on === "gateway") {
    response.writeHead(fault.status, fault.headers).end(fault.body);
    return;
  }
  const answer = await passOn(target, request, body, response);
  if (fault?.on === "answer") {
    await breakAnswer(fault, answer, response, network);
    return;
  }
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  // A stream's first event may be a while in coming.
  response.flushHeaders();
  answer.on("error", () => response.destroy());
  answer.pipe(response);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

function passOn(
  target: URL,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const onward = send(new URL(url ?? "/", target), {
      method: method ?? "GET",
      headers: {
        ...without(headers, "accept-encoding", "connection", "transfer-encoding"),
        host: target.host,
        "content-length": String(body.length),
      },
      agent: false,
    });
    onward.on("response", resolve).on("error", reject).end(body);
    response.on("close", () => {
      if (!response.writableFinished) {
        onward.destroy();
      }
    });
  });
}
