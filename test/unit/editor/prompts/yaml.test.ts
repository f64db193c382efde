import { deepStrictEqual, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "../../../../src/editor/prompts/yaml";

describe("firstDocument", () => {
  it("reads the first of several documents, and refuses aliases and what is no YAML", () => {
    deepStrictEqual(yaml.firstDocument("a: 1\n---\nb: 2"), { a: 1 });
    throws(() => yaml.firstDocument("a: &x 1\nb: *x"));
    throws(() => yaml.firstDocument("a: [1"));
  });

  it("does so in the file of its own that browsers run", () => {
    const text = readFileSync(join(process.cwd(), "dist", "web", "yaml.js"), "utf8");
    const module: { exports: unknown } = { exports: {} };
    // As src/editor/web/packageFile.ts does; nothing of Node is in its reach by another name.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a file of the package
    const run = new Function("module", "exports", "require", text) as (own: object, exports: unknown) => void;
    run(module, module.exports);
    deepStrictEqual((module.exports as typeof yaml).firstDocument('name: haiku\ndescription: "\\"x\\""'), {
      name: "haiku",
      description: '"x"',
    });
  });
});
