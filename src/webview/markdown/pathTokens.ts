import type { Tokenizer } from "marked";

/** `[name](address)` in one line; both are bounded, so that a text of open brackets costs no more than its length. */
const spaced = /^\[((?:\\.|[^[\]\\\n]){1,400})\]\(((?:[^()<>"\n]|\([^()\n]{0,100}\)){1,400})\)/;
/** The end of a file's name, and perhaps a place. */
const ending = /\.[a-z]\w{0,9}(?:[:#(][\dL:,C)–-]{1,30})?$/i;
/** A folder that begins and ends in underscores, inside a path: `__tests__/`, `__init__.py`. */
const underscored = /^__?[a-z0-9]+(?:_[a-z0-9]+)*__?(?=[\\/.]\w)/i;
const wslRoot = /^\\\\(?=wsl(?:\$|\.localhost)\\)/i;

/**
 * Makes a tokenizer read paths as people write them, where CommonMark alone would take them apart: a link
 * whose address has spaces, underscores around a folder's name in the middle of a path, the two
 * backslashes in front of a WSL path.
 */
export function keepPathsWhole(tokenizer: Tokenizer): void {
  const link = tokenizer.link.bind(tokenizer);
  tokenizer.link = (src) => link(src) ?? spacedLink(src, link);
  const text = tokenizer.inlineText.bind(tokenizer);
  tokenizer.inlineText = (src) => {
    const token = text(src);
    const last = token?.raw.at(-1);
    const folder = last === "/" || last === "\\" ? underscored.exec(src.slice(token?.raw.length))?.[0] : undefined;
    return token && folder !== undefined ? { ...token, raw: token.raw + folder, text: token.text + folder } : token;
  };
  const escape = tokenizer.escape.bind(tokenizer);
  // Both backslashes become text, and the path behind them with them.
  tokenizer.escape = (src) => (wslRoot.test(src) ? undefined : escape(src));
}

/**
 * CommonMark §6.3 wants angle brackets around an address with spaces, and models leave them away. Read only
 * when it has a folder and names a file: everything else stays the text that it is.
 */
function spacedLink(src: string, link: Tokenizer["link"]): ReturnType<Tokenizer["link"]> {
  const match = src.startsWith("[") ? spaced.exec(src) : null;
  const address = match?.[2]?.trim() ?? "";
  const token = isSpacedPath(address) ? link(`[${match?.[1] ?? ""}](<${address}>)`) : undefined;
  return token && match ? { ...token, raw: match[0] } : undefined;
}

function isSpacedPath(address: string): boolean {
  const folder = Math.max(address.lastIndexOf("/"), address.lastIndexOf("\\"));
  return folder >= 0 && /\s/.test(address) && !/^https?:/i.test(address) && ending.test(address.slice(folder + 1));
}
