import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type Problem, problemsText } from "../../../../src/chat/attachments/problemsText";

describe("problemsText", () => {
  const problem = (more: Partial<Problem>): Problem => ({
    path: "src/a.ts",
    line: 1,
    column: 1,
    severity: "error",
    message: "It is wrong.",
    source: "ts",
    code: "2322",
    ...more,
  });

  it("is a line for each, the gravest first, then by place", () => {
    const text = problemsText([
      problem({ severity: "info", source: "", code: "" }),
      problem({ path: "src/b.ts" }),
      problem({ line: 12, column: 5, message: "One\n  and two\r\nthree." }),
      problem({ severity: "warning", source: "eslint", code: "" }),
      problem({ line: 2 }),
    ]);
    deepStrictEqual(text.split("\n"), [
      "src/a.ts:2:1 error It is wrong. (ts 2322)",
      "src/a.ts:12:5 error One and two three. (ts 2322)",
      "src/b.ts:1:1 error It is wrong. (ts 2322)",
      "src/a.ts:1:1 warning It is wrong. (eslint)",
      "src/a.ts:1:1 info It is wrong.",
    ]);
  });

  it("stops at 500 and says how many are left, none of them an error while warnings are shown", () => {
    const many = Array.from({ length: 700 }, (_, line) =>
      problem({ line, severity: line < 650 ? "warning" : "error" }),
    );
    const lines = problemsText(many).split("\n");
    strictEqual(lines.length, 501);
    strictEqual(lines.filter((line) => line.includes(" error ")).length, 50);
    strictEqual(lines.at(-1), "… and 200 more");
  });
});
