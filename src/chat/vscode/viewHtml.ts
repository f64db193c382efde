import * as vscode from "vscode";
import { formatLanguage } from "../../shared/formats";
import { panelPolicy } from "./panelPolicy";

/**
 * The panel's page: strict policy, one script, one stylesheet, and a quiet skeleton that stands there
 * until the script has drawn, so that nothing jumps. What the script loads later comes with its nonce.
 *
 * @param place what the page keeps to be found again after a reload; letters, digits and what `encodeURIComponent` leaves
 */
export function viewHtml(webview: vscode.Webview, dist: vscode.Uri, place?: string): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.js")).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.css")).toString();
  const policy = panelPolicy(nonce, webview.cspSource);
  return `<!DOCTYPE html>
<html lang="${formatLanguage() ?? "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Agent Chat</title>
<link rel="stylesheet" href="${style}">
</head>
<body${place === undefined ? "" : ` data-place="${place}"`}>
<div id="root"><div class="skeleton"><div class="line short"></div><div class="line"></div><div class="line medium"></div></div></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
