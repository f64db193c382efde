import type { Lexer, Links, Token, Tokens } from "marked";
import { labelTag } from "../../shared/labelTag";

/** A footnote where it is written: `[^1]: text`, and lines below that are indented. */
export interface FootnoteToken {
  readonly type: "footnote";
  readonly raw: string;
  /** The label as references are compared, with its `^`. */
  readonly tag: string;
  readonly label: string;
  readonly tokens: readonly Token[];
}

/** A mark that leads to a footnote: `[^1]`. */
export interface FootnoteMarkToken {
  readonly type: "footnoteMark";
  readonly raw: string;
  readonly tag: string;
  readonly label: string;
}

export function isFootnote(token: Token): token is FootnoteToken & Tokens.Generic {
  return token.type === "footnote";
}

export function isFootnoteMark(token: Token): token is FootnoteMarkToken & Tokens.Generic {
  return token.type === "footnoteMark";
}

const label = "\\[\\^([^\\s[\\]]{1,100})\\]";
const footnote = new RegExp(`^ {0,3}${label}:[ \\t]*([^\\n]*(?:\\n(?:[ \\t]*\\n)*(?: {2}|\\t)[ \\t]*[^\\s][^\\n]*)*)`);
const mark = new RegExp(`^${label}`);
const markAtEnd = new RegExp(`${label}(?:\\[\\])?$`);
/** The next line that begins a footnote, or the blank line before that. */
const blankOrFootnote = new RegExp(`\\n(?:\\n| {0,3}${label}:)`);
const lastLabel = /\[((?:\\[\s\S]|[^[\]\\])+)\](?:\[\])?$/;

/** The definition that an inline token refers to; undefined for one that refers to none. */
export function referenceOf(token: Token): string | undefined {
  return isFootnoteMark(token) ? token.tag : (token as { readonly refersTo?: string }).refersTo;
}

/** Reads footnotes. Their labels are kept with those of links, whose late definitions change what was read before. */
export const footnoteExtension: NonNullable<Lexer["options"]["extensions"]> = {
  renderers: {},
  childTokens: {},
  block: [
    function (text) {
      const [raw, label = "", content = ""] = footnote.exec(text) ?? [];
      if (raw === undefined) {
        return undefined;
      }
      const { lexer } = this;
      const tag = labelTag(`^${label}`);
      lexer.tokens.links[tag] ??= { href: "", title: "" };
      const { top } = lexer.state;
      lexer.state.top = true;
      const tokens = lexer.blockTokens(content.replace(/\n(?: {1,4}|\t)/g, "\n"), []);
      lexer.state.top = top;
      return { type: "footnote", raw, tag, label, tokens } satisfies FootnoteToken & Tokens.Generic;
    },
  ],
  startBlock: [
    // Only within the paragraph that is read: a look through the whole rest for each would be quadratic.
    (text) => {
      const found = text.includes("[^") ? blankOrFootnote.exec(text) : null;
      return found === null || found[0] === "\n\n" ? undefined : found.index + 1;
    },
  ],
};

/** Makes a tokenizer read marks of footnotes, and note on a link which definition it refers to. */
export function readReferences(tokenizer: NonNullable<Lexer["options"]["tokenizer"]>): void {
  const reflink = tokenizer.reflink.bind(tokenizer);
  tokenizer.reflink = (text, links) => {
    const [raw, label = ""] = text.startsWith("[^") ? (mark.exec(text) ?? []) : [];
    if (raw !== undefined && isDefined(links, `^${label}`)) {
      const token: FootnoteMarkToken = { type: "footnoteMark", raw, tag: labelTag(`^${label}`), label };
      return token as unknown as Tokens.Link;
    }
    const token = reflink(text, links);
    if (token === undefined || token.type === "text") {
      return token;
    }
    // A footnote is no link's address: `[x][^1]` is `[x]` and a mark.
    const first = text.charAt(0);
    return markAtEnd.test(token.raw)
      ? { type: "text", raw: first, text: first }
      : Object.assign(token, { refersTo: labelTag(lastLabel.exec(token.raw)?.[1] ?? "") });
  };
}

function isDefined(links: Links, label: string): boolean {
  return Object.hasOwn(links, labelTag(label));
}
