import type { Links, Token } from "marked";
import { hasGrown } from "../../shared/growing";
import { lazily } from "../../shared/lazily";
import { Definitions } from "./definitions";
import { lexed, type Reading } from "./lexer";
import { mathLexer } from "./mathPart";
import { mayHaveMath } from "./mathToken";
import { stableLength } from "./stableLength";

/** Reads long blocks on; short ones are read anew sooner than that is loaded. */
export const grownBlock = lazily(async () => (await import("./growing/grownBlock")).grownBlock);

/** Characters of an open block above which its beginning is worth not to be read again. */
const shortBlock = 1000;

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
  /** Characters of the last reading. */
  private read = 0;
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
    if (source === before && this.blocks.length > 0 && !again && source.length > fullReading) {
      // Nothing has come but the end, and what would be read is what has been.
      return this.blocks;
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

  /** Labels of definitions that something refers to. The same set for as long as they are the same. */
  get references(): ReadonlySet<string> {
    return this.referred;
  }

  /** Characters that a reading reads again, as the last one did; code is not counted, it only gets longer. */
  get openLength(): number {
    const last = this.blocks.at(-1)?.token;
    const open = this.source.length - this.settled.length - (last?.type === "code" ? last.raw.length : 0);
    return this.finished ? 0 : Math.min(this.read, open);
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
    if (text.length > shortBlock && grownBlock.made === undefined) {
      // Without it, long blocks are read less often (`useGradual`).
      grownBlock().catch(() => undefined);
    }
    const read =
      grownBlock.made?.({ tokens: open, links: { ...known, ...this.open } }, before - length, text) ??
      readingOf(copyOf(text), known);
    this.read = read.read ?? text.length;
    if (blocks > 0 && !this.definitions.areAlike(this.definitions.others(read.links), this.open)) {
      return false;
    }
    this.settle(this.blocks.slice(0, blocks), read, { ...this.settled });
    return true;
  }

  private readAll(): void {
    this.read = this.source.length;
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

/** Characters above which two tokens are not compared in all they say: it would take longer than to draw them. */
const longToken = 10_000;

/** True when two tokens say the same; the same characters may be read differently when more follows, or is defined. */
function isSame(a: Token, b: Token): boolean {
  return (
    a === b ||
    (a.type === b.type && a.raw === b.raw && a.raw.length <= longToken && JSON.stringify(a) === JSON.stringify(b))
  );
}
