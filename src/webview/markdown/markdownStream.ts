import type { Links, Token } from "marked";
import { hasGrown } from "../../shared/growing";
import { lazily } from "../../shared/lazily";
import { lexed, type Reading } from "./lexer";
import { stableLength } from "./stableLength";

/** Reads long blocks on; short ones are read anew sooner than that is loaded. */
export const grownBlock = lazily(async () => (await import("./growing/grownBlock")).grownBlock);

/** Characters of an open block above which its beginning is worth not to be read again. */
const shortBlock = 1000;

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
  /** Characters of the last reading. */
  private read = 0;

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

  /** Characters that a reading reads again, as the last one did; code is not counted, it only gets longer. */
  get openLength(): number {
    const last = this.blocks.at(-1)?.token;
    const open = this.source.length - this.settled.length - (last?.type === "code" ? last.raw.length : 0);
    return this.finished ? 0 : Math.min(this.read, open);
  }

  /**
   * False when a link definition came or changed, so that settled blocks may read differently.
   * @param before characters of the source when it was read last
   */
  private readTail(before: number): boolean {
    const { length, blocks, links } = this.settled;
    const text = this.source.slice(length);
    const open = this.blocks.slice(blocks).map(({ token }) => token);
    if (text.length > shortBlock && grownBlock.made === undefined) {
      // Without it, long blocks are read less often (`useGradual`).
      grownBlock().catch(() => undefined);
    }
    const read =
      grownBlock.made?.({ tokens: open, links: this.links }, before - length, text) ?? readingOf(copyOf(text), links);
    this.read = read.read ?? text.length;
    if (blocks > 0 && textOf(read.links) !== this.linksText) {
      return false;
    }
    this.settle(this.blocks.slice(0, blocks), read, { ...this.settled });
    return true;
  }

  private readAll(): void {
    this.read = this.source.length;
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

/** Characters above which two tokens are not compared in all they say: it would take longer than to draw them. */
const longToken = 10_000;

/**
 * True when two tokens say the same.
 *
 * @param settled false for what the lexer may read differently when more follows, though its characters are the same
 */
function isSame(a: Token, b: Token, settled: boolean): boolean {
  return (
    a.type === b.type &&
    a.raw === b.raw &&
    (settled || (a.raw.length <= longToken && JSON.stringify(a) === JSON.stringify(b)))
  );
}

function textOf(links: Links): string {
  const tags = Object.keys(links).sort();
  return tags.length === 0 ? none : JSON.stringify(tags.map((tag) => [tag, links[tag]]));
}
