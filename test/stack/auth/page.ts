const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe for HTML content and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
  :root { color-scheme: light dark; --bg: #f5f5f7; --card: #fff; --text: #1d1d23; --soft: #5b5b68; --line: #d9d9e0;
    --accent: #5b43d6; --on-accent: #fff; --bad: #b3261e; }
  @media (prefers-color-scheme: dark) {
    :root { --bg: #131318; --card: #1f1f27; --text: #f0f0f5; --soft: #adadbb; --line: #3b3b48; --accent: #a596ff;
      --on-accent: #17132e; --bad: #ffb4ab; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--bg);
    color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
  main { width: 100%; max-width: 400px; padding: 32px; border: 1px solid var(--line); border-radius: 16px;
    background: var(--card); box-shadow: 0 8px 32px rgb(0 0 0 / 8%); }
  h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3; }
  p { margin: 0 0 20px; color: var(--soft); }
  p.error { color: var(--bad); }
  ul { margin: 0 0 20px; padding-left: 20px; }
  li { margin: 4px 0; }
  form { margin: 0; }
  label { display: block; margin: 20px 0 6px; font-weight: 600; }
  fieldset { margin: 0 0 10px; padding: 8px 16px 12px; border: 1px solid var(--line); border-radius: 8px; }
  fieldset label { display: flex; align-items: center; gap: 10px; margin: 6px 0 0; font-weight: 400; }
  code { display: block; margin: 0 0 20px; text-align: center; font: 600 28px/1.4 ui-monospace, monospace;
    letter-spacing: 2px; }
  input[type="radio"] { width: auto; accent-color: var(--accent); }
  input:not([type="radio"]) { width: 100%; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px;
    background: transparent; color: inherit; font: inherit; }
  button { width: 100%; margin-top: 10px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 8px;
    background: transparent; color: inherit; font: inherit; cursor: pointer; }
  button.account { display: flex; flex-direction: column; text-align: left; }
  button.account small { color: var(--soft); }
  button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
  button:hover { border-color: var(--accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  a { color: var(--accent); }
  footer { margin-top: 24px; color: var(--soft); font-size: 13px; }
`;

/** A whole page in the look of this server. `body` is HTML: everything variable in it is escaped already. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${body}
<footer>A local stand-in for Clerk. It knows no passwords and is for this computer only.</footer>
</main></body>
</html>`;
}
