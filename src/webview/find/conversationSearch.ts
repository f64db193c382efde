import type { Turn } from "../../shared/transcript";
import { countIn, fold } from "./fold";
import { turnRuns } from "./turnSearchText";

/** A turn in which something was found, and how often. */
export interface TurnHits {
  readonly turnId: string;
  readonly count: number;
}

export interface FindResult {
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
