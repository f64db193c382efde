import { fenceAfter, type OpenFence } from "../../shared/fences";
import { labelTag } from "../markdown/footnoteTokens";
import { mathLexer } from "../markdown/mathPart";
import { anyWindowsPath } from "../markdown/windowsPath";

interface Line {
  readonly text: string;
  /** True for what stands between fences, and is drawn as it is. */
  readonly code: boolean;
}

/**
 * Markdown without the signs that are not drawn, so that a search finds words as they are read. Formulas stay
 * as they were written: that is what can be typed, and what the panel has as text over each of them.
 */
export function plainMarkdown(markdown: string): string {
  if (!/[*_`~[#<\\]/.test(markdown)) {
    return markdown;
  }
  const labels = definedLabels(linesOf(markdown));
  const plain = (piece: string): string =>
    linesOf(piece)
      .map(({ text, code }) => (code ? text : plainLine(text, labels)))
      .join("\n");
  const pieces = mathLexer.made?.splitAtMathBlocks(markdown) ?? [markdown];
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

const definition = /^ {0,3}\[([^[\]]+)\]:[ \t]*(\S.*)$/;
/** An address that a title may follow, and nothing else (CommonMark §4.7). */
const address = /^(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;
const reference = /\[([^[\]]+)\](?:\[([^[\]]*)\])?(?!\()/g;
/** An address is bounded, so that a text of open links costs no more than its length. */
const link = /\[([^[\]]*)\]\([^)]{0,1000}\)/g;
const image = new RegExp(`!${link.source}`, "g");
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi;
const checkbox = /^([\s>]*(?:[*+-]|\d{1,9}[.)])\s+)\[[ x]\](?=\s)/i;
/** Code, paths and escaped signs: what is between them may have signs that are not drawn. */
const asWritten = new RegExp(`((?<!\`)\`+[^\`]+\`+|(?<!\\]\\(<?)(?:${anyWindowsPath})|\\\\[!-/:-@[-\`{-~])`);

/** Labels that are defined and referred to: a reference is drawn without its brackets, and such a definition is not. */
function definedLabels(lines: readonly Line[]): ReadonlySet<string> {
  const defined = new Set<string>();
  const referred = new Set<string>();
  for (const { text, code } of lines) {
    const { label: own, rest } = (code ? undefined : definitionIn(text)) ?? { label: undefined, rest: text };
    if (own !== undefined) {
      defined.add(labelTag(own));
    }
    // An address refers to nothing, and neither does code.
    const words = code || own?.startsWith("^") === false ? "" : rest.replace(/`+[^`]*`+/g, "");
    for (const [, label = "", ref = ""] of words.matchAll(reference)) {
      referred.add(labelTag(ref || label));
    }
  }
  return new Set([...defined].filter((label) => referred.has(label)));
}

/** The definition of a link or a footnote that a line is. */
function definitionIn(line: string): { readonly label: string; readonly rest: string } | undefined {
  const [, label, rest = ""] = definition.exec(line) ?? [];
  return label !== undefined && (label.startsWith("^") || address.test(rest)) ? { label, rest } : undefined;
}

function plainLine(line: string, labels: ReadonlySet<string>): string {
  const found = definitionIn(line);
  if (found !== undefined) {
    const { label, rest } = found;
    const referred = labels.has(labelTag(label));
    if (label.startsWith("^")) {
      return `${referred ? label.slice(1) : `[${label}]:`}\n\n${plainText(rest, labels)}`;
    }
    return referred ? "" : `[${label}]: ${plainText(rest, labels)}`;
  }
  return plainText(line.replace(/^\s{0,3}#{1,6}\s+/, "").replace(checkbox, "$1"), labels);
}

function plainText(text: string, labels: ReadonlySet<string>): string {
  const pieces = mathLexer.made?.splitAtCodeAndMath(text) ?? [text];
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : plainProse(piece, labels))).join("");
}

function plainProse(text: string, labels: ReadonlySet<string>): string {
  return text
    .split(asWritten)
    .map((piece, index) => (index % 2 === 0 ? plainWords(piece, labels) : plainPiece(piece)))
    .join("");
}

function plainPiece(piece: string): string {
  return piece.startsWith("`") ? piece.replace(/^`+|`+$/g, "") : piece.length === 2 ? piece.slice(1) : piece;
}

function plainWords(words: string, labels: ReadonlySet<string>): string {
  return words
    .replace(/<br[ \t]*\/?>/gi, "\n")
    .replace(image, "$1")
    .replace(link, "$1")
    .replace(autolink, "$1")
    .replace(reference, (written: string, label: string, ref: string | undefined) => {
      if (!labels.has(labelTag(ref || label))) {
        return written;
      }
      return label.startsWith("^") ? label.slice(1) : label;
    })
    .replace(/\*\*|__|~~/g, "")
    .replace(/\*(?=[^\s*])([^*]*[^\s*])\*/g, "$1")
    .replace(/(^|\W)_(?=\S)([^_]*\S)_(?=\W|$)/g, "$1$2");
}
