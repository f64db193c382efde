import type { Turn } from "../../shared/transcript";
import type { FindResult } from "./conversationSearch";
import { countIn, fold } from "./fold";
import { turnRuns } from "./turnSearchText";

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
export function locationOf(turn: Turn, query: string, matchCase: boolean, occurrence: number): MatchLocation | undefined {
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
