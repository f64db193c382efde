/** A box in a layer: a node, or a place that a long edge passes through. */
export interface Box {
  /** Across the layers' direction, and along it. */
  breadth: number;
  depth: number;
  readonly layer: number;
  /** Its number in the layer, from the left. */
  place: number;
  /** Position of its middle across; set by `placeAcross`. */
  middle: number;
  readonly above: Box[];
  readonly below: Box[];
  /** True for what is no node. */
  readonly passage: boolean;
}

/** An edge from one node to another, by their numbers. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Room that its words need across; 0 without. */
  readonly labelBreadth: number;
}

/** An edge in its layers: from the upper end to the lower one, with what it passes through. */
export interface Chain {
  readonly boxes: readonly Box[];
  /** True when the edge goes upwards. */
  readonly reversed: boolean;
}

/** Nodes in layers, each layer from left to right. */
export interface Layers {
  readonly layers: readonly Box[][];
  readonly nodes: readonly Box[];
  /** In the order of the links. */
  readonly chains: readonly Chain[];
}

/** Which links go against the flow: those that close a circle, by a walk in the order of the nodes. */
function backwardLinks(count: number, links: readonly Link[]): ReadonlySet<number> {
  const outgoing = Array.from({ length: count }, (): number[] => []);
  links.forEach(({ from }, index) => outgoing[from]?.push(index));
  const state = new Uint8Array(count);
  const backward = new Set<number>();
  for (let root = 0; root < count; root++) {
    const path = [{ node: root, next: 0 }];
    if (state[root] !== 0) {
      continue;
    }
    state[root] = 1;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const link = outgoing[top.node]?.[top.next++];
      const to = link === undefined ? undefined : links[link]?.to;
      if (link === undefined || to === undefined) {
        state[top.node] = 2;
        path.pop();
      } else if (state[to] === 1) {
        backward.add(link);
      } else if (state[to] === 0) {
        state[to] = 1;
        path.push({ node: to, next: 0 });
      }
    }
  }
  return backward;
}

/** The layer of each node: below all that it comes from, and no higher than just above the first it leads to. */
function layerNumbers(count: number, downwards: readonly Link[]): readonly number[] {
  const layer = new Array<number>(count).fill(0);
  const waiting = new Array<number>(count).fill(0);
  const outgoing = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of downwards) {
    outgoing[from]?.push(to);
    waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const sources = waiting.flatMap((left, node) => (left === 0 ? [node] : []));
  const order = [...sources];
  for (const node of order) {
    for (const to of outgoing[node] ?? []) {
      layer[to] = Math.max(layer[to] ?? 0, (layer[node] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) {
        order.push(to);
      }
    }
  }
  for (const source of sources) {
    const first = Math.min(...(outgoing[source] ?? []).map((to) => layer[to] ?? 0));
    layer[source] = Number.isFinite(first) ? first - 1 : 0;
  }
  return layer;
}

/**
 * Puts nodes into layers so that edges lead downwards, and orders each layer so that few of them cross
 * (Sugiyama's method). The order of the nodes decides where there is a choice.
 *
 * @param sizes breadth and depth of each node
 * @param mostPassages above so many places that long edges pass through, it gives up
 * @throws RangeError when there are more
 */
export function inLayers(
  sizes: readonly { readonly breadth: number; readonly depth: number }[],
  links: readonly Link[],
  mostPassages: number,
): Layers {
  const backward = backwardLinks(sizes.length, links);
  const downwards = links.map((link, index) =>
    backward.has(index) ? { ...link, from: link.to, to: link.from } : link,
  );
  const numbers = layerNumbers(sizes.length, downwards);
  const nodes = sizes.map((size, index) => newBox(numbers[index] ?? 0, size.breadth, size.depth, false));
  const layers: Box[][] = [];
  const put = (box: Box): Box => {
    (layers[box.layer] ??= []).push(box);
    return box;
  };
  nodes.forEach(put);
  let passages = 0;
  const chains = downwards.map(({ from, to, labelBreadth }, index): Chain => {
    const [upper, lower] = [nodes[from], nodes[to]];
    if (upper === undefined || lower === undefined) {
      throw new RangeError("A link leads to no node");
    }
    const boxes = [upper];
    for (let layer = upper.layer + 1; layer < lower.layer; layer++) {
      if (++passages > mostPassages) {
        throw new RangeError("Too many long edges");
      }
      boxes.push(put(newBox(layer, Math.max(8, layer === lower.layer - 1 ? labelBreadth : 0), 0, true)));
    }
    boxes.push(lower);
    for (let place = 1; place < boxes.length; place++) {
      const [one, other] = [boxes[place - 1], boxes[place]];
      if (one !== undefined && other !== undefined) {
        one.below.push(other);
        other.above.push(one);
      }
    }
    return { boxes, reversed: backward.has(index) };
  });
  const full = Array.from(layers, (layer) => layer as Box[] | undefined).map((layer) => layer ?? []);
  order(full);
  return { layers: full, nodes, chains };
}

function newBox(layer: number, breadth: number, depth: number, passage: boolean): Box {
  return { breadth, depth, layer, place: 0, middle: 0, above: [], below: [], passage };
}

/** Walks over all layers, down and up again. */
const rounds = 8;

/** Orders each layer by the mean place of what its boxes are linked to; the order with the fewest crossings stays. */
function order(layers: Box[][]): void {
  layers.forEach(number);
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let round = 0; round < rounds && fewest > 0; round++) {
    const down = round % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse()) {
      sortByNeighbours(layer, down);
    }
    const count = crossings(layers);
    if (count < fewest) {
      fewest = count;
      best = layers.map((layer) => [...layer]);
    }
  }
  best.forEach((layer, index) => {
    number(layer);
    layers[index] = layer;
  });
}

function number(layer: readonly Box[]): void {
  layer.forEach((box, place) => (box.place = place));
}

function sortByNeighbours(layer: Box[], down: boolean): void {
  const mean = new Map(
    layer.map((box) => {
      const neighbours = down ? box.above : box.below;
      const sum = neighbours.reduce((total, { place }) => total + place, 0);
      return [box, neighbours.length === 0 ? box.place : sum / neighbours.length];
    }),
  );
  layer.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0));
  number(layer);
}

/** How many edges cross between neighbouring layers. */
function crossings(layers: readonly Box[][]): number {
  let count = 0;
  for (const layer of layers) {
    const ends = layer.flatMap((box) => box.below.map(({ place }) => place).sort((a, b) => a - b));
    // An edge crosses those before it that end further right; a sorted list finds them by halves.
    const seen: number[] = [];
    for (const end of ends) {
      let low = 0;
      let high = seen.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((seen[middle] ?? 0) <= end) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      count += seen.length - low;
      seen.splice(low, 0, end);
    }
  }
  return count;
}
