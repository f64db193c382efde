import type { Lexer, MarkedOptions, TokenizerExtensionFunction, TokenizerStartFunction } from "marked";
import { type MathToken, mayHaveMath } from "./mathToken";

interface Delimiters {
  readonly open: string;
  readonly close: string;
  readonly display: boolean;
  /** Whether what stands on one line between them is a formula, and not prose, a price or a variable. */
  readonly accepts: (inner: string) => boolean;
}

/** Signs that prose has not. */
const signs = /[\\^_{}=<>]/;
const hasNoWords = (inner: string): boolean => signs.test(inner) || !/\p{L}{3}/u.test(inner);

const delimiters: readonly Delimiters[] = [
  { open: "$$", close: "$$", display: true, accepts: hasNoWords },
  // Some writers escape brackets: `\[x\]`, `\[1\]`, `\[see\](below)`.
  { open: "\\[", close: "\\]", display: true, accepts: (inner) => signs.test(inner) },
  {
    open: "\\(",
    close: "\\)",
    display: false,
    accepts: (inner) => signs.test(inner) || !/\p{L}{2}\s+\p{L}{2}/u.test(inner),
  },
  { open: "$", close: "$", display: false, accepts: isNoPrice },
];

/** Between single dollars: what is neither a price (`$5 to US$`) nor a variable (`$HOME/$`), by the rules of Pandoc. */
function isNoPrice(inner: string): boolean {
  if (/^\s|\s$|\n/.test(inner)) {
    return false;
  }
  return /^\d/.test(inner) ? /[\\^_{]/.test(inner) || !/\p{L}{2}/u.test(inner) : hasNoWords(inner);
}

const blankLine = /\n[ \t]*\n/;
const fence = /^ {0,3}~{3}/m;

/**
 * The formula that begins at a place: closed, in one paragraph, and without a backtick, since code binds closer.
 * Looks no further than to the next opening delimiter of its kind, so that many of them cost no more than one.
 */
function formulaAt(text: string, from: number): MathToken | undefined {
  const first = text[from];
  const kind = first !== "$" && first !== "\\" ? undefined : delimiters.find(({ open }) => text.startsWith(open, from));
  if (kind === undefined) {
    return undefined;
  }
  const { open, close, display } = kind;
  const start = from + open.length;
  const end = closingAt(text, start, kind);
  const inner = text.slice(start, Math.max(end, start));
  const raw = text.slice(from, end + close.length);
  const next = text.slice(end + close.length, end + close.length + 1);
  if (
    end < 0 ||
    inner.trim() === "" ||
    blankLine.test(inner) ||
    fence.test(inner) ||
    (open === "\\[" && next === "(") ||
    (open === "$" && /[\p{L}\p{N}$]/u.test(next)) ||
    !((display && inner.includes("\n")) || kind.accepts(inner))
  ) {
    return undefined;
  }
  return { type: "math", raw, text: inner.trim(), display };
}

function closingAt(text: string, from: number, { open, close }: Delimiters): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (text.startsWith(close, at)) {
      return at;
    }
    if (character === "`" || text.startsWith(open, at) || (character === "\n" && (open === "$" || isBlank(text, at)))) {
      return -1;
    }
    if (character === "\\") {
      at++;
    }
  }
  return -1;
}

/** True when nothing stands between a line's end and the next one. */
function isBlank(text: string, at: number): boolean {
  let next = at + 1;
  while (text[next] === " " || text[next] === "\t") {
    next++;
  }
  return text[next] === "\n";
}

