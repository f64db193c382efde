import type { RankSpot, Ranks } from "./ranks";
import type { Ends } from "./twinEdges";

/** A place in a drawing: across the flow and along it, in pixels. */
export interface Spot {
  readonly across: number;
  readonly along: number;
}

/** What dagre leaves to do: edges that turn at right angles only, as beautiful-mermaid draws them. */
interface Routes {
  /** Where each rank begins. */
  readonly starts: readonly number[];
  readonly depth: number;
  /** Of each path, from its source to its target. */
  readonly routes: readonly (readonly Spot[])[];
}

/** Pixels between lines that run side by side, and between a line and what stands in a rank. */
const lane = 10;
const margin = 14;

/** An edge's step aside, between one rank and the next. */
interface Turn {
  readonly path: number;
  readonly from: number;
  readonly to: number;
  /** Edges that leave one place share their lane. */
  readonly start: string;
}

/**
 * Routes edges at right angles: along the flow through the ranks, and across in lanes between them, which are as
 * far apart as their lanes need.
 *
 * @param offsets how far the two ends of each path stand from the middles of their nodes, in the path's direction
 * @param spacing the least room between two ranks of nodes, in pixels
 */
export function routed({ depths, nodes, paths }: Ranks, offsets: readonly Ends[], spacing: number): Routes {
  // Between nodes dagre has ranks for words; those without any take no room, and nothing is in the way there.
  const ranks = depths.flatMap((depth, rank) => (depth > 0 ? [rank] : []));
  const place = new Map(ranks.map((rank, index) => [rank, index]));
  const columns = paths.map(({ spots }, index) => downwards(spots, offsets[index] ?? [0, 0], place));
  const turns = ranks.map((): Turn[] => []);
  columns.forEach(({ first, across, reversed }, path) => {
    across.slice(1).forEach((to, step) => {
      const from = across[step] ?? to;
      if (from !== to) {
        turns[first + step]?.push({ path, from, to, start: reversed ? `e${path}` : from.toFixed(0) });
      }
    });
  });
  const lanes = turns.map(lanesOf);
  const hasNodes = new Set(nodes.map(({ rank }) => rank));
  const starts: number[] = [];
  let at = 0;
  ranks.forEach((rank, index) => {
    starts.push(at);
    at += depths[rank] ?? 0;
    if (index < ranks.length - 1) {
      const both = hasNodes.has(rank) && hasNodes.has(ranks[index + 1] ?? rank);
      const most = Math.max(-1, ...(lanes[index]?.values() ?? []));
      at += Math.max(both ? spacing : spacing / 2, most < 0 ? 0 : margin * 2 + most * lane);
    }
  });
  const routes = columns.map(({ first, across, reversed }, path) => {
    const points: Spot[] = [];
    across.slice(1).forEach((to, step) => {
      const from = across[step] ?? to;
      const index = first + step;
      const above = (starts[index] ?? 0) + (depths[ranks[index] ?? 0] ?? 0);
      const below = starts[index + 1] ?? above;
      if (step === 0) {
        points.push({ across: from, along: above });
      }
      if (from !== to) {
        const along = above + margin + (lanes[index]?.get(path) ?? 0) * lane;
        points.push({ across: from, along }, { across: to, along });
      }
      if (step === across.length - 2) {
        points.push({ across: to, along: below });
      }
    });
    return reversed ? points.reverse() : points;
  });
  const all = new Array<number>(depths.length).fill(0);
  ranks.forEach((rank, index) => (all[rank] = starts[index] ?? 0));
  return { starts: all, depth: at, routes };
}

/** Where an edge is across, in every rank that has something in it, from the upper end down. */
function downwards(
  spots: readonly RankSpot[],
  [from, to]: Ends,
  place: ReadonlyMap<number, number>,
): { readonly first: number; readonly across: readonly number[]; readonly reversed: boolean } {
  const moved = spots.map(({ rank, across }, index) => ({
    rank,
    across: across + (index === 0 ? from : index === spots.length - 1 ? to : 0),
  }));
  const reversed = (moved[0]?.rank ?? 0) > (moved.at(-1)?.rank ?? 0);
  const down = reversed ? moved.reverse() : moved;
  const across = down.filter(({ rank }) => place.has(rank)).map(({ across: one }) => one);
  across.forEach((one, index) => {
    const before = across[index - 1];
    // A turn by a pixel is none.
    across[index] = before !== undefined && Math.abs(one - before) <= 1 ? before : one;
  });
  return { first: place.get(down[0]?.rank ?? 0) ?? 0, across, reversed };
}

/**
 * The lane of each path's turn between two ranks. Lines to the right keep above those that begin left of them, and
 * lines to the left the other way round, so that they do not cross; lines that do not meet share a lane.
 */
function lanesOf(turns: readonly Turn[]): ReadonlyMap<number, number> {
  const bundles = [...Map.groupBy(turns, ({ start }) => start).values()].map((bundle) => {
    const ends = bundle.flatMap(({ from, to }) => [from, to]);
    const [from, low, high] = [bundle[0]?.from ?? 0, Math.min(...ends), Math.max(...ends)];
    return { bundle, low, high, from, right: high - from >= from - low };
  });
  bundles.sort((a, b) =>
    a.right !== b.right ? Number(b.right) - Number(a.right) : a.right ? b.from - a.from : a.from - b.from,
  );
  const lanes = new Map<number, number>();
  const placed: { readonly low: number; readonly high: number; readonly at: number }[] = [];
  for (const { bundle, low, high } of bundles) {
    const met = placed.filter((other) => other.low < high + lane && low < other.high + lane);
    const at = Math.max(-1, ...met.map((other) => other.at)) + 1;
    placed.push({ low, high, at });
    bundle.forEach(({ path }) => lanes.set(path, at));
  }
  return lanes;
}
