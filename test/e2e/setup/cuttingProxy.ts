import { createServer, request, type ServerResponse } from "node:http";
import { listen } from "../../stack/listen";
import { closeServer } from "../../stack/requestLog";

/** A connection to the Mastra server that can break. */
export interface CuttingProxy {
  readonly url: string;
  /** Breaks the next answer that streams, behind the first piece of it that holds these words. */
  cutNextStream(words: string): void;
  close(): Promise<void>;
}

/** Passes every request on to a server, and its answers back, byte by byte. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  let cutAfter: string | undefined;
  const server = createServer((incoming, outgoing) => {
    const upstream = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        if (cutAfter !== undefined && answer.headers["content-type"]?.startsWith("text/event-stream")) {
          const words = cutAfter;
          cutAfter = undefined;
          answer.on("data", (chunk: Buffer) => {
            outgoing.write(chunk, () => {
              if (chunk.includes(words)) {
                outgoing.socket?.destroy();
                upstream.destroy();
              }
            });
          });
        } else {
          answer.pipe(outgoing);
        }
      },
    );
    upstream.on("error", () => end(outgoing));
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
  const port = await listen(server, "127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    cutNextStream: (words) => (cutAfter = words),
    close: () => closeServer(server),
  };
}

function end(outgoing: ServerResponse): void {
  if (!outgoing.headersSent) {
    outgoing.writeHead(502);
  }
  outgoing.end();
}
