import { fixedFonts, fontRules } from "./fonts";
import type { ThemeLook } from "./themes";

/**
 * A page as VS Code makes one for the view: the theme's variables, VS Code's own rules, the panel's
 * style sheet and script, and the one function that a webview gets. The view's background is painted
 * by VS Code around the page; here the page paints it.
 */
export function galleryHtml(look: ThemeLook, direction: "ltr" | "rtl"): string {
  const fonts = Object.entries(fixedFonts).map(([name, value]) => `${name}: ${value};`);
  const data = Object.entries(look.bodyData).map(([key, value]) => ` data-${kebab(key)}="${escaped(value)}"`);
  return `<!DOCTYPE html>
<html lang="en" dir="${direction}" style="${escaped(`${look.style} ${fonts.join(" ")}`)}">
<head>
<style id="_defaultStyles">${look.defaultStyles}</style>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Agent Chat</title>
<style>
${fontRules}
html { background: var(--vscode-sideBar-background); }
</style>
<link rel="stylesheet" href="/webview.css">
</head>
<body role="document" class="${look.bodyClass}"${data.join("")}>
<div id="root"></div>
<script>
globalThis.galleryPosted = [];
globalThis.acquireVsCodeApi = () => ({
  postMessage(message) {
    galleryPosted.push(message);
    void globalThis.galleryAnswer?.(message);
  },
  getState() {},
  setState() {},
});
</script>
<script type="module" src="/webview.js"></script>
<script src="/axe.js"></script>
</body>
</html>`;
}

/** `vscodeThemeKind` → `vscode-theme-kind`. */
function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
