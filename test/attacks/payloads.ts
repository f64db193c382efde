import { readFileSync } from "node:fs";

/** What attackers write into pages, from public lists that the file names: more than 300 texts. */
export function xssPayloads(): readonly string[] {
  return readFileSync("test/attacks/xssPayloads.txt", "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "));
}

/** Addresses that no link of the panel may have, in the spellings that get past patterns. */
export const forbiddenAddresses: readonly string[] = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\tscript:alert(1)",
  "java&Tab;script:alert(1)",
  "java&NewLine;script:alert(1)",
  "&#1;javascript:alert(1)",
  "&#106;avascript:alert(1)",
  "&#x6A;avascript&colon;alert(1)",
  "javascript&#58;alert(1)",
  "javascript:/*https://a.test/*/alert(1)",
  "javascript://a.test/%0aalert(1)",
  "javascript:https://a.test/",
  "\u0001javascript:alert(1)",
  "\u200bjavascript:alert(1)",
  "\u202ejavascript:alert(1)",
  "feed:javascript:alert(1)",
  "view-source:javascript:alert(1)",
  "vbscript:msgbox(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "data:image/svg+xml,<svg/onload=alert(1)>",
  "DATA:text/html,a",
  "command:workbench.action.terminal.new",
  "command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22touch%20/tmp/x%5Cn%22%7D",
  "command&colon;workbench.action.quit",
  "COMMAND:agentChat.signOut",
  "vscode://agent-chat.mastra-clerk/callback?code=a&state=b",
  "vscode-insiders://agent-chat.mastra-clerk/callback",
  "vscode-remote://ssh-remote+evil/x",
  "vscode-webview://x/y",
  "vscode-file://vscode-app/etc/passwd",
  "cursor://anything",
  "ms-settings:privacy",
  "ms-msdt:/id%20PCWDiagnostic",
  "search-ms:query=x",
  "file:///etc/passwd",
  "file://evil.test/share/x.exe",
  "\\\\evil.test\\share\\x.exe",
  "//evil.test/x",
  "smb://evil.test/x",
  "ftp://evil.test/x",
  "ws://evil.test/x",
  "blob:https://evil.test/1",
  "filesystem:https://evil.test/1",
  "about:blank",
  "chrome://settings",
  "tel:+1",
  "jar:https://evil.test/x!/y",
  "x:y",
  "#javascript:alert(1)",
  "?x=javascript:alert(1)",
];

/** Every way in which Markdown takes an address. */
export function markdownLinks(address: string): readonly string[] {
  return [
    `[words](${address})`,
    `[words](<${address}>)`,
    `[words](<${address}> "title")`,
    `<${address}>`,
    address,
    `[words][ref]\n\n[ref]: ${address}`,
    `[ref]\n\n[ref]: <${address}> 'title'`,
    `![picture](${address})`,
    `![picture](<${address}>)`,
    `[![picture](${address})](${address})`,
    `[^1]\n\n[^1]: [words](${address})`,
    `| a |\n|---|\n| [words](${address}) |`,
    `<a href="${address}">words</a>`,
  ];
}

/** Pictures of other hosts, each of which would tell that host what an agent was made to write. */
export const remotePictures: readonly string[] = [
  "![a](https://evil.test/a.png)",
  "![a](http://evil.test/a.png 'title')",
  "![a](//evil.test/a.png)",
  "![a][p]\n\n[p]: https://evil.test/a.png",
  "[![a](https://evil.test/a.png)](https://evil.test/)",
  '<img src="https://evil.test/a.png">',
  '<picture><source srcset="https://evil.test/a.png"></picture>',
  '<video poster="https://evil.test/a.png" src="https://evil.test/a.mp4" autoplay></video>',
  '<link rel="stylesheet" href="https://evil.test/a.css">',
  '<link rel="dns-prefetch" href="https://evil.test/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.test/">',
  '<base href="https://evil.test/">',
  '<iframe src="https://evil.test/"></iframe>',
  "<style>@import url(https://evil.test/a.css); * { background: url(https://evil.test/b.png) }</style>",
  '<div style="background:url(https://evil.test/a.png)">a</div>',
  '<form action="https://evil.test/"><button autofocus>a</button></form>',
];

