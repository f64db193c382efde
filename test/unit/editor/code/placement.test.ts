import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { clearPlacement, indented, placements } from "../../../../src/editor/code/placement";

const text = "import x from 'x';\n\nexport function add(a, b) {\n  return a + b;\n}\n\nexport const one = 1;\n";
const copy = text.replace("a + b", "Number(a) + Number(b)");
const target = { text, selected: "", shown: true };

describe("placement", () => {
  it("fills an empty document", () => {
    strictEqual(clearPlacement({ ...target, text: " \n" }, "let a;"), "file");
  });

  it("takes a changed copy for the whole file", () => {
    strictEqual(clearPlacement(target, copy), "file");
    strictEqual(clearPlacement({ ...target, shown: false }, copy), "file");
  });

  it("replaces what is selected", () => {
    strictEqual(clearPlacement({ ...target, selected: "  return a + b;" }, "return b + a;"), "selection");
    strictEqual(clearPlacement({ ...target, selected: text }, copy), "selection");
  });

  it("asks when a copy meets a selection of a part", () => {
    const selected = { ...target, selected: "one" };
    strictEqual(clearPlacement(selected, copy), undefined);
    deepStrictEqual(placements(selected, copy), ["file", "selection", "cursor"]);
  });

  it("asks about a piece without a selection", () => {
    strictEqual(clearPlacement(target, "export const two = 2;"), undefined);
    deepStrictEqual(placements(target, "export const two = 2;"), ["cursor", "file"]);
    deepStrictEqual(placements({ ...target, shown: false }, "export const two = 2;"), ["end", "file"]);
  });

  for (const gap of ["// ...", "  # … rest", "// ... existing code ...", "/* ... */", "// rest of the file"]) {
    it(`never lets code with ${JSON.stringify(gap)} replace a file unasked`, () => {
      strictEqual(clearPlacement(target, `${copy}\n${gap}\n`), undefined);
    });
  }
});

describe("indented", () => {
  it("moves code to the place's indentation and keeps its own steps", () => {
    strictEqual(indented("if (a) {\n  b();\n}", "    ", false), "    if (a) {\n      b();\n    }");
    strictEqual(indented("    if (a) {\n      b();\n    }", "\t", false), "\tif (a) {\n\t  b();\n\t}");
  });

  it("leaves the first line to the white space that is there", () => {
    strictEqual(indented("a\nb", "  ", true), "a\n  b");
  });

  it("keeps empty lines empty, and counts them out", () => {
    strictEqual(indented("  a\n\n  b\n ", "    ", false), "    a\n\n    b\n");
  });

  it("does not mix tabs and spaces up", () => {
    strictEqual(indented("\ta\n  b", "", false), "\ta\n  b");
  });
});
