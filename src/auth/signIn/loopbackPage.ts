import * as l10n from "@vscode/l10n";

/** Headers of every page: nothing runs, nothing is loaded, nothing is kept, and no address is passed on. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
};

/** For the browser that came back from this sign-in, whatever Clerk said. */
export function finishedPage(): string {
  return page(
    l10n.t("Back to the editor"),
    l10n.t("You can close this tab. The editor finishes the sign-in and says when you are signed in."),
  );
}

/** For anybody else. It tells nothing about what is waited for. */
export function strangerPage(): string {
  return page(
    l10n.t("Nothing to do here"),
    l10n.t("This address does not belong to a sign-in that is waiting. Close this tab and sign in from the editor."),
  );
}

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 26rem; padding: 2rem; text-align: center; }
  h1 { margin: 0 0 0.5rem; font-size: 1.4rem; }
  p { margin: 0; }
`;

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