/** A payload as what a formula and a diagram take for words, an address, a class or a style. */
export function drawnCarriers(payload: string): readonly string[] {
  const line = payload.replaceAll("\n", " ");
  return [
    `$$\n\\text{${line}}\n$$`,
    `\\(\\href{${line}}{x}\\)`,
    `$\\url{${line}} \\class{${line}}{x} \\htmlData{a=${line}}{x}$`,
    `$$\n\\style{${line}}{x} \\includegraphics{${line}} \\color{${line}}{x}\n$$`,
    `\`\`\`mermaid\ngraph LR\n  A["${line}"] -->|${line}| B{${line}}\n  click A "${line}"\n  style A fill:${line}\n\`\`\``,
    `\`\`\`mermaid\n%%{init: {"themeCSS": "${line}"}}%%\nsequenceDiagram\n  participant A as ${line}\n  A->>B: ${line}\n\`\`\``,
  ];
}

/** Characters that turn text around, take no room, or look like others. */
export const hiddenCharacters: readonly string[] = [
  "invoice\u202efdp.exe",
  "\u2066\u2067left\u2069right\u2069",
  "pay\u200bpal\u200c.\u200dtest\ufeff",
  "a\u2060b\u2061c\u00ad",
  "\u{e0041}\u{e0064}tags",
  "x\u115f\u1160\u3164y",
  "line\u2028separator\u2029end",
  "nul\u0000bell\u0007escape\u001b[31m",
  "z\u0335\u0336\u0337".repeat(50),
  "\ud800lone\udc00",
];

/** Texts over which readers of Markdown, HTML and patterns have spent minutes. */
export const slowTexts: Readonly<Record<string, string>> = {
  "10,000 nested quotes": `${">".repeat(10_000)} a`,
  "10,000 nested lists": `${"- ".repeat(10_000)}a`,
  "300 lists in lists, a line each": Array.from({ length: 300 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n"),
  "10,000 lists in ordered lists": `${"1. ".repeat(10_000)}a`,
  "50,000 open brackets": "[".repeat(50_000),
  "20,000 links that never end": "[a](".repeat(20_000),
  "20,000 nested pictures": `${"![".repeat(20_000)}a${"](b)".repeat(20_000)}`,
  "30,000 stars with blanks": "*a **b ".repeat(15_000),
  "50,000 stars": "*".repeat(50_000),
  "50,000 underscores and letters": "_a".repeat(25_000),
  "50,000 backticks of every length": Array.from({ length: 300 }, (_, length) => "`".repeat(length + 1)).join(" "),
  "50,000 blanks in a paragraph": `a${" ".repeat(50_000)}b`,
  "a table with 2,000 columns": `${"|a".repeat(2_000)}|\n${"|-".repeat(2_000)}|\n${"|".repeat(20_000)}`,
  "20,000 open tags": "<a ".repeat(20_000),
  "20,000 comments that never end": "<!-- ".repeat(20_000),
  "20,000 references": "&".repeat(20_000) + "&amp".repeat(20_000),
  "2,000 definitions": Array.from({ length: 2_000 }, (_, index) => `[a${index}]: https://a.test/`).join("\n"),
  "10,000 footnotes": "[^a]".repeat(10_000),
  "20,000 dollars": "$a ".repeat(20_000),
  "a formula with 10,000 braces": `$$\n${"{".repeat(10_000)}\n$$`,
  "10,000 tildes": "~~a~".repeat(10_000),
  "100,000 letters in one word": "a".repeat(100_000),
  "20,000 dots and at signs": "a@a.".repeat(20_000),
  "20,000 addresses in one word": "https://a.test/(".repeat(5_000),
  "20,000 slashes": "a/".repeat(20_000),
};
