import { type Link, lineGap, type Ranks } from "./ranks";

/** The two ends of an edge. */
export type Ends = readonly [from: number, to: number];

/**
 * How far the ends of each edge keep from the middle of their nodes, in pixels. Only those of several edges between
 * the same two nodes do, whichever way they lead, to run side by side: straight from where they stand in the ranks
 * between, as far as that is on the node.
 *
 * @param breadths of the nodes at the ends of each link
 */
export function twinAsides(
  links: readonly Link[],
  { nodes, paths }: Ranks,
  breadths: readonly Ends[],
): readonly Ends[] {
  const asides = links.map((): [number, number] => [0, 0]);
  const groups = Map.groupBy(links.keys(), (index) => {
    const { from, to } = links[index] ?? { from: 0, to: 0 };
    return `${Math.min(from, to)}-${Math.max(from, to)}`;
  });
  for (const indexes of groups.values()) {
    const { from, to } = links[indexes[0] ?? 0] ?? { from: 0, to: 0 };
    for (const node of indexes.length > 1 && from !== to ? [from, to] : []) {
      const ends = indexes
        .map((index) => {
          const end = links[index]?.from === node ? 0 : 1;
          const most = Math.max(0, (breadths[index]?.[end] ?? 0) / 2 - 6);
          const bounded = (aside: number): number => Math.max(-most, Math.min(most, aside));
          const straight = (paths[index]?.spots.at(end === 0 ? 1 : -2)?.across ?? 0) - (nodes[node]?.across ?? 0);
          return { index, end, bounded, straight } as const;
        })
        .sort((a, b) => a.straight - b.straight);
      const apart = ends.every(({ bounded, straight }, at) => {
        const before = ends[at - 1];
        return before === undefined || bounded(straight) - before.bounded(before.straight) >= lineGap;
      });
      ends.forEach(({ index, end, bounded, straight }, at) => {
        const aside = asides[index];
        if (aside !== undefined) {
          aside[end] = bounded(apart ? straight : (at - (ends.length - 1) / 2) * lineGap);
        }
      });
    }
  }
  return asides;
}
