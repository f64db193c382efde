import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { finishedPage, pageHeaders, strangerPage } from "./loopbackPage";

const host = "127.0.0.1";
const path = "/callback";

/**
 * Receives one sign-in's callback on a random port of this computer (RFC 8252 §7.3). Other programs and
 * web pages can reach the port too, so it answers only its own address, and says nothing to strangers.
 */
export class LoopbackServer {
  private answering = 0;
  private closed = false;

  private constructor(
    private readonly server: Server,
    private readonly authority: string,
    private readonly handle: (query: string) => boolean,
  ) {
    server.on("request", (request, response) => {
      this.answer(request, response);
    });
  }

  /**
   * @param handle takes a callback's query; says whether it was the one waited for
   * @throws Error of Node when no port can be had
   */
  static async start(handle: (query: string) => boolean): Promise<LoopbackServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      // By number and not `localhost`, which may be another address (RFC 8252 §8.3).
      server.listen(0, host, resolve);
    });
    // It must not keep an extension host from ending.
    server.unref();
    const { port } = server.address() as AddressInfo;
    return new LoopbackServer(server, `${host}:${port}`, handle);
  }

  get redirectUri(): string {
    return `http://${this.authority}${path}`;
  }

  /** Stops listening. An answer under way reaches the browser first. */
  close(): void {
    this.closed = true;
    this.server.close();
    this.closeIfIdle();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.answering++;
    response.once("close", () => {
      this.answering--;
      this.closeIfIdle();
    });
    const [, pathname, query = ""] = /^([^?]*)\??(.*)$/s.exec(request.url ?? "") ?? [];
    // A page whose name was rebound to 127.0.0.1 sends its own name.
    if (request.headers.host !== this.authority) {
      send(response, 403, strangerPage());
    } else if (pathname !== path) {
      send(response, 404, strangerPage());
    } else if (request.method !== "GET") {
      send(response, 405, strangerPage());
    } else if (this.handle(query)) {
      send(response, 200, finishedPage());
    } else {
      send(response, 400, strangerPage());
    }
  }

  // A browser opens connections ahead that never send anything; they would keep the port.
  private closeIfIdle(): void {
    if (this.closed && this.answering === 0) {
      this.server.closeAllConnections();
    }
  }
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, pageHeaders).end(html);
}
