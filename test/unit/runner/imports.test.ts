import { deepStrictEqual } from "node:assert/strict";
import { cycles, folderGraph, importGraph, importsBetween } from "../../runner/imports.mjs";

const graphOf = (files: Readonly<Record<string, string>>) => importGraph(new Map(Object.entries(files)));

describe("cycles of imports", () => {
  it("finds files that import one another, for types too, by whatever way", () => {
    const graph = graphOf({
      "src/a.ts": 'import type { B } from "./b";',
      "src/b.ts": 'const c = await import("./inner/c");',
      "src/inner/c.tsx": 'import { a } from "../a";\nimport { d } from "./d";',
      "src/inner/d.ts": 'import "node:fs";',
    });
    deepStrictEqual(cycles(graph), [["src/a.ts", "src/b.ts", "src/inner/c.tsx", "src/a.ts"]]);
  });

  it("names the shortest way round", () => {
    const graph = graphOf({
      "src/a.ts": 'import "./b";',
      "src/b.ts": 'import "./c"; import "./a";',
      "src/c.ts": 'import "./a";',
    });
    deepStrictEqual(cycles(graph), [["src/a.ts", "src/b.ts", "src/a.ts"]]);
  });

  it("finds folders whose files import one another although no file does", () => {
    const graph = graphOf({
      "src/one/a.ts": 'import "../two/a";',
      "src/one/b.ts": "",
      "src/two/a.ts": "",
      "src/two/b.ts": 'import "../one/b";',
    });
    deepStrictEqual(cycles(graph), []);
    deepStrictEqual(cycles(folderGraph(graph)), [["src/one", "src/two", "src/one"]]);
    deepStrictEqual(importsBetween(graph, "src/two", "src/one"), ["src/two/b.ts → b.ts"]);
  });

  it("takes a folder and what is inside of it for one house", () => {
    const graph = graphOf({
      "src/a.ts": 'import "./inner/a";',
      "src/b.ts": "",
      "src/inner/a.ts": 'import "../b";',
    });
    deepStrictEqual(cycles(folderGraph(graph)), []);
  });

  it("has nothing to say about a tree without one, nor about packages and missing files", () => {
    const graph = graphOf({ "src/a.ts": 'import "./b"; import "zod"; import "./gone";', "src/b.ts": "" });
    deepStrictEqual(cycles(graph), []);
  });
});
