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

  it("refuses more than a frame or two can lay out", () => {
    assert.throws(() => layOut(graph(5000, [])), RangeError);
    const long = Array.from({ length: 299 }, (_, index) => [index, index + 1] as const);
    const over = Array.from({ length: 200 }, (_, index) => [0, 299 - index] as const);
    assert.throws(() => layOut(graph(300, [...long, ...over])), RangeError);
  });
});
