import { fenceAfter, type OpenFence } from "./fences";
import { labelTag } from "./labelTag";
import { anyWindowsPath } from "./windowsPath";

/** What reads the parts of a text that each side reads in its own way. */
export interface WordReaders {
  /** Resolves character references such as `&amp;` (CommonMark §2.5). */
  readonly decode: (text: string) => string;
  /** Tells formulas from other text; they stay as they were written. Left out, none is known. */
  readonly math?: {
    /** Pieces that are in turn outside and inside of formulas with lines of their own. */
    readonly splitAtMathBlocks: (text: string) => readonly string[];
    /** Pieces of a line that are in turn outside and inside of code and formulas, these as they are drawn. */
    readonly splitAtCodeAndMath: (line: string) => readonly string[];
  };
  /** True for words on one line: signs that lay out a text, such as those of lists and tables, go as well. */
  readonly flat?: boolean;
}

interface Line {
  readonly text: string;
  /** True for what stands between fences, and is drawn as it is. */
  readonly code: boolean;
}

/** Markdown without the signs that are not drawn: the words of a text as they are read. */
export function markdownWords(markdown: string, readers: WordReaders): string {
  if (!readers.flat && !/[*_`~[#<\\&]/.test(markdown)) {
    return markdown;
  }
  const labels = definedLabels(linesOf(markdown));
  const plain = (piece: string): string =>
    linesOf(piece)
      .map(({ text, code }) => (code ? text : plainLine(readers.flat ? flatLine(text) : text, labels, readers)))
      .join("\n");
  const pieces = readers.math?.splitAtMathBlocks(markdown) ?? [markdown];
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : plain(piece))).join("");
}

/** The lines, without fences. */
function linesOf(markdown: string): readonly Line[] {
  let open: OpenFence | undefined;
  return markdown.split("\n").map((text) => {
    const before = open;
    open = fenceAfter(text, before);
    return (before === undefined) === (open === undefined)
      ? { text, code: open !== undefined }
      : { text: "", code: true };
  });
}

/** A definition may be all that an item of a list, or a line of a quote, says. */
const definition = /^((?:[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+|[ \t]*>[ \t]?)*) {0,3}\[([^[\]]+)\]:[ \t]*(\S.*)$/;
/** An address that a title may follow, and nothing else (CommonMark §4.7). */
const address = /^(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;
const reference = /\[([^[\]]+)\](?:\[([^[\]]*)\])?(?!\()/g;
/** An address is bounded, so that a text of open links costs no more than its length. */
const link = /\[([^[\]]*)\]\([^)]{0,1000}\)/g;
const image = new RegExp(`!${link.source}`, "g");
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi;
const checkbox = /^([\s>]*(?:[*+-]|\d{1,9}[.)])\s+)\[[ x]\](?=\s)/i;
const code = /`+[^`]*`+/g;
/** Code, paths and escaped signs: what is between them may have signs that are not drawn. */
const asWritten = new RegExp(`(?<!\`)\`+[^\`]+\`+|(?<!\\]\\(<?)(?:${anyWindowsPath})|\\\\[!-/:-@[-\`{-~]`, "g");
/** Stands for words that are finished: what is done to the text around them must not touch them. */
const kept = /\uE000(\d+)\uE001/g;

/** Labels that are defined and referred to: a reference is drawn without its brackets, and such a definition is not. */
function definedLabels(lines: readonly Line[]): ReadonlySet<string> {
  const defined = new Set<string>();
  const referred = new Set<string>();
  for (const { text, code: isCode } of lines) {
    const { label: own, rest } = (isCode ? undefined : definitionIn(text)) ?? { label: undefined, rest: text };
    if (own !== undefined) {
      defined.add(labelTag(own));
    }
    // An address refers to nothing, and neither does code; but code may be what a reference is drawn as.
    const words = isCode || own?.startsWith("^") === false ? "" : rest.replace(code, "`");
    for (const [, label = "", ref = ""] of words.matchAll(reference)) {
      referred.add(labelTag(ref || label));
    }
  }
  return new Set([...defined].filter((label) => referred.has(label)));
}

interface Definition {
  /** What stands in front of it: signs of lists and quotes. */
  readonly prefix: string;
  readonly label: string;
  readonly rest: string;
}

/** The definition of a link or a footnote that a line is. */
function definitionIn(line: string): Definition | undefined {
  const [, prefix = "", label, rest = ""] = definition.exec(line) ?? [];
  return label !== undefined && (label.startsWith("^") || address.test(rest)) ? { prefix, label, rest } : undefined;
}

function plainLine(line: string, labels: ReadonlySet<string>, readers: WordReaders): string {
  const found = definitionIn(line);
  if (found !== undefined) {
    const { prefix, label, rest } = found;
    const referred = labels.has(labelTag(label));
    if (label.startsWith("^")) {
      return `${prefix}${referred ? label.slice(1) : `[${label}]:`}\n\n${plainText(rest, labels, readers)}`;
    }
    return referred ? prefix : `${prefix}[${label}]: ${plainText(rest, labels, readers)}`;
  }
  return plainText(line.replace(/^\s{0,3}#{1,6}\s+/, "").replace(checkbox, "$1"), labels, readers);
}

/** A line without the signs of quotes, lists, rules and tables; the numbers of a list are read. */
function flatLine(line: string): string {
  if (/^[\s|:-]*[-:|][\s|:-]*$|^\s*(?:(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line)) {
    return "";
  }
  const words = line.replace(/^(?:\s*>\s?)+/, "").replace(/^\s*[*+-]\s+(?:\[[ x]\]\s+)?/i, "");
  return /^\s*\|/.test(words) ? words.replace(/(?<!\\)\|/g, " ") : words;
}

function plainText(text: string, labels: ReadonlySet<string>, readers: WordReaders): string {
  const finished: string[] = [];
  const keep = (words: string): string => `\uE000${finished.push(words) - 1}\uE001`;
  const pieces = readers.math?.splitAtCodeAndMath(text) ?? [text];
  const marked = pieces.map((piece, index) =>
    index % 2 === 1 ? keep(piece) : piece.replace(asWritten, (written) => keep(plainPiece(written))),
  );
  let words = plainWords(marked.join(""), labels, readers.decode, keep);
  // What was kept may hold what was kept before it, such as an escaped sign in the words of a picture.
  for (let depth = 0; depth < 3 && words.includes("\uE000"); depth += 1) {
    words = words.replace(kept, (written, index: string) => finished[Number(index)] ?? written);
  }
  return words;
}

function plainPiece(piece: string): string {
  return piece.startsWith("`") ? piece.replace(/^`+|`+$/g, "") : piece.length === 2 ? piece.slice(1) : piece;
}

/** @param keep puts words aside that are drawn as they are */
function plainWords(
  words: string,
  labels: ReadonlySet<string>,
  decode: (text: string) => string,
  keep: (words: string) => string,
): string {
  const plain = words
    .replace(/<br[ \t]*\/?>/gi, "\n")
    // The words in place of a picture are no Markdown.
    .replace(image, (_, alt: string) => keep(decode(alt)))
    .replace(link, "$1")
    .replace(autolink, (_, written: string) => keep(written))
    .replace(reference, (written: string, label: string, ref: string | undefined) => {
      if (!labels.has(labelTag(ref || label))) {
        return written;
      }
      return label.startsWith("^") ? label.slice(1) : label;
    })
    .replace(/\*\*|__|~~/g, "")
    .replace(/\*(?=[^\s*])([^*]*[^\s*])\*/g, "$1")
    .replace(/(^|\W)_(?=\S)([^_]*\S)_(?=\W|$)/g, "$1$2");
  return decode(plain);
}
