import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from "@dagrejs/dagre";

/** A size, across the flow and along it. */
export interface Side {
  readonly breadth: number;
  readonly depth: number;
}

/** An edge from one node to another, by their numbers. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Room for its words; nothing of both when there are none. */
  readonly label: Side;
}

/** Where something stands: the number of its rank, and its middle across, in pixels. */
export interface RankSpot {
  readonly rank: number;
  readonly across: number;
}

/** A graph in ranks, which follow each other along the flow. */
export interface Ranks {
  /** How deep each rank is, in pixels. */
  readonly depths: readonly number[];
  readonly nodes: readonly RankSpot[];
  /** Of each link, from its source to its target: one spot in every rank, and where its words stand; one alone when it
   * leads back to its source. */
  readonly paths: readonly { readonly spots: readonly RankSpot[]; readonly label: RankSpot | undefined }[];
  readonly breadth: number;
}

/** Pixels between lines that run side by side. */
export const lineGap = 16;

/**
 * Puts nodes into ranks so that edges lead along the flow, orders each rank so that few of them cross, and places
 * all across so that they run straight (dagre). The same graph comes out the same each time.
 *
 * @param gap pixels between two nodes of a rank
 * @param most nodes, words and places that long edges pass through
 * @throws RangeError when there are more
 */
export function inRanks(sizes: readonly Side[], links: readonly Link[], gap: number, most: number): Ranks {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  // Ranks come out much as with dagre's default, in half the time.
  graph.setGraph({ nodesep: gap, edgesep: lineGap, ranker: "tight-tree" });
  sizes.forEach(({ breadth, depth }, index) => graph.setNode(`n${index}`, { width: breadth, height: depth }));
  links.forEach(({ from, to, label }, index) => {
    const room = { width: label.breadth, height: label.depth, labelpos: "c" } as const;
    graph.setEdge(`n${from}`, `n${to}`, room, `e${index}`);
  });
  layout(graph, {
    customOrder: (ranked, order) => {
      if (ranked.nodeCount() > most) {
        throw new RangeError("Too many long edges");
      }
      order(ranked);
      keepSourceOrder(ranked, sizes.length);
    },
  });
  const nodes = sizes.map((_, index) => {
    const { rank = 0, x = 0 } = graph.node(`n${index}`);
    return { rank, across: x };
  });
  const depths: number[] = [];
  const deepen = (rank: number, depth: number): void => {
    depths[rank] = Math.max(depths[rank] ?? 0, depth);
  };
  nodes.forEach(({ rank }, index) => deepen(rank, sizes[index]?.depth ?? 0));
  const paths = links.map(({ from, to, label }, index) => {
    const [start, end] = [nodes[from], nodes[to]];
    const { points = [], x, y } = graph.edge(`n${from}`, `n${to}`, `e${index}`);
    if (start === undefined || end === undefined) {
      throw new RangeError("An edge leads to no node");
    }
    const step = start.rank < end.rank ? 1 : -1;
    // Its first and last points are at the borders of the nodes.
    const passed = points.slice(1, -1).map((point, place) => ({
      rank: start.rank + step * (place + 1),
      across: point.x,
      along: point.y,
    }));
    if (from === to) {
      return { spots: [start], label: undefined };
    }
    const words = passed.find(({ along }) => label.depth > 0 && along === y);
    const spot = words === undefined ? undefined : { rank: words.rank, across: x ?? words.across };
    if (spot !== undefined) {
      deepen(spot.rank, label.depth);
    }
    return { spots: [start, ...passed, end], label: spot };
  });
  return {
    depths: [...depths].map((depth: number | undefined) => depth ?? 0),
    nodes,
    paths,
    breadth: graph.graph().width ?? 0,
  };
}

/**
 * Mirrors the order of all ranks, which crosses as many edges, when more nodes would then stand as they are written.
 *
 * @param count how many nodes there are; the others are what dagre adds
 */
function keepSourceOrder(graph: Graph<GraphLabel, NodeLabel, EdgeLabel>, count: number): void {
  const written = Array.from({ length: count }, (_, index) => graph.node(`n${index}`));
  let kept = 0;
  for (const rank of Map.groupBy(written, (node) => node.rank).values()) {
    rank.forEach(({ order = 0 }, index) => {
      for (const later of rank.slice(index + 1)) {
        kept += Math.sign((later.order ?? 0) - order);
      }
    });
  }
  if (kept < 0) {
    for (const rank of Map.groupBy(
      graph.nodes().map((name) => graph.node(name)),
      (node) => node.rank,
    ).values()) {
      rank.forEach((node) => (node.order = rank.length - 1 - (node.order ?? 0)));
    }
  }
}
