import assert from "node:assert/strict";
import fc from "fast-check";
import { type ElkGraph, layOut } from "../../../src/webview/diagram/elkLayout";

const box = (id: string): ElkGraph => ({ id, width: 60, height: 30 });
const graph = (count: number, ends: readonly (readonly [number, number])[], direction = "DOWN"): ElkGraph => ({
  id: "root",
  layoutOptions: { "elk.direction": direction, "elk.padding": "[top=10,left=10,bottom=10,right=10]" },
  children: Array.from({ length: count }, (_, index) => box(`n${index}`)),
  edges: ends.map(([from, to], index) => ({ id: `e${index}`, sources: [`n${from}`], targets: [`n${to}`] })),
});

describe("layOut", () => {
  it("puts what an edge leads to below, or beside, what it comes from", () => {
    for (const [direction, further] of [
      ["DOWN", ({ x = 0, y = 0 }: ElkGraph, b: ElkGraph) => y < (b.y ?? 0) && x === b.x],
      ["UP", ({ y = 0 }: ElkGraph, b: ElkGraph) => y > (b.y ?? 0)],
      ["RIGHT", ({ x = 0, y = 0 }: ElkGraph, b: ElkGraph) => x < (b.x ?? 0) && y === b.y],
      ["LEFT", ({ x = 0 }: ElkGraph, b: ElkGraph) => x > (b.x ?? 0)],
    ] as const) {
      const { children = [] } = layOut(graph(2, [[0, 1]], direction));
      assert.ok(children[0] && children[1] && further(children[0], children[1]), direction);
    }
  });

  it("lets no two nodes overlap, keeps all inside, and joins every edge to its nodes at right angles", () => {
    const any = fc
      .integer({ min: 1, max: 14 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 24 }),
          fc.constantFrom("DOWN", "UP", "LEFT", "RIGHT"),
        ),
      );
    fc.assert(
      fc.property(any, ([count, ends, direction]) => {
        const { children = [], edges = [], width = 0, height = 0 } = layOut(graph(count, ends, direction));
        children.forEach(({ x = NaN, y = NaN }, index) => {
          assert.ok(
            x >= 9 && y >= 9 && x + 60 <= width && y + 30 <= height,
            `${index}: ${x},${y} in ${width},${height}`,
          );
          for (const other of children.slice(index + 1)) {
            assert.ok(Math.abs(x - (other.x ?? 0)) >= 59 || Math.abs(y - (other.y ?? 0)) >= 29);
          }
        });
        edges.forEach(({ sections = [] }, index) => {
          const [section] = sections;
          assert.ok(section);
          const points = [section.startPoint, ...section.bendPoints, section.endPoint];
          points.slice(1).forEach((point, at) => {
            const before = points[at] ?? point;
            assert.ok(
              Math.abs(point.x - before.x) < 0.01 || Math.abs(point.y - before.y) < 0.01,
              JSON.stringify(points),
            );
          });
          const touches = (node: ElkGraph | undefined, { x, y }: { x: number; y: number }): boolean =>
            node !== undefined &&
            x >= (node.x ?? 0) - 0.01 &&
            x <= (node.x ?? 0) + 60.01 &&
            y >= (node.y ?? 0) - 0.01 &&
            y <= (node.y ?? 0) + 30.01;
          assert.ok(touches(children[ends[index]?.[0] ?? -1], section.startPoint));
          assert.ok(touches(children[ends[index]?.[1] ?? -1], section.endPoint));
        });
      }),
      { numRuns: 200 },
    );
  });

  it("lays out groups, and leads edges into them", () => {
    const inner: ElkGraph = {
      id: "g",
      children: [box("a"), box("b")],
      edges: [{ id: "e0", sources: ["a"], targets: ["b"] }],
    };
    const root = layOut({
      id: "root",
      children: [box("c"), inner],
      edges: [{ id: "e1", sources: ["c"], targets: ["b"] }],
    });
    const end = root.edges?.[0]?.sections?.[0]?.endPoint;
    const b = inner.children?.[1];
    assert.ok((inner.width ?? 0) >= 60 && (inner.height ?? 0) >= 60);
    assert.ok(Math.abs((end?.y ?? 0) - ((inner.y ?? 0) + (b?.y ?? 0))) < 0.01, "at the upper side of b");
  });

  it("keeps words off each other and off the nodes, and the nodes in the order they are written", () => {
    const words = (): { width: number; height: number; x?: number; y?: number } => ({ width: 50, height: 20 });
    const ends = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 4],
      [2, 4],
      [4, 2],
      [4, 0],
      [0, 4],
      [3, 3],
    ] as const;
    for (const direction of ["DOWN", "UP", "LEFT", "RIGHT"]) {
      const asked = graph(5, ends, direction);
      const { children = [], edges = [] } = layOut({
        ...asked,
        edges: (asked.edges ?? []).map((edge) => ({ ...edge, labels: [words()] })),
      });
      const boxes = [...children, ...edges.flatMap(({ labels = [] }) => labels)];
      boxes.forEach(({ x = NaN, y = NaN, width = 0, height = 0 }, index) => {
        for (const other of boxes.slice(index + 1)) {
          const apart =
            x + width <= (other.x ?? NaN) ||
            (other.x ?? NaN) + (other.width ?? 0) <= x ||
            y + height <= (other.y ?? NaN) ||
            (other.y ?? NaN) + (other.height ?? 0) <= y;
          assert.ok(apart, `${direction}: ${JSON.stringify([x, y, other])}`);
        }
      });
      const across = children.slice(1, 4).map(({ x, y }) => (direction === "DOWN" || direction === "UP" ? x : y) ?? 0);
      assert.deepEqual(
        [...across].sort((a, b) => a - b),
        across,
        direction,
      );
    }
  });

  it("comes out the same each time", () => {
    const ends = Array.from({ length: 40 }, (_, index) => [(index * 7) % 20, (index * 11 + 3) % 20] as const);
    assert.deepEqual(layOut(graph(20, ends)), layOut(graph(20, ends)));
  });

  it("holds what is in a group within it, beside everything else", () => {
    const any = fc.tuple(
      fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 16 }),
      fc.constantFrom(undefined, "DOWN", "RIGHT"),
    );
    fc.assert(
      fc.property(any, ([ends, direction]) => {
        const group = (id: string, children: ElkGraph[]): ElkGraph => ({
          id,
          children,
          layoutOptions: direction === undefined ? {} : { "elk.direction": direction },
        });
        const nodes = Array.from({ length: 9 }, (_, index) => box(`n${index}`));
        const inner = group("inner", nodes.slice(0, 2));
        const groups = [group("outer", [inner, ...nodes.slice(2, 4)]), group("other", nodes.slice(4, 6))];
        layOut({
          id: "root",
          children: [...groups, ...nodes.slice(6)],
          edges: ends.map(([from, to], index) => ({ id: `e${index}`, sources: [`n${from}`], targets: [`n${to}`] })),
        });
        for (const { children = [], width = NaN, height = NaN } of [inner, ...groups]) {
          children.forEach((child, index) => {
            const { x = NaN, y = NaN, width: own = NaN, height: tall = NaN } = child;
            assert.ok(x >= 0 && y >= 0 && x + own <= width + 0.01 && y + tall <= height + 0.01);
            for (const other of children.slice(index + 1)) {
              const [left, top] = [Math.max(x, other.x ?? NaN), Math.max(y, other.y ?? NaN)];
              const right = Math.min(x + own, (other.x ?? NaN) + (other.width ?? NaN));
              const bottom = Math.min(y + tall, (other.y ?? NaN) + (other.height ?? NaN));
              assert.ok(right - left < 0.01 || bottom - top < 0.01);
            }
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it("refuses more than can be laid out in bounded time", () => {
    assert.throws(() => layOut(graph(5000, [])), RangeError);
    const long = Array.from({ length: 299 }, (_, index) => [index, index + 1] as const);
    const over = Array.from({ length: 200 }, (_, index) => [0, 299 - index] as const);
    assert.throws(() => layOut(graph(300, [...long, ...over])), RangeError);
  });
});
