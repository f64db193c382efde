import { routed, type Side, type Stretch } from "./edgeRoutes";
import { inLayers } from "./layers";
import { placeAcross } from "./placing";

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

/** More is no picture that anybody reads, and takes longer than a frame. */
const mostNodes = 300;
const mostEdges = 600;
const mostPassages = 1500;

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

/**
 * Lays a graph out in layers, nodes within nodes included; writes places and routes into it. It stands where
 * beautiful-mermaid expects ELK, whose 1.5 MB are thrice as much as the whole extension.
 *
 * @throws RangeError for a graph with more nodes or edges than can be laid out within a frame or two
 */
export function layOut(root: ElkGraph): ElkGraph {
  const places = placesIn(root);
  const edges = [...places.values()].flatMap((place) =>
    (place.node.edges ?? []).map((edge) => ({ edge, declaredIn: place })),
  );
  if (places.size > mostNodes || edges.length > mostEdges) {
    throw new RangeError("The graph is too large");
  }
  layOutInside(root, "DOWN", wiresOf(edges, places));
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

function layOutInside(node: ElkGraph, inherited: string, wires: readonly Wire[]): void {
  const options = node.layoutOptions ?? {};
  const direction = options["elk.direction"] ?? inherited;
  const children = node.children ?? [];
  for (const child of children) {
    if (child.children !== undefined) {
      layOutInside(child, direction, wires);
    }
  }
  const own = wires.filter(({ around }) => around.node === node);
  const lifted = own.map(({ from, to }) => ({ from: indexIn(children, from), to: indexIn(children, to) }));
  const horizontal = direction === "RIGHT" || direction === "LEFT";
  const upwards = direction === "UP" || direction === "LEFT";
  const size = (child: ElkGraph): Side => ({ breadth: child.width ?? 0, depth: child.height ?? 0 });
  const turned = ({ breadth, depth }: Side): Side =>
    horizontal ? { breadth: depth, depth: breadth } : { breadth, depth };
  const labels = own.map(({ edge }) =>
    turned({ breadth: edge.labels?.[0]?.width ?? 0, depth: edge.labels?.[0]?.height ?? 0 }),
  );
  const links = lifted.flatMap(({ from, to }, index) =>
    from === to ? [] : [{ from, to, labelBreadth: labels[index]?.breadth ?? 0, wire: index }],
  );
  const { layers, nodes, chains } = inLayers(
    children.map((child) => turned(size(child))),
    links,
    mostPassages,
  );
  const breadth = placeAcross(layers, Number(options["elk.spacing.nodeNode"] ?? 28));
  const spacing = Number(options["elk.layered.spacing.nodeNodeBetweenLayers"] ?? 48);
  const stretches: Stretch[] = chains.map((chain, index) => {
    const { from = 0, to = 0, wire = 0 } = links[index] ?? {};
    const ends = [own[wire]?.from, own[wire]?.to].map((place, end) => {
      const child = children[end === 0 ? from : to];
      if (place === undefined || child === undefined) {
        return 0;
      }
      // How far a node within a group stands from the group's middle.
      const { x, y } = within(place, child);
      const [inner, outer] = [turned(size(place.node)), turned(size(child))];
      return place.node === child ? 0 : (horizontal ? y : x) + inner.breadth / 2 - outer.breadth / 2;
    });
    return { chain, label: labels[wire] ?? { breadth: 0, depth: 0 }, offsets: [ends[0] ?? 0, ends[1] ?? 0] };
  });
  const { starts, depth, routes } = routed(layers, stretches, spacing);
  const padding = paddingOf(options["elk.padding"]);
  const width = (horizontal ? depth : breadth) + padding.left + padding.right;
  const height = (horizontal ? breadth : depth) + padding.top + padding.bottom;
  const point = (across: number, along: number): Point => {
    const forward = upwards ? depth - along : along;
    return horizontal
      ? { x: padding.left + forward, y: padding.top + across }
      : { x: padding.left + across, y: padding.top + forward };
  };
  children.forEach((child, index) => {
    const box = nodes[index];
    const start = starts[box?.layer ?? 0] ?? { at: 0, depth: 0 };
    const middle = point(box?.middle ?? 0, start.at + start.depth / 2);
    child.x = middle.x - (child.width ?? 0) / 2;
    child.y = middle.y - (child.height ?? 0) / 2;
  });
  node.width = Math.max(width, node.width ?? 0);
  node.height = Math.max(height, node.height ?? 0);
  routes.forEach(({ points, label }, index) => {
    const wire = own[links[index]?.wire ?? -1];
    if (wire === undefined) {
      return;
    }
    const drawn = points.map(({ across, along }) => point(across, along));
    wireEnds(drawn, wire, node, chains[index]?.reversed === true, horizontal);
    write(wire, drawn, label === undefined ? undefined : point(label.across, label.along));
  });
  own.forEach((wire, index) => {
    const at = lifted[index];
    if (at !== undefined && at.from === at.to) {
      const loop = loopOf(wire.from, node);
      write(wire, loop, loop[1] === undefined || loop[2] === undefined ? undefined : middleOf(loop[1], loop[2]));
    }
  });
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

/** Moves the ends of a route to the borders of its nodes, which may stand within groups, and turns it to run from its source. */
function wireEnds(points: Point[], { from, to }: Wire, outer: ElkGraph, reversed: boolean, horizontal: boolean): void {
  if (reversed) {
    points.reverse();
  }
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
    points[index] = horizontal
      ? { x: next.x >= x + width / 2 ? x + width : x, y: at.y }
      : { x: at.x, y: next.y >= y + height / 2 ? y + height : y };
  }
}

/** From a node's right side back to it. */
function loopOf(place: Place, outer: ElkGraph): readonly Point[] {
  const { x, y } = within(place, outer);
  const { width = 0, height = 0 } = place.node;
  const [right, out] = [x + width, x + width + 18];
  return [
    { x: right, y: y + height / 3 },
    { x: out, y: y + height / 3 },
    { x: out, y: y + (height * 2) / 3 },
    { x: right, y: y + (height * 2) / 3 },
  ];
}

function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** Coordinates count from the node that the edge is declared in, which may stand further out; all of it is placed by then. */
function write({ edge, declaredIn, around }: Wire, points: readonly Point[], label: Point | undefined): void {
  // The nodes between get their places later: what they are then is added when they are read.
  const moved = ({ x, y }: Point): Point => ({
    get x() {
      return x + within(around, declaredIn.node).x;
    },
    get y() {
      return y + within(around, declaredIn.node).y;
    },
  });
  const [start, ...rest] = points.map(moved);
  const end = rest.pop();
  if (start !== undefined && end !== undefined) {
    edge.sections = [{ startPoint: start, endPoint: end, bendPoints: rest }];
  }
  const words = edge.labels?.[0];
  if (words !== undefined && label !== undefined) {
    const offset = within(around, declaredIn.node);
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
