import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as l10n from "@vscode/l10n";

const host = "127.0.0.1";
const path = "/callback";

/** Headers of every page: nothing runs, nothing is loaded, nothing is kept, and no address is passed on. */
const pageHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
};

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 26rem; padding: 2rem; text-align: center; }
  h1 { margin: 0 0 0.5rem; font-size: 1.4rem; }
  p { margin: 0; }
`;

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

/** For the browser that came back from this sign-in, whatever Clerk said. */
function finishedPage(): string {
  return page(
    l10n.t("Return to the editor"),
    l10n.t("You can close this tab. The editor finishes the sign-in and tells you when you are signed in."),
  );
}

/** For anybody else. It tells nothing about what is waited for. */
function strangerPage(): string {
  return page(
    l10n.t("Nothing to do here"),
    l10n.t("This address doesn't belong to a sign-in in progress. Close this tab and sign in from the editor."),
  );
}

function page(title: string, text: string): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body>
</html>`;
}

// Translations are text, not HTML.
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
