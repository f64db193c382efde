import { strictEqual } from "node:assert/strict";
import { isExcluded } from "../../../../src/editor/editorTools/globs";

describe("isExcluded", () => {
  for (const [path, glob, expected] of [
    ["node_modules/a/b.js", "**/node_modules", true],
    ["src/node_modules/b.js", "**/node_modules", true],
    ["src/my_node_modules/b.js", "**/node_modules", false],
    ["out", "out/**", true],
    ["out/a.js", "out/**", true],
    ["about/a.js", "out/**", false],
    ["src/a.js", "**/*.js", true],
    ["src/a.jsx", "**/*.js", false],
    ["src/a.ts", "src/*.{js,ts}", true],
    ["src/deep/a.ts", "src/*.{js,ts}", false],
    ["a1.ts", "a[0-9].ts", true],
    ["ab.ts", "a[!0-9].ts", true],
    ["a+b.ts", "a+b.ts", true],
    [".git/config", "**/.git", true],
    ["src/a.ts", "src/[", false],
  ] as const) {
    it(`${path} by ${glob}: ${expected}`, () => strictEqual(isExcluded(path, [glob]), expected));
  }
});
