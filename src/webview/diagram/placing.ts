import type { Box } from "./layers";

/** Sweeps that move boxes towards what they are linked to. */
const sweeps = 12;

/**
 * Places the boxes of each layer across: in their order, with room between them, and as near as that allows
 * to the middle of what they are linked to, so that edges run straight.
 *
 * @param gap pixels between two nodes
 * @returns how much room all of them take; positions begin at 0
 */
export function placeAcross(layers: readonly Box[][], gap: number): number {
  for (const layer of layers) {
    let at = 0;
    for (const box of layer) {
      box.middle = at + box.breadth / 2;
      at += box.breadth + gap;
    }
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const walk = sweep % 2 === 0 ? layers : [...layers].reverse();
    for (const layer of walk) {
      settle(layer, gap, sweep === sweeps - 1 ? undefined : sweep % 2 === 0);
    }
  }
  const all = layers.flat();
  const start = Math.min(...all.map(({ middle, breadth }) => middle - breadth / 2));
  const end = Math.max(...all.map(({ middle, breadth }) => middle + breadth / 2));
  for (const box of all) {
    box.middle -= start;
  }
  return all.length === 0 ? 0 : end - start;
}

interface Group {
  /** Where the group's first box would like to be, times its weight. */
  wish: number;
  weight: number;
  readonly boxes: { readonly box: Box; readonly offset: number }[];
}

/**
 * Moves a layer's boxes to where they would like to be. Those that would overlap become a group, which stands
 * where it is least wrong for all of them (pool adjacent violators).
 *
 * @param down true to look at the layer above only, false at the one below; both when it is undefined
 */
function settle(layer: readonly Box[], gap: number, down: boolean | undefined): void {
  const groups: Group[] = [];
  let before = 0;
  let last: Box | undefined;
  for (const box of layer) {
    const space = last?.passage === true && box.passage ? gap / 2 : gap;
    before += last === undefined ? 0 : (last.breadth + box.breadth) / 2 + space;
    last = box;
    const neighbours = down === undefined ? [...box.above, ...box.below] : down ? box.above : box.below;
    const middle = neighbours.reduce((sum, { middle: one }) => sum + one, 0) / neighbours.length;
    const weight = neighbours.length === 0 ? 0.1 : box.passage ? 4 : 1;
    const wish = (neighbours.length === 0 ? box.middle : middle) - before;
    let group: Group = { wish: wish * weight, weight, boxes: [{ box, offset: before }] };
    for (let left = groups.at(-1); left !== undefined && startOf(left) > startOf(group); left = groups.at(-1)) {
      groups.pop();
      group = {
        wish: left.wish + group.wish,
        weight: left.weight + group.weight,
        boxes: [...left.boxes, ...group.boxes],
      };
    }
    groups.push(group);
  }
  for (const group of groups) {
    for (const { box, offset } of group.boxes) {
      box.middle = startOf(group) + offset;
    }
  }
}

function startOf({ wish, weight }: Group): number {
  return wish / weight;
}
