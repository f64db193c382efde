import { routed, type Spot } from "./edgeRoutes";
import { inRanks, type Link, type RankSpot, type Side } from "./ranks";
import { type Ends, twinAsides } from "./twinEdges";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What beautiful-mermaid asks ELK to lay out, as far as it is used (https://eclipse.dev/elk, JSON format). */
export interface ElkGraph {
  readonly id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  readonly children?: ElkGraph[];
  readonly edges?: ElkEdge[];
  readonly ports?: readonly { readonly id: string }[];
  readonly layoutOptions?: Readonly<Record<string, string>>;
}

interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly labels?: { x?: number; y?: number; readonly width?: number; readonly height?: number }[];
  sections?: { readonly startPoint: Point; readonly endPoint: Point; readonly bendPoints: readonly Point[] }[];
}

/** More is no picture that anybody reads; so much takes about half a second. */
const mostNodes = 300;
const mostEdges = 600;
const mostPassages = 3000;

/** Pixels from a node to the far side of an edge back to itself. */
const loopGap = 18;

/** Where a node stands among the others. */
interface Place {
  readonly node: ElkGraph;
  readonly parent: Place | undefined;
  readonly depth: number;
}

interface Wire {
  readonly edge: ElkEdge;
  readonly declaredIn: Place;
  readonly from: Place;
  readonly to: Place;
  /** The innermost node around both ends. */
  readonly around: Place;
}

/** An edge's course, in the coordinates of the node around its ends, and the middle of its words. */
interface Course {
  readonly wire: Wire;
  readonly points: readonly Point[];
  readonly label: Point | undefined;
}

/**
 * Lays a graph out in ranks, nodes within nodes included; writes places and routes into it. It stands where
 * beautiful-mermaid expects ELK, whose 1.5 MB are thrice as much as the whole extension: every group is laid out
 * by dagre, then stands as one node in that around it.
 *
 * @throws RangeError for a graph with more nodes or edges than can be laid out within about half a second
 */
export function layOut(root: ElkGraph): ElkGraph {
  const places = placesIn(root);
  const edges = [...places.values()].flatMap((place) =>
    (place.node.edges ?? []).map((edge) => ({ edge, declaredIn: place })),
  );
  if (places.size > mostNodes || edges.length > mostEdges) {
    throw new RangeError("The graph is too large");
  }
  layOutInside(root, "DOWN", wiresOf(edges, places)).forEach(write);
  return root;
}

function placesIn(root: ElkGraph): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const waiting: Place[] = [{ node: root, parent: undefined, depth: 0 }];
  for (const place of waiting) {
    places.set(place.node.id, place);
    waiting.push(...(place.node.children ?? []).map((node) => ({ node, parent: place, depth: place.depth + 1 })));
  }
  return places;
}

/**
 * Every edge with its real ends. An end at a port on a group's border goes on to the node that the port is
 * linked to inside; that inner half is drawn together with the outer one.
 */
function wiresOf(
  edges: readonly { readonly edge: ElkEdge; readonly declaredIn: Place }[],
  places: ReadonlyMap<string, Place>,
): readonly Wire[] {
  const ports = new Set([...places.values()].flatMap(({ node }) => (node.ports ?? []).map(({ id }) => id)));
  const behind = new Map<string, string>();
  const outer = edges.filter(({ edge }) => {
    const [from = "", to = ""] = [edge.sources[0], edge.targets[0]];
    if (!edge.id.endsWith("_internal")) {
      return true;
    }
    behind.set(ports.has(from) ? from : to, ports.has(from) ? to : from);
    return false;
  });
  return outer.flatMap(({ edge, declaredIn }) => {
    const [source = "", target = ""] = [edge.sources[0], edge.targets[0]];
    const from = places.get(behind.get(source) ?? source);
    const to = places.get(behind.get(target) ?? target);
    return from === undefined || to === undefined ? [] : [{ edge, declaredIn, from, to, around: around(from, to) }];
  });
}

function around(a: Place, b: Place): Place {
  let [one, other] = [a.parent ?? a, b.parent ?? b];
  while (one !== other) {
    if (one.depth >= other.depth) {
      one = one.parent ?? one;
    } else {
      other = other.parent ?? other;
    }
  }
  return one;
}

