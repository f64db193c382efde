import { strictEqual } from "node:assert/strict";
import { indented } from "../../../../src/editor/code/indentation";

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
