import assert from "node:assert/strict";
import { Colours, type Engine } from "../../../src/webview/markdown/colours";

describe("Colours", () => {
  let idle: (() => void)[];
  let loads: number;
  let engine: Engine;
  let coloured: string[];
  let ready: string[];
  let colours: Colours;

  beforeEach(() => {
    idle = [];
    loads = 0;
    coloured = [];
    ready = [];
    engine = {
      highlight: (code) => {
        coloured.push(code);
        return [{ scope: "keyword", children: [code] }];
      },
    };
    colours = new Colours(
      () => {
        loads += 1;
        return Promise.resolve(engine);
      },
      (callback) => idle.push(callback),
    );
  });

  const ask = (code: string): (() => void) => colours.ask(code, "ts", () => ready.push(code));
  const loaded = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const rest = (): void => {
    for (let run = idle.shift(); run !== undefined; run = idle.shift()) {
      run();
    }
  };

  it("loads nothing before the first code, and once for all of it", async () => {
    assert.equal(loads, 0);
    ask("a");
    ask("b");
    await loaded();
    rest();
    ask("c");
    await loaded();
    rest();
    assert.equal(loads, 1);
    assert.deepEqual(ready, ["b", "a", "c"]);
  });

  it("colours one block at a time, the newest first, and only when the page rests", async () => {
    ask("a");
    ask("b");
    await loaded();
    assert.deepEqual([coloured, idle.length], [[], 1]);
    idle.shift()?.();
    assert.deepEqual([coloured, idle.length], [["b"], 1]);
  });

  it("keeps what it has made", async () => {
    ask("a");
    ask("a");
    await loaded();
    rest();
    assert.deepEqual([coloured, ready], [["a"], ["a", "a"]]);
    assert.deepEqual(colours.of("a", "ts"), [{ scope: "keyword", children: ["a"] }]);
    assert.equal(colours.of("a", "ts"), colours.of("a", "ts"));
    assert.equal(colours.of("a", "js"), undefined);
  });

  it("forgets what was taken back", async () => {
    ask("a")();
    ask("b");
    await loaded();
    rest();
    assert.deepEqual([coloured, ready], [["b"], ["b"]]);
  });

  it("tries again with the next code when the script does not come", async () => {
    let fails = true;
    const flaky = new Colours(
      () => (fails ? Promise.reject(new Error("gone")) : Promise.resolve(engine)),
      (callback) => idle.push(callback),
    );
    flaky.ask("a", "ts", () => ready.push("a"));
    await loaded();
    rest();
    assert.deepEqual(ready, []);
    fails = false;
    flaky.ask("b", "ts", () => ready.push("b"));
    await loaded();
    rest();
    assert.deepEqual(ready, ["b"]);
  });

  it("does not colour what is too long or not known", () => {
    assert.equal(colours.has("let a;", "ts"), true);
    assert.equal(colours.has("let a;\n".repeat(10_000), "ts"), false);
    assert.equal(colours.has("x", "klingon"), false);
  });
});