/** A node's place within one that is around it. */
function within(place: Place, outer: ElkGraph): Point {
  let [x, y] = [0, 0];
  for (let at: Place | undefined = place; at !== undefined && at.node !== outer; at = at.parent) {
    x += at.node.x ?? 0;
    y += at.node.y ?? 0;
  }
  return { x, y };
}

/** Places what is in a node, from the innermost groups out. @returns the courses of the edges in it */
function layOutInside(node: ElkGraph, inherited: string, wires: readonly Wire[]): readonly Course[] {
  const options = node.layoutOptions ?? {};
  const direction = options["elk.direction"] ?? inherited;
  const children = node.children ?? [];
  const inner = children.flatMap((child) =>
    child.children === undefined ? [] : layOutInside(child, direction, wires),
  );
  const horizontal = direction === "RIGHT" || direction === "LEFT";
  const upwards = direction === "UP" || direction === "LEFT";
  const sideOf = ({ width = 0, height = 0 }: Partial<Record<"width" | "height", number>>): Side =>
    horizontal ? { breadth: height, depth: width } : { breadth: width, depth: height };
  const own = wires.filter(({ around }) => around.node === node);
  const links = own.map(({ edge, from, to }) => ({
    from: indexIn(children, from),
    to: indexIn(children, to),
    label: sideOf(edge.labels?.[0] ?? {}),
  }));
  const gap = Number(options["elk.spacing.nodeNode"] ?? 28);
  const ranks = inRanks(children.map(sideOf), links.map(withLoopRoom), gap, mostPassages);
  const breadths = own.map(({ from, to }) => [sideOf(from.node).breadth, sideOf(to.node).breadth] as const);
  const asides = twinAsides(links, ranks, breadths);
  const offsets = own.map(({ from, to }, index): Ends => {
    const [link, aside] = [links[index], asides[index] ?? [0, 0]];
    return [
      innerOffset(from, children[link?.from ?? 0], horizontal) + aside[0],
      innerOffset(to, children[link?.to ?? 0], horizontal) + aside[1],
    ];
  });
  const spacing = Number(options["elk.layered.spacing.nodeNodeBetweenLayers"] ?? 48);
  const { starts, depth, routes } = routed(ranks, offsets, spacing);
  const padding = paddingOf(options["elk.padding"]);
  const pointAt = ({ across, along }: Spot): Point => {
    const forward = upwards ? depth - along : along;
    return horizontal
      ? { x: padding.left + forward, y: padding.top + across }
      : { x: padding.left + across, y: padding.top + forward };
  };
  const spotIn = ({ rank, across }: RankSpot): Spot => ({
    across,
    along: (starts[rank] ?? 0) + (ranks.depths[rank] ?? 0) / 2,
  });
  children.forEach((child, index) => {
    const middle = pointAt(spotIn(ranks.nodes[index] ?? { rank: 0, across: 0 }));
    child.x = middle.x - (child.width ?? 0) / 2;
    child.y = middle.y - (child.height ?? 0) / 2;
  });
  const size = horizontal ? { width: depth, height: ranks.breadth } : { width: ranks.breadth, height: depth };
  node.width = Math.max(size.width + padding.left + padding.right, node.width ?? 0);
  node.height = Math.max(size.height + padding.top + padding.bottom, node.height ?? 0);
  const loops = new Map<number, number>();
  const courses = own.map((wire, index): Course => {
    const link = links[index];
    const spot = ranks.nodes[link?.from ?? 0];
    if (link !== undefined && link.from === link.to && spot !== undefined) {
      const before = loops.get(link.from) ?? 0;
      loops.set(link.from, before + loopRoom(link));
      const loop = loopOf(spotIn(spot), sideOf(children[link.from] ?? {}), before + loopGap);
      // Its words stand beside it, which they would cover.
      const label = { ...loop.label, across: loop.label.across + link.label.breadth / 2 - 4 };
      return { wire, points: loop.points.map(pointAt), label: pointAt(label) };
    }
    const label = ranks.paths[index]?.label;
    const points = (routes[index] ?? []).map(pointAt);
    return {
      wire,
      points: withEnds(points, wire, node, horizontal),
      label: label === undefined ? undefined : pointAt(spotIn(label)),
    };
  });
  return [...inner, ...courses];
}

