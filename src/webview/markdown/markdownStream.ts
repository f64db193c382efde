import type { Links, Token } from "marked";
import { hasGrown } from "../../shared/growing";
import { grownTable, lexed, type Reading } from "./lexer";
import { mathLexer } from "./mathPart";
import { mayHaveMath } from "./mathToken";

/**
 * The link definitions in these tokens, those inside quotes and lists included, added to the ones
 * before them. The first definition of a label holds (CommonMark §4.7).
 */
function definitions(tokens: readonly Token[], before: Links): Links {
  let links = before;
  for (const token of tokens) {
    if (token.type === "def") {
      const { tag, href, title } = token as { tag: string; href: string; title: string };
      links = Object.hasOwn(links, tag) ? links : { ...links, [tag]: { href, title } };
    } else {
      links = definitions(children(token), links);
    }
  }
  return links;
}

function children(token: Token): readonly Token[] {
  const { tokens, items } = token as { tokens?: readonly Token[]; items?: readonly Token[] };
  return [...(tokens ?? []), ...(items ?? [])];
}

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
 * (docs/wire.md#the-panel-what-drawing-costs, the rule of streamdown's pull request 608).
 */
export function stableLength(tokens: readonly Token[], source: string): StableCut {
  const ends = endsOf(tokens, source);
  let blocksAfter = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const end = ends[index];
    if (tokens[index]?.type !== "space") {
      blocksAfter++;
    } else if (end !== undefined && endsBlank(source, end) && isSettled(blocksAfter, tokens[index + 1])) {
      return { length: end, tokens: index + 1 };
    }
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
  /** The link definitions it was read with, as text; a late definition changes what a block means. */
  readonly links: string;
}

const none = "{}";

/** Characters up to which a finished text is read once more as a whole; reading 240 KB takes more than a frame. */
const fullReading = 32_000;

/**
 * Reads Markdown that grows. What is certain not to change any more is kept, and only the tail is
 * lexed again: the whole text at every chunk would cost quadratic time (docs/wire.md#the-panel-what-drawing-costs).
 */
export class MarkdownStream {
  private source = "";
  private blocks: readonly Block[] = [];
  /** Length of the source, number of blocks, and link definitions, that are settled. */
  private settled = { length: 0, blocks: 0, links: {} as Links };
  /** All definitions that the blocks were read with, those of the tail included; and the same as text. */
  private links: Links = {};
  private linksText = none;
  private finished = false;
  /** True when there may be formulas, which were read without `mathLexer`: all is to be read again once it is there. */
  awaitsMath = false;

  /**
   * The blocks of a text. When it begins with the text of the last call, blocks that did not change
   * are the same objects as before.
   * @param finished true at the end of the turn: one full reading, which has the last word if it is not too long
   */
  update(text: string, finished: boolean): readonly Block[] {
    const source = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    const math = mathLexer.made !== undefined;
    const again = this.awaitsMath && math;
    if (source === this.source && finished === this.finished && !again) {
      return this.blocks;
    }
    const before = this.source;
    const grows = hasGrown(source, before) && !again;
    this.source = source;
    this.finished = finished;
    if (again) {
      // The same characters are other tokens now.
      this.blocks = [];
    }
    this.awaitsMath = !math && (this.awaitsMath || mayHaveMath(grows ? source.slice(this.settled.length) : source));
    if ((finished && source.length <= fullReading) || !grows || !this.readTail(before.length)) {
      this.readAll();
    }
    return this.blocks;
  }

  /** How many of the blocks, from the first one on, will not change any more. */
  get settledCount(): number {
    return this.finished ? this.blocks.length : this.settled.blocks;
  }

  /** Characters that the next reading reads again, and that are drawn again; code is neither, it only gets longer. */
  get openLength(): number {
    const last = this.blocks.at(-1)?.token;
    return this.finished ? 0 : this.source.length - this.settled.length - (last?.type === "code" ? last.raw.length : 0);
  }

  /**
   * False when a link definition came or changed, so that settled blocks may read differently.
   * @param before characters of the source when it was read last
   */
  private readTail(before: number): boolean {
    const { length, blocks, links } = this.settled;
    const text = this.source.slice(length);
    const open = this.blocks.slice(blocks).map(({ token }) => token);
    const read =
      grownTable({ tokens: open, links: this.links }, before - length, text) ?? readingOf(copyOf(text), links);
    if (blocks > 0 && textOf(read.links) !== this.linksText) {
      return false;
    }
    this.settle(this.blocks.slice(0, blocks), read, { ...this.settled });
    return true;
  }

  private readAll(): void {
    this.settle([], readingOf(this.source, {}), { length: 0, blocks: 0, links: {} });
  }

  /** Takes new tokens in behind the settled head, and moves on what counts as settled. */
  private settle(head: readonly Block[], { tokens, links }: Reading, before: typeof this.settled): void {
    this.links = links;
    this.linksText = textOf(links);
    const tail = tokens.map((token, index) => {
      const place = before.blocks + index;
      const old = this.blocks[place];
      const same = old?.links === this.linksText && isSame(old.token, token, place < this.settled.blocks);
      return same ? old : { token, links: this.linksText };
    });
    this.blocks = [...head, ...tail];
    const stable = stableLength(tokens, this.source.slice(before.length));
    this.settled = {
      length: before.length + stable.length,
      blocks: before.blocks + stable.tokens,
      // The tail's own definitions may still change, so the next reading must find them by itself.
      links: definitions(tokens.slice(0, stable.tokens), before.links),
    };
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

/**
 * True when two tokens say the same.
 *
 * @param settled false for what the lexer may read differently when more follows, though its characters are the same
 */
function isSame(a: Token, b: Token, settled: boolean): boolean {
  return a.type === b.type && a.raw === b.raw && (settled || JSON.stringify(a) === JSON.stringify(b));
}

function textOf(links: Links): string {
  const tags = Object.keys(links).sort();
  return tags.length === 0 ? none : JSON.stringify(tags.map((tag) => [tag, links[tag]]));
}
