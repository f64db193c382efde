import * as vscode from "vscode";

/**
 * The panel's page: strict policy, one script, one stylesheet, and a quiet skeleton that stands there
 * until the script has drawn, so that nothing jumps. What the script loads later comes with its nonce. Images of other hosts are not loaded: an answer
 * could carry data out in an image address.
 */
export function viewHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.js")).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.css")).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${vscode.l10n.bundle ? vscode.env.language : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Agent Chat</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="root"><div class="skeleton"><div class="line short"></div><div class="line"></div><div class="line medium"></div></div></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