/** The room that an edge from a node to itself takes beside it, with its words. */
function loopRoom({ label }: Link): number {
  return loopGap + label.breadth;
}

function withLoopRoom(link: Link): Link {
  return link.from === link.to ? { ...link, label: { breadth: loopRoom(link), depth: link.label.depth } } : link;
}

/** From a node's side back to it. */
function loopOf(middle: Spot, { breadth, depth }: Side, out: number): { points: readonly Spot[]; label: Spot } {
  const side = middle.across + breadth / 2;
  const [from, to] = [middle.along - depth / 6, middle.along + depth / 6];
  const points = [
    { across: side, along: from },
    { across: side + out, along: from },
    { across: side + out, along: to },
    { across: side, along: to },
  ];
  return { points, label: { across: side + out, along: middle.along } };
}

/** How far a node that stands within a group is from the group's middle, across the flow. */
function innerOffset(place: Place, group: ElkGraph | undefined, horizontal: boolean): number {
  if (group === undefined || place.node === group) {
    return 0;
  }
  const { x, y } = within(place, group);
  const { width = 0, height = 0 } = place.node;
  return horizontal ? y + height / 2 - (group.height ?? 0) / 2 : x + width / 2 - (group.width ?? 0) / 2;
}

function indexIn(children: readonly ElkGraph[], place: Place): number {
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    const index = children.indexOf(at.node);
    if (index >= 0) {
      return index;
    }
  }
  return 0;
}

/** A route whose ends are moved to the borders of its nodes, which may stand within groups. */
function withEnds(
  points: readonly Point[],
  { from, to }: Wire,
  outer: ElkGraph,
  horizontal: boolean,
): readonly Point[] {
  const moved = [...points];
  for (const [place, index, inward] of [
    [from, 0, 1],
    [to, points.length - 1, points.length - 2],
  ] as const) {
    const { x, y } = within(place, outer);
    const [at, next] = [points[index], points[inward]];
    if (at === undefined || next === undefined) {
      continue;
    }
    const { width = 0, height = 0 } = place.node;
    moved[index] = horizontal
      ? { x: next.x >= x + width / 2 ? x + width : x, y: at.y }
      : { x: at.x, y: next.y >= y + height / 2 ? y + height : y };
  }
  return moved;
}

/** Coordinates count from the node that the edge is declared in, which may stand further out; all is placed by then. */
function write({ wire: { edge, declaredIn, around }, points, label }: Course): void {
  const offset = within(around, declaredIn.node);
  const [start, ...rest] = points.map(({ x, y }) => ({ x: x + offset.x, y: y + offset.y }));
  const end = rest.pop();
  if (start !== undefined && end !== undefined) {
    edge.sections = [{ startPoint: start, endPoint: end, bendPoints: rest }];
  }
  const words = edge.labels?.[0];
  if (words !== undefined && label !== undefined) {
    words.x = label.x + offset.x - (words.width ?? 0) / 2;
    words.y = label.y + offset.y - (words.height ?? 0) / 2;
  }
}

/** `[top=44,left=16,bottom=16,right=16]` */
function paddingOf(text = ""): { top: number; left: number; bottom: number; right: number } {
  const of = (side: string): number => Number(new RegExp(`${side}=(\\d+)`).exec(text)?.[1] ?? 12);
  return { top: of("top"), left: of("left"), bottom: of("bottom"), right: of("right") };
}

interface Answer {
  readonly data: { readonly data?: ElkGraph; readonly error?: unknown };
}

class LayoutWorker {
  onmessage: ((answer: Answer) => void) | null = null;
  readonly dispatcher = {
    saveDispatch: ({ data: { graph } }: { readonly data: { readonly graph: ElkGraph } }): void => {
      this.onmessage?.({ data: { data: layOut(graph) } });
    },
  };

  postMessage(): void {
    // Everything is asked through the dispatcher.
  }
}

/** ELK as beautiful-mermaid drives it: a worker that answers at once (its `elk-instance.ts`). */
class ElkStandIn {
  readonly worker = { worker: new LayoutWorker() };
}

export { ElkStandIn as default };
