import type { Links, Token, Tokens } from "marked";
import { labelTag } from "../../shared/labelTag";
import { isFootnote, referenceOf } from "./footnoteTokens";

const none: ReadonlySet<string> = new Set();
/** What may be a label; one has at most 999 characters (CommonMark §4.7). */
const brackets = /\[((?:\\[\s\S]|[^[\]\\]){1,999})\]/g;

/**
 * The letters and digits of a label. Two labels that are the same have the same ones, however they were
 * written: over two lines of a quote there is a `>` within a label.
 */
function keyOf(label: string): string {
  return labelTag(label).replace(/[^\p{L}\p{N}]+/gu, "");
}

function keysIn(text: string): Set<string> {
  const keys = new Set<string>();
  if (text.includes("[")) {
    for (const [, label = ""] of text.matchAll(brackets)) {
      keys.add(keyOf(label));
    }
  }
  return keys;
}

/** What tokens may have inside. */
interface Nesting {
  readonly tokens: readonly Token[];
  readonly items: readonly Token[];
  readonly header: readonly Tokens.TableCell[];
  readonly rows: readonly (readonly Tokens.TableCell[])[];
}

/** Calls for each token and what is in it, from top to bottom. */
function visit(tokens: readonly Token[], see: (token: Token) => void): void {
  for (const token of tokens) {
    see(token);
    const { tokens: inside = [], items = [], header = [], rows = [] } = token as Partial<Nesting>;
    visit(inside, see);
    visit(items, see);
    for (const { tokens: cell } of [...header, ...rows.flat()]) {
      visit(cell, see);
    }
  }
}

/**
 * The definitions of links and footnotes in the settled part of a growing text, and what may refer to one.
 * A definition that comes late changes what was read before it only where its label stands there: most
 * lines that are read as definitions (`[INFO]: Done`) are none, and nothing is read again for them.
 */
export class Definitions {
  private readonly links = new Map<string, Links[string]>();
  /** Labels of the definitions, by their key. */
  private readonly tags = new Map<string, string[]>();
  /** Keys of all that may be labels in the settled text, but for those of its own definitions. */
  private readonly mentioned = new Set<string>();
  private readonly settledReferences = new Set<string>();
  private all = none;
  private allFrom = "";

  /**
   * Takes in blocks that have settled. The first definition of a label holds (CommonMark §4.7).
   * @param links what they were read with
   */
  settle(tokens: readonly Token[], links: Links): void {
    visit(tokens, (token) => {
      if (token.type === "def" || isFootnote(token)) {
        const { tag, href = "", title = "" } = token as { tag: string; href?: string; title?: string };
        this.define(tag, { href, title });
      }
    });
    for (const token of tokens) {
      // What a definition says about itself is drawn without any other one.
      if (token.type !== "def") {
        const text = isFootnote(token) ? token.raw.slice(token.raw.indexOf("]:")) : token.raw;
        keysIn(text).forEach((key) => this.mentioned.add(key));
      }
    }
    if (Object.keys(links).length > 0) {
      this.addReferences(tokens, this.settledReferences);
    }
  }

  /** The definitions that a text may refer to; all of them for each piece of it would be quadratic. */
  for(text: string): Links {
    const found = Object.create(null) as Links;
    if (this.links.size > 0) {
      for (const key of keysIn(text)) {
        for (const tag of this.tags.get(key) ?? []) {
          found[tag] = this.links.get(tag) ?? { href: "" };
        }
      }
    }
    return found;
  }

  /** Those of some definitions that the settled text does not hold. */
  others(links: Links): Links {
    return Object.fromEntries(Object.entries(links).filter(([tag]) => !this.links.has(tag)));
  }

  /** True when what is settled says the same with these definitions behind it as with those. */
  areAlike(some: Links, others: Links): boolean {
    return this.partOf(some) === this.partOf(others);
  }

  /**
   * The labels that something refers to, in what is settled and in the blocks behind it. The same set as
   * before when nothing changed.
   */
  references(tail: readonly Token[], links: Links): ReadonlySet<string> {
    const open = new Set<string>();
    if (Object.keys(links).length > 0) {
      this.addReferences(tail, open);
    }
    const from = JSON.stringify([this.settledReferences.size, ...open]);
    if (from !== this.allFrom) {
      this.allFrom = from;
      this.all = open.size + this.settledReferences.size === 0 ? none : new Set([...this.settledReferences, ...open]);
    }
    return this.all;
  }

  private define(tag: string, link: Links[string]): void {
    if (!this.links.has(tag)) {
      this.links.set(tag, link);
      const key = keyOf(tag);
      const tags = this.tags.get(key);
      if (tags === undefined) {
        this.tags.set(key, [tag]);
      } else {
        tags.push(tag);
      }
    }
  }

  private addReferences(tokens: readonly Token[], references: Set<string>): void {
    visit(tokens, (token) => {
      const tag = referenceOf(token);
      if (tag !== undefined) {
        references.add(tag);
      }
    });
  }

  /** The part of some definitions that the settled text may refer to, as text. */
  private partOf(links: Links): string {
    const tags = Object.keys(links).filter((tag) => this.mentioned.has(keyOf(tag)));
    return JSON.stringify(tags.sort().map((tag) => [tag, links[tag]]));
  }
}