/** A displayed formula on lines of its own: at most three spaces before it, nothing behind it. */
function blockAt(text: string, from: number): MathToken | undefined {
  let at = from;
  while (text[at] === " " && at < from + 3) {
    at++;
  }
  const formula = formulaAt(text, at);
  const after =
    formula && /^[ \t]*(?=\n|$)/.exec(text.slice(at + formula.raw.length, lineEnd(text, at + formula.raw.length)));
  return formula?.display === true && after
    ? { ...formula, raw: text.slice(from, at + formula.raw.length + after[0].length) }
    : undefined;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

const readBlock: TokenizerExtensionFunction = (text) => blockAt(text, 0);

/** Where a formula interrupts the paragraph that a text begins with; the paragraph ends at the latest with a blank line. */
const nextBlock: TokenizerStartFunction = function (text) {
  // In a list's item there are no paragraphs but lines, each of which is asked for a formula anyway.
  if (!this.lexer.state.top) {
    return undefined;
  }
  for (let at = lineEnd(text, 0); at < text.length && !isBlank(text, at); at = lineEnd(text, at + 1)) {
    if (blockAt(text, at + 1) !== undefined) {
      return at + 1;
    }
  }
  return undefined;
};

/** A dollar behind one of these opens nothing: `US$`, `A5$`. */
const beforeNoDollar = /[\p{L}\p{N}$\\]$/u;

const readInline: TokenizerExtensionFunction = (text, tokens) =>
  text.startsWith("$") && beforeNoDollar.test(tokens.at(-1)?.raw ?? "") ? undefined : formulaAt(text, 0);

/** What ends a run of plain text in any case; beyond it, another run looks for its own dollar. */
const dollarOrEnd = /(?<![\p{L}\p{N}$\\])\$|[\\<![`*_~]| {2}\n|https?:\/\/|ftp:\/\/|www\./gu;

const nextInline: TokenizerStartFunction = (text) => {
  dollarOrEnd.lastIndex = 0;
  for (let match = dollarOrEnd.exec(text); match?.[0] === "$"; match = dollarOrEnd.exec(text)) {
    if (formulaAt(text, match.index) !== undefined) {
      return match.index;
    }
  }
  return undefined;
};

/** Code, an escaped character, or what may be a formula. */
const codeEscapeOrMath = /(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|\\[^([]|\\[([]|(?<![\p{L}\p{N}$\\])\$/gu;

/** Covers formulas, so that no emphasis begins or ends in one: `*a \(b*c\)*`. Both texts are of the same length. */
function covered(text: string, masked: string): string {
  let result = masked;
  codeEscapeOrMath.lastIndex = 0;
  for (let match = codeEscapeOrMath.exec(text); match !== null; match = codeEscapeOrMath.exec(text)) {
    const formula = formulaAt(text, match.index);
    if (formula !== undefined) {
      const end = match.index + formula.raw.length;
      result = `${result.slice(0, match.index)}[${"a".repeat(formula.raw.length - 2)}]${result.slice(end)}`;
      codeEscapeOrMath.lastIndex = end;
    }
  }
  return result;
}

type Extensions = NonNullable<MarkedOptions["extensions"]>;

/** What a lexer reads besides, and formulas. */
function withFormulas(others: Extensions | null | undefined): Extensions {
  return {
    block: [...(others?.block ?? []), readBlock],
    startBlock: [...(others?.startBlock ?? []), nextBlock],
    inline: [...(others?.inline ?? []), readInline],
    startInline: [...(others?.startInline ?? []), nextInline],
    renderers: {},
    childTokens: {},
  };
}

/**
 * Has a lexer read formulas, and keeps its other rules away from them: emphasis, and headings that are
 * underlined (a formula may well have a line with nothing but `=`).
 *
 * @param text what is read by other methods than `lex`, which decides for itself
 */
export function withMath(lexer: Lexer, text = ""): Lexer {
  const { tokenizer, extensions: others = null } = lexer.options;
  const formulas = withFormulas(others);
  const looksForMath = (): boolean => lexer.options.extensions === formulas;
  const lookIn = (words: string): void => {
    // Most texts have no formula, and to look for one at every word takes as long as to read it.
    lexer.options.extensions = mayHaveMath(words) ? formulas : others;
  };
  lookIn(text);
  const read = lexer.lex.bind(lexer);
  lexer.lex = (words) => {
    lookIn(words);
    return read(words);
  };
  const readInlines = lexer.inlineTokens.bind(lexer);
  let current = "";
  lexer.inlineTokens = (text, tokens) => {
    const before = current;
    current = text;
    try {
      return readInlines(text, tokens);
    } finally {
      current = before;
    }
  };
  const hooks = {
    /** A getter: the lexer makes no mask for a text that needs none. */
    get emStrongMask() {
      return looksForMath() && /[*_~]/.test(current) && mayHaveMath(current)
        ? (masked: string) => covered(current, masked)
        : undefined;
    },
  };
  lexer.options.hooks = hooks as unknown as NonNullable<MarkedOptions["hooks"]>;
  if (tokenizer) {
    const readHeading = tokenizer.lheading.bind(tokenizer);
    tokenizer.lheading = (text) => {
      // No further than to a formula: to look through the whole paragraph at each one in it would be quadratic.
      const formula = looksForMath() ? nextBlock.call({ lexer }, text) : undefined;
      return readHeading(typeof formula === "number" ? text.slice(0, formula) : text);
    };
  }
  return lexer;
}

/** A text as pieces, in turn outside and inside of formulas that stand on lines of their own. */
export function splitAtMathBlocks(text: string): readonly string[] {
  if (!/\$\$|\\\[/.test(text)) {
    return [text];
  }
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at = lineEnd(text, at) + 1) {
    const block = blockAt(text, at);
    if (block !== undefined) {
      pieces.push(text.slice(from, at), block.raw);
      at += block.raw.length;
      from = at;
    }
  }
  return [...pieces, text.slice(from)];
}

/** A line as pieces, in turn outside and inside of code spans and formulas; these as they are drawn. */
export function splitAtCodeAndMath(line: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  codeEscapeOrMath.lastIndex = 0;
  for (let match = codeEscapeOrMath.exec(line); match !== null; match = codeEscapeOrMath.exec(line)) {
    const code = match[1] !== undefined;
    const length = code ? match[0].length : formulaAt(line, match.index)?.raw.length;
    if (length !== undefined) {
      const end = match.index + length;
      const piece = line.slice(match.index, end);
      pieces.push(line.slice(from, match.index), code ? piece.replace(/^`+|`+$/g, "") : piece);
      codeEscapeOrMath.lastIndex = end;
      from = end;
    }
  }
  return [...pieces, line.slice(from)];
}
