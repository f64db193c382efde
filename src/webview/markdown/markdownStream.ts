import type { Links, Token } from "marked";
import { hasGrown } from "../../shared/growing";
import { Definitions } from "./definitions";
import { isFootnote } from "./footnoteTokens";
import { grownTable, lexed, type Reading } from "./lexer";

/** How much of a text is settled: in characters, and in tokens. */
interface StableCut {
  readonly length: number;
  readonly tokens: number;
}

/**
 * What a block may begin with that goes on with the list above it, or may become so with its next
 * letters: a marker, or an indent (CommonMark §5.2, §5.3). An indent also goes on with indented code.
 */
const mayContinue = /^[\s\d*+-]/;

/**
 * How far a growing Markdown text can be taken as settled. A blank line alone is no safe place to cut:
 * `2` is a paragraph, `2.` continues the list above it. Settled is what ends in a blank line and is
 * followed by a block that begins with what no list goes on with, or by two more blocks
 * (docs/wire.md#the-panel-what-drawing-costs, the rule of streamdown's pull request 608). A definition holds
 * the blank line behind it, and ends where another one begins.
 */
export function stableLength(tokens: readonly Token[], source: string): StableCut {
  const ends = endsOf(tokens, source);
  let blocksAfter = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const end = ends[index];
    const token = tokens[index];
    const next = tokens[index + 1];
    const mayEnd = token?.type === "space" || token?.type === "def";
    const cut =
      mayEnd && end !== undefined && endsBlank(source, end)
        ? isSettled(blocksAfter, next)
        : blocksAfter >= 2 && isDefinition(token) && isDefinition(next);
    if (cut && end !== undefined) {
      return { length: end, tokens: index + 1 };
    }
    blocksAfter += token?.type === "space" ? 0 : 1;
  }
  return { length: 0, tokens: 0 };
}

/** True when the line before a place is blank; the lexer gives the end of a list's line out as space, too. */
function endsBlank(source: string, end: number): boolean {
  let before = end - 2;
  while (source[before] === " " || source[before] === "\t") {
    before--;
  }
  return source[end - 1] === "\n" && (before < 0 || source[before] === "\n");
}

function isDefinition(token: Token | undefined): boolean {
  return token !== undefined && (token.type === "def" || isFootnote(token));
}

function isSettled(blocksAfter: number, next: Token | undefined): boolean {
  return blocksAfter >= 2 || (blocksAfter === 1 && next !== undefined && !mayContinue.test(next.raw));
}

/** Where each token ends. The lexer rewrites a few texts; where a token is not what stands in the source, counting stops. */
function endsOf(tokens: readonly Token[], source: string): readonly number[] {
  const ends: number[] = [];
  let end = 0;
  for (const { raw } of tokens) {
    if (!source.startsWith(raw, end)) {
      break;
    }
    end += raw.length;
    ends.push(end);
  }
  return ends;
}

/** One top-level block of an answer. The same object for as long as the block stays as it is. */
export interface Block {
  readonly token: Token;
}

/** Characters up to which a finished text is read once more as a whole; reading 240 KB takes more than a frame. */
const fullReading = 32_000;

/**
 * Reads Markdown that grows. What is certain not to change any more is kept, and only the tail is
 * lexed again: the whole text at every chunk would cost quadratic time (docs/wire.md#the-panel-what-drawing-costs).
 */
export class MarkdownStream {
  private source = "";
  private blocks: readonly Block[] = [];
  /** Length of the source, and number of blocks, that are settled. */
  private settled = { length: 0, blocks: 0 };
  private definitions = new Definitions();
  /** The definitions of the tail. They may still change, so each reading must find them by itself. */
  private open: Links = {};
  private referred: ReadonlySet<string> = new Set();
  private finished = false;

  /**
   * The blocks of a text. When it begins with the text of the last call, blocks that did not change
   * are the same objects as before.
   * @param finished true at the end of the turn: one full reading, which has the last word if it is not too long
   */
  update(text: string, finished: boolean): readonly Block[] {
    const source = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    if (source === this.source && finished === this.finished) {
      return this.blocks;
    }
    const before = this.source;
    const grows = hasGrown(source, before);
    this.source = source;
    this.finished = finished;
    if ((finished && source.length <= fullReading) || !grows || !this.readTail(before.length)) {
      this.readAll();
    }
    return this.blocks;
  }

  /** How many of the blocks, from the first one on, will not change any more. */
  get settledCount(): number {
    return this.finished ? this.blocks.length : this.settled.blocks;
  }

  /** Labels of definitions that something refers to. The same set for as long as they are the same. */
  get references(): ReadonlySet<string> {
    return this.referred;
  }

  /** Characters that the next reading reads again, and that are drawn again; code is neither, it only gets longer. */
  get openLength(): number {
    const last = this.blocks.at(-1)?.token;
    return this.finished ? 0 : this.source.length - this.settled.length - (last?.type === "code" ? last.raw.length : 0);
  }

  /**
   * False when a definition came or changed that settled blocks may refer to.
   * @param before characters of the source when it was read last
   */
  private readTail(before: number): boolean {
    const { length, blocks } = this.settled;
    const text = this.source.slice(length);
    const open = this.blocks.slice(blocks).map(({ token }) => token);
    const known = this.definitions.for(text);
    const read =
      grownTable({ tokens: open, links: { ...known, ...this.open } }, before - length, text) ??
      readingOf(copyOf(text), known);
    if (blocks > 0 && !this.definitions.areAlike(this.definitions.others(read.links), this.open)) {
      return false;
    }
    this.settle(this.blocks.slice(0, blocks), read, { ...this.settled });
    return true;
  }

  private readAll(): void {
    this.definitions = new Definitions();
    this.settle([], readingOf(this.source, {}), { length: 0, blocks: 0 });
  }

  /** Takes new tokens in behind the settled head, and moves on what counts as settled. */
  private settle(head: readonly Block[], { tokens, links }: Reading, before: typeof this.settled): void {
    const tail = tokens.map((token, index) => {
      const old = this.blocks[before.blocks + index];
      return old !== undefined && isSame(old.token, token) ? old : { token };
    });
    this.blocks = [...head, ...tail];
    const stable = stableLength(tokens, this.source.slice(before.length));
    this.settled = { length: before.length + stable.length, blocks: before.blocks + stable.tokens };
    this.definitions.settle(tokens.slice(0, stable.tokens), links);
    this.open = this.definitions.others(links);
    this.referred = this.definitions.references(tokens.slice(stable.tokens), links);
  }
}

function readingOf(text: string, before: Links): Reading {
  const tokens = lexed(text, before);
  return { tokens, links: tokens.links };
}

/**
 * The same text in memory of its own. A slice keeps the whole text alive that it was cut from, and each
 * block of an answer would keep the answer as it was then: 178 MB for 240 KB
 * (docs/wire.md#the-panel-what-drawing-costs).
 */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

/** True when two tokens say the same; the same characters may be read differently when more follows, or is defined. */
function isSame(a: Token, b: Token): boolean {
  return a.type === b.type && a.raw === b.raw && JSON.stringify(a) === JSON.stringify(b);
}
