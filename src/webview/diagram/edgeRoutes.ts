import type { Box, Chain } from "./layers";

/** A size, across the layers' direction and along it. */
export interface Side {
  readonly breadth: number;
  readonly depth: number;
}

/** An edge to be routed. */
export interface Stretch {
  readonly chain: Chain;
  /** Room for its words; nothing of both when there are none. */
  readonly label: Side;
  /** How far its ends stand from the middle of their boxes, in the edge's own direction: an end may be inside a group. */
  readonly offsets: readonly [from: number, to: number];
}

interface Spot {
  readonly across: number;
  readonly along: number;
}

interface Route {
  readonly points: readonly Spot[];
  /** The middle of its words. */
  readonly label: Spot | undefined;
}

interface Routes {
  /** Where each layer begins, and how deep it is. */
  readonly starts: readonly { readonly at: number; readonly depth: number }[];
  readonly depth: number;
  readonly routes: readonly Route[];
}

/** Pixels between lines that run side by side, and around the place where they turn. */
const lane = 10;
const margin = 14;

/** A turn of an edge between two layers. */
interface Turn {
  readonly from: number;
  readonly to: number;
  /** Edges that leave one place share their lane. */
  readonly start: string;
}

/**
 * Routes edges at right angles: down to a lane between two layers, across, and down again.
 *
 * @param layers with their boxes placed across
 * @param spacing the least room between two layers, in pixels
 */
export function routed(layers: readonly Box[][], stretches: readonly Stretch[], spacing: number): Routes {
  const paths = stretches.map((stretch, index) => pathOf(stretch, index, stretches));
  const lanes = layers.map((): Map<string, { place: number; order: number }> => new Map());
  const labelRoom = new Array<number>(layers.length).fill(0);
  paths.forEach(({ turns, gap }, index) => {
    const depth = stretches[index]?.label.depth ?? 0;
    turns.forEach((turn, place) => {
      if (Math.abs(turn.from - turn.to) > 1) {
        lanes[gap + place]?.set(turn.start, { place: 0, order: turn.from });
      }
    });
    const last = gap + turns.length - 1;
    if (depth > 0 && labelRoom[last] !== undefined) {
      // The words of edges between the same nodes stand above each other.
      labelRoom[last] = Math.max(labelRoom[last], (depth + 12) * (twins(index, stretches) + 1) + margin);
    }
  });
  for (const between of lanes) {
    [...between.values()].sort((a, b) => a.order - b.order).forEach((one, index) => (one.place = index));
  }
  const starts: { at: number; depth: number }[] = [];
  let at = 0;
  layers.forEach((layer, index) => {
    const depth = Math.max(0, ...layer.map((box) => box.depth));
    starts.push({ at, depth });
    const room = margin * 2 + Math.max(0, (lanes[index]?.size ?? 0) - 1) * lane + (labelRoom[index] ?? 0);
    at += depth + (index === layers.length - 1 ? 0 : Math.max(spacing, room));
  });
  const routes = paths.map(({ turns, gap }, index): Route => {
    const points: Spot[] = [];
    const layerAt = (layer: number) => starts[layer] ?? { at: 0, depth: 0 };
    turns.forEach((turn, place) => {
      const above = layerAt(gap + place);
      const below = layerAt(gap + place + 1);
      points.push({ across: turn.from, along: above.at + above.depth });
      const order = lanes[gap + place]?.get(turn.start);
      if (order !== undefined && Math.abs(turn.from - turn.to) > 1) {
        const along = above.at + above.depth + margin + order.place * lane;
        points.push({ across: turn.from, along }, { across: turn.to, along });
      }
      points.push({ across: turn.to, along: below.at });
    });
    const last = turns.at(-1);
    const end = layerAt(gap + turns.length).at;
    const { depth = 0, breadth = 0 } = stretches[index]?.label ?? {};
    return {
      points: simplified(points),
      label:
        breadth > 0 && last !== undefined
          ? { across: last.to, along: end - margin - depth / 2 - twins(index, stretches) * (depth + 12) }
          : undefined,
    };
  });
  return { starts, depth: at, routes };
}

/** Where an edge is across, from layer to layer. */
function pathOf(
  { chain: { boxes, reversed }, offsets }: Stretch,
  index: number,
  all: readonly Stretch[],
): { readonly gap: number; readonly turns: readonly Turn[] } {
  const [upper, lower] = reversed ? [offsets[1], offsets[0]] : offsets;
  const last = boxes.length - 1;
  const beside = besides(index, all);
  const across = boxes.map((box, place) => {
    const inBox = place === 0 ? upper : place === last ? lower : 0;
    const room = Math.max(0, box.breadth / 2 - 6);
    return box.middle + inBox + (place === 0 || place === last ? Math.max(-room, Math.min(room, beside)) : 0);
  });
  across.forEach((one, place) => {
    const before = across[place - 1];
    // A turn by a pixel is none.
    across[place] = before !== undefined && Math.abs(one - before) <= 1 ? before : one;
  });
  const turns = across.slice(1).map((to, place): Turn => {
    const from = across[place] ?? to;
    return { from, to, start: `${from.toFixed(0)}${reversed || beside !== 0 ? `:${index}` : ""}` };
  });
  return { gap: boxes[0]?.layer ?? 0, turns };
}

/** How many edges before this one have the same two ends. */
function twins(index: number, all: readonly Stretch[]): number {
  const boxes = all[index]?.chain.boxes;
  return all
    .slice(0, index)
    .filter(({ chain }) => chain.boxes[0] === boxes?.[0] && chain.boxes.at(-1) === boxes?.at(-1)).length;
}

/** How far an edge keeps from the middle: edges between the same two nodes have lanes of their own. */
function besides(index: number, all: readonly Stretch[]): number {
  const before = twins(index, all);
  return before === 0 ? 0 : (before % 2 === 0 ? -1 : 1) * Math.ceil(before / 2) * 16;
}

/** Without the points that lie on a straight line between others. */
function simplified(points: readonly Spot[]): readonly Spot[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return (
      before === undefined ||
      after === undefined ||
      !(
        (before.across === point.across && point.across === after.across) ||
        (before.along === point.along && point.along === after.along)
      )
    );
  });
}
