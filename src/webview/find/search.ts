import type { Turn } from "../../shared/transcript";
import { turnRuns } from "./turnSearchText";

/**
 * A text without its letter case, of the same length, so that places in one are places in the other:
 * the small letters of a few capitals (`İ`) have another length and keep their form.
 */
export function fold(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) {
    return small;
  }
  return Array.from(text, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  }).join("");
}

/** Where a text holds the words, from left to right without overlap; both as they are compared. */
export function indexesOf(text: string, words: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push(at);
  }
  return places;
}

/** How often a text holds the words: `placesIn(…).length` without the list, which can be long. */
export function countIn(text: string, words: string): number {
  let count = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    count++;
  }
  return count;
}

/** A turn in which something was found, and how often. */
interface TurnHits {
  readonly turnId: string;
  readonly count: number;
}

interface FindResult {
  readonly total: number;
  /** In the order of the turns; no turn without a hit. */
  readonly hits: readonly TurnHits[];
}

/**
 * Searches the turns as data, whether drawn or not. A turn is searched once a query; a query that grows
 * by a letter skips the turns in which the shorter one was not found.
 */
export class ConversationSearch {
  private query = "";
  private matchCase = false;
  private counts = new WeakMap<Turn, number>();
  private before = new WeakMap<Turn, number>();
  /** Texts are made once a turn, however many keys are pressed. */
  private readonly written = new WeakMap<Turn, readonly string[]>();
  private readonly folded = new WeakMap<Turn, readonly string[]>();

  /** Finds every place of the query; none for an empty one. */
  search(turns: readonly Turn[], query: string, matchCase: boolean): FindResult {
    this.begin(query, matchCase);
    if (query === "") {
      return { total: 0, hits: [] };
    }
    const words = matchCase ? query : fold(query);
    const hits = turns.flatMap((turn) => {
      const count = this.countOf(turn, words);
      return count === 0 ? [] : [{ turnId: turn.id, count }];
    });
    return { total: hits.reduce((sum, { count }) => sum + count, 0), hits };
  }

  private begin(query: string, matchCase: boolean): void {
    if (query === this.query && matchCase === this.matchCase) {
      return;
    }
    const grown = this.query !== "" && query.startsWith(this.query) && matchCase === this.matchCase;
    this.before = grown ? this.counts : new WeakMap<Turn, number>();
    this.counts = new WeakMap<Turn, number>();
    this.query = query;
    this.matchCase = matchCase;
  }

  private countOf(turn: Turn, words: string): number {
    let count = this.counts.get(turn) ?? (this.before.get(turn) === 0 ? 0 : undefined);
    count ??= this.textsOf(turn).reduce((sum, text) => sum + countIn(text, words), 0);
    this.counts.set(turn, count);
    return count;
  }

  private textsOf(turn: Turn): readonly string[] {
    const cache = this.matchCase ? this.written : this.folded;
    let texts = cache.get(turn);
    if (texts === undefined) {
      texts = turnRuns(turn).map(({ text }) => (this.matchCase ? text : fold(text)));
      cache.set(turn, texts);
    }
    return texts;
  }
}

/** One place where the words were found: the how manieth of its turn, counted from 0. */
export interface Match {
  readonly turnId: string;
  readonly occurrence: number;
}

/** The number that people see, counted from 1; undefined when the match is not one of the result's. */
export function numberOf({ hits }: FindResult, match: Match | undefined): number | undefined {
  let before = 0;
  for (const { turnId, count } of hits) {
    if (turnId === match?.turnId) {
      return match.occurrence < count ? before + match.occurrence + 1 : undefined;
    }
    before += count;
  }
  return undefined;
}

/** The match with this number, counted from 1; numbers beyond an end go on at the other one. */
export function matchAt({ hits, total }: FindResult, number: number): Match | undefined {
  if (total === 0) {
    return undefined;
  }
  let rest = (((number - 1) % total) + total) % total;
  for (const { turnId, count } of hits) {
    if (rest < count) {
      return { turnId, occurrence: rest };
    }
    rest -= count;
  }
  return undefined;
}

/** The first match in or after a turn, or the very first; without a turn, the very first. */
export function matchFrom(
  result: FindResult,
  turns: readonly { readonly id: string }[],
  turnId: string | undefined,
): Match | undefined {
  const from = Math.max(
    0,
    turns.findIndex((turn) => turn.id === turnId),
  );
  const later = new Set(turns.slice(from).map((turn) => turn.id));
  const hit = result.hits.find((candidate) => later.has(candidate.turnId)) ?? result.hits[0];
  return hit && { turnId: hit.turnId, occurrence: 0 };
}

/** Where a match stands in its turn: in which text (-1: in none, but in a call, a source …), and the how manieth there. */
export interface MatchLocation {
  readonly block: number;
  readonly occurrence: number;
}

/** The spot of a turn's match; undefined when the turn holds fewer. */
export function locationOf(
  turn: Turn,
  query: string,
  matchCase: boolean,
  occurrence: number,
): MatchLocation | undefined {
  const words = matchCase ? query : fold(query);
  const before = new Map<number, number>();
  let rest = occurrence;
  for (const { text, block } of turnRuns(turn)) {
    const count = countIn(matchCase ? text : fold(text), words);
    const inBlock = before.get(block) ?? 0;
    if (rest < count) {
      return { block, occurrence: inBlock + rest };
    }
    rest -= count;
    before.set(block, inBlock + count);
  }
  return undefined;
}
