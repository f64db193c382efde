import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { listen } from "../listen";
import { closeServer } from "../requestLog";
import { StackError } from "../stackError";
import { ensureCodeServer } from "./ensureCodeServer";

export interface WebHostOptions {
  /** The unpacked extension, which is one with a `browser` entry. */
  readonly extension: string;
  /** In the place of the product's own defaults. */
  readonly settings: object;
  /** Hosts that links may open without a question. */
  readonly trustedDomains?: readonly string[];
  /** Progress, for a person: what is fetched the first time. */
  readonly log?: (line: string) => void;
}

export interface WebHost {
  /** What to open in a browser. */
  readonly url: string;
  close(): Promise<void>;
}

const WORKBENCH = "out/vs/code/browser/workbench/";
const WEBVIEWS = "/out/vs/workbench/contrib/webview/browser/pre/";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".mp3": "audio/mpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

/**
 * Serves VS Code for the web as vscode.dev does: no server behind it, extensions in a web worker, and everything that
 * it keeps in the browser. The files are code-server's (docs/wire.md#vs-code-in-a-browser); what makes code-server a
 * remote is taken out of its script while it is served.
 *
 * @throws StackError when code-server cannot be fetched, or its script is not as it is known here
 */
export async function startWebHost({ extension, log = () => undefined, ...options }: WebHostOptions): Promise<WebHost> {
  const vscode = join(await ensureCodeServer(log), "lib", "vscode");
  const workbench = withoutRemote(readFileSync(join(vscode, WORKBENCH, "workbench.js"), "utf8"));
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const origin = `http://${request.headers.host ?? ""}`;
    const path = decodeURIComponent(new URL(request.url ?? "/", origin).pathname);
    const send = (type: string, body: string | Buffer): void => void response.setHeader("content-type", type).end(body);
    response.setHeader("cross-origin-resource-policy", "cross-origin");
    // A sandboxed frame has no origin of its own.
    if (request.headers.origin === "null") {
      response.setHeader("access-control-allow-origin", "null");
    }
    if (path === "/") {
      send("text/html; charset=utf-8", page(origin, configuration(vscode, origin, options)));
    } else if (path === "/mint-key" && request.method === "POST") {
      // VS Code encrypts the secrets with it; the same one every time brings them back after a reload.
      send("application/octet-stream", Buffer.alloc(32, 7));
    } else if (path === "/callback") {
      send("text/html", readFileSync(join(vscode, WORKBENCH, "callback.html")));
    } else if (path === `/${WORKBENCH}workbench.js`) {
      send("text/javascript", workbench);
    } else {
      sendFile(response, fileOf(path, vscode, extension));
    }
  };
  const server = createServer(answer);
  const port = await listen(server, "127.0.0.1", 0);
  return { url: `http://localhost:${port}/`, close: () => closeServer(server) };
}

/** @throws StackError when a place is not there exactly once: another version of code-server */
function withoutRemote(script: string): string {
  const swap = (text: string, place: RegExp, by: string): string => {
    if (text.match(place)?.length !== 1) {
      throw new StackError(`VS Code's script has another shape than expected: ${place.source}`);
    }
    return text.replace(place, () => by);
  };
  const local = swap(script, /,remoteAuthority:location\.host\}/g, "}");
  // User data lies in the browser (IndexedDB).
  const home = /this\.userDataPath\)\.with\(\{scheme:[\w$]+\.vscodeRemote\}/g;
  const own = swap(local, home, '"/").with({scheme:"vscode-userdata"}');
  // An address of this machine stays what it is: code-server makes `/proxy/N` of it.
  const name = "resolveExternalUri:";
  const at = own.lastIndexOf(name);
  if (at < 0) {
    throw new StackError("VS Code's script does not resolve addresses any more.");
  }
  return `${own.slice(0, at)}${name}async u=>u,_:${own.slice(at + name.length)}`;
}

function configuration(
  vscode: string,
  origin: string,
  { settings, trustedDomains = [] }: Pick<WebHostOptions, "settings" | "trustedDomains">,
): object {
  const { commit = "0".repeat(40) } = JSON.parse(readFileSync(join(vscode, "product.json"), "utf8")) as {
    commit?: string;
  };
  return {
    callbackRoute: "/callback",
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    productConfiguration: { enableTelemetry: false, quality: "stable", commit },
    additionalTrustedDomains: trustedDomains,
    webviewEndpoint: `${origin}${WEBVIEWS}`,
    configurationDefaults: settings,
    additionalBuiltinExtensions: [{ scheme: "http", authority: new URL(origin).host, path: "/extension" }],
    folderUri: { scheme: "tmp", authority: "", path: "/workspace" },
  };
}

function page(origin: string, settings: object): string {
  const attribute = JSON.stringify(settings).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${attribute}">
<meta id="vscode-workbench-auth-session" data-settings="">
<link rel="stylesheet" href="/${WORKBENCH}workbench.css">
</head>
<body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = "${origin}/out/";</script>
<script src="/out/nls.messages.js"></script>
<script type="module" src="/${WORKBENCH}workbench.js"></script>
</html>`;
}

function fileOf(path: string, vscode: string, extension: string): string | undefined {
  const clean = normalize(path).replaceAll("\\", "/");
  if (clean.startsWith("/extension/")) {
    return join(extension, clean.slice("/extension/".length));
  }
  return /^\/(out|extensions|node_modules|resources)\//.test(clean) ? join(vscode, clean) : undefined;
}

function sendFile(response: ServerResponse, file: string | undefined): void {
  if (file === undefined || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
  // The webviews' service worker stands for all of them.
  response.setHeader("service-worker-allowed", "/");
  createReadStream(file).pipe(response);
}
