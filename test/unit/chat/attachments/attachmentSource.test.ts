import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { fileId, linesOf, sourceOf, selectionId } from "../../../../src/chat/attachments/attachmentSource";

const spanOf = (startLine: number, startCharacter: number, endLine: number, endCharacter: number) => ({
  startLine,
  startCharacter,
  endLine,
  endCharacter,
});

describe("sources of attachments", () => {
  const number = fc.nat({ max: 999_999_999 });
  const uri = fc.oneof(fc.webUrl(), fc.string({ minLength: 1 }), fc.constant("file:///a%20b/c%23.ts"));

  it("are found again from the id of what was attached", () => {
    fc.assert(
      fc.property(uri, number, number, number, number, (address, a, b, c, d) => {
        deepStrictEqual(sourceOf(fileId(address)), { kind: "file", uri: address });
        const span = spanOf(a, b, c, d);
        deepStrictEqual(sourceOf(selectionId(address, span)), { kind: "selection", uri: address, span });
      }),
    );
  });

  it("are the views for what is no document", () => {
    deepStrictEqual(sourceOf("problems"), { kind: "problems" });
    deepStrictEqual(sourceOf("gitDiff"), { kind: "gitDiff" });
    deepStrictEqual(sourceOf("terminal:6e0c"), { kind: "terminal" });
  });

  it("are none for anything else", () => {
    for (const id of ["", "data:1", "file:", "selection:file:///a", "selection:1.1-2.2:", "problemsX", "toString"]) {
      strictEqual(sourceOf(id), undefined, id);
    }
  });

  it("name their lines as people count them", () => {
    strictEqual(linesOf(spanOf(2, 0, 19, 5)), "3–20");
    strictEqual(linesOf(spanOf(2, 0, 20, 0)), "3–20");
    strictEqual(linesOf(spanOf(2, 1, 2, 9)), "3");
    strictEqual(linesOf(spanOf(2, 0, 3, 0)), "3");
  });
});
