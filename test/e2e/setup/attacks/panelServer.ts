import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { panelPolicy } from "../../../../src/chat/vscode/panelPolicy";
import { listen } from "../../../stack/listen";

/** Serves the panel's page as VS Code does, on a free port of this computer. */
export interface PanelServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** The one function that a webview gets of VS Code; what it is told stands in `panelPosted`. */
const vsCode = `
globalThis.panelPosted = [];
globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => panelPosted.push(message), getState() {}, setState() {} });`;

/** `/with` has the panel's policy, `/without` has none. */
export async function startPanelServer(dist = "dist"): Promise<PanelServer> {
  const files = new Set(readdirSync(dist).filter((name) => /^webview[^/]*\.(js|css)$/.test(name)));
  let origin = "";
  const page = (policy: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${policy === "" ? "" : `<meta http-equiv="Content-Security-Policy" content="${policy}">`}
<title>Agent Chat</title>
<link rel="icon" href="data:image/png;base64,iVBORw0KGgo=">
<link rel="stylesheet" href="${origin}/webview.css">
</head>
<body>
<div id="root"></div>
<script nonce="n">${vsCode}</script>
<script type="module" nonce="n" src="${origin}/webview.js"></script>
</body>
</html>`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const name = pathname.slice(1);
    if (name === "with" || name === "without") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page(name === "with" ? panelPolicy("n", origin) : ""));
    } else if (files.has(name)) {
      response.setHeader("content-type", extname(name) === ".css" ? "text/css" : "text/javascript");
      response.end(readFileSync(`${dist}/${name}`));
    } else {
      response.writeHead(404).end();
    }
  });
  const port = await listen(server, "127.0.0.1", 0);
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
