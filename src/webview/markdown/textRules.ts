import type { Lexer, Rules, Token, Tokens, TokensList } from "marked";
import { markdownBlock } from "../../shared/fences";
import { allowEmphasis, boundedRule, emphasisRules } from "./emphasis";
import { readReferences } from "./footnoteTokens";
import { anyWindowsPath, pathBehindDrive, uncPath } from "../../shared/windowsPath";

/** Full-width punctuation and the quotation marks of texts, which no address holds as they are. */
const wide =
  "\\u2018-\\u201f\\u2026\\u3001\\u3002\\u3008-\\u3011\\u3014-\\u301f\\ufe10-\\ufe19\\ufe30-\\ufe4f" +
  "\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";
const cjkLetter = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]";
const lineBreak = /^<br[ \t]*\/?>(?:[ \t]*\n)?/i;
const breakAtStart = /^ {0,3}<br[ \t]*\/?>/i;
/** A path with backslashes as the address of a link, without a title. */
const pathAddress = /^\]\([ \t\n]*<?((?:[a-z]:|\\)\\[^<>\n]*?)>?[ \t\n]*\)$/i;
/** Quotes, lists and emphasis inside each other; what is nested deeper stays the text that it is. */
const deepest = 60;

let known: Rules["inline"] | undefined;

/** marked's rules of text with ours; made once, from those that a lexer has. */
function inlineRules(own: Rules["inline"]): Rules["inline"] {
  known ??= {
    ...own,
    ...emphasisRules,
    emStrongRDelimUnd: boundedRule(own.emStrongRDelimUnd),
    // The name before an `@` has at most 64 characters (RFC 5321 §4.5.3.1.1); marked looks for the sign up to the end.
    text: new RegExp(own.text.source.replaceAll("]+@)", "]{1,64}@)")),
    // Backslashes of a path are none that emphasis has to look away from.
    anyPunctuationOutsideCode: new RegExp(`${anyWindowsPath}|${own.anyPunctuationOutsideCode.source}`, "gu"),
    // A bracket that belongs to the sentence around an address is followed by a word without a space.
    url: new RegExp(
      own.url.source.replace("[^\\s<]*", `(?:\\([^\\s<()${wide}]*\\)|(?!\\)${cjkLetter})[^\\s<${wide}])*`),
      "u",
    ),
  };
  return known;
}

/**
 * Makes a lexer read text as people write it, where CommonMark takes something of it for a sign that
 * nobody meant: see `emphasisRules`, `windowsPath.ts`, `fenceAfter`. A bare `<br>` breaks the line;
 * every other tag stays text.
 */
export function applyTextRules(lexer: Lexer): void {
  const { tokenizer } = lexer.options;
  if (!tokenizer) {
    return;
  }
  tokenizer.rules = { ...tokenizer.rules, inline: inlineRules(tokenizer.rules.inline) };
  const inlineText = tokenizer.inlineText.bind(tokenizer);
  tokenizer.inlineText = (text) => {
    const token = inlineText(text);
    const path = token && pathBehindDrive(token.raw, text, token.raw.length);
    return path ? withMore(token, text.slice(token.raw.length, token.raw.length + path)) : token;
  };
  const escape = tokenizer.escape.bind(tokenizer);
  tokenizer.escape = (text) => {
    const path = text.startsWith("\\\\") ? uncPath(text) : "";
    return path === "" ? escape(text) : { type: "escape", raw: path, text: path };
  };
  const link = tokenizer.link.bind(tokenizer);
  tokenizer.link = (text) => {
    const token = link(text);
    const path = token && pathAddress.exec(token.raw.slice(token.raw.lastIndexOf("](")))?.[1];
    return path === undefined || token === undefined ? token : { ...token, href: path };
  };
  const tag = tokenizer.tag.bind(tokenizer);
  tokenizer.tag = (text) => {
    const raw = lineBreak.exec(text)?.[0];
    return raw === undefined ? tag(text) : ({ type: "br", raw } as unknown as Tokens.Tag);
  };
  const html = tokenizer.html.bind(tokenizer);
  // Such a line is a paragraph; marked would take all lines up to a blank one for HTML.
  tokenizer.html = (text) => (breakAtStart.test(text) ? undefined : html(text));
  const fences = tokenizer.fences.bind(tokenizer);
  tokenizer.fences = (text) => {
    const code = fences(text);
    const block = code && markdownBlock(text);
    const same = block?.closed === true && block.length === code?.raw.length;
    return code && block && !same ? longer(code, text.slice(0, block.length), block.closed) : code;
  };
  limitDepth(lexer);
  readReferences(tokenizer);
}

function withMore(token: Tokens.Text, more: string): Tokens.Text {
  return { ...token, raw: token.raw + more, text: token.text + more };
}

/** The same code block up to a later end. Lines lose as many spaces as stand before the fence (CommonMark §4.5). */
function longer(code: Tokens.Code, raw: string, closed: boolean): Tokens.Code {
  const indent = raw.search(/\S/);
  const lines = raw.split("\n").slice(1, closed ? -1 : undefined);
  const text = lines.map((line) => line.slice(Math.min(indent, Math.max(line.search(/[^ ]|$/), 0)))).join("\n");
  return { ...code, raw, text: closed ? text : text.replace(/\n$/, "") };
}

/** marked reads what is inside of something by calling itself; thousands of levels are more than the stack holds. */
function limitDepth(lexer: Lexer): void {
  let depth = 0;
  const blockTokens = lexer.blockTokens.bind(lexer);
  lexer.blockTokens = (text: string, tokens: Token[] = [], clipped = false) => {
    if (depth >= deepest) {
      lexer.state.top = true;
      tokens.push({ type: "text", raw: text, text });
      return tokens as TokensList;
    }
    depth++;
    try {
      return blockTokens(text, tokens, clipped) as TokensList;
    } finally {
      depth--;
    }
  };
  const inlineTokens = lexer.inlineTokens.bind(lexer);
  lexer.inlineTokens = (text, tokens = []) => {
    if (depth >= deepest) {
      tokens.push({ type: "text", raw: text, text });
      return tokens;
    }
    if (depth === 0) {
      allowEmphasis(text.length);
    }
    depth++;
    try {
      return inlineTokens(text, tokens);
    } finally {
      depth--;
    }
  };
}
