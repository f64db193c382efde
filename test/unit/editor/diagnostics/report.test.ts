import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { RecentErrors } from "../../../../src/editor/diagnostics/recentErrors";
import { errorSection, reportText } from "../../../../src/editor/diagnostics/report";

const noCause = { cause: "" };

describe("the report about a window", () => {
  it("tells errors of the connection with their sentences, and all others by their kind", () => {
    const errors = new RecentErrors();
    errors.add({
      what: "looking at the server",
      kind: "network",
      sentence: "Nothing answers ada.",
      cause: "TypeError",
    });
    errors.add({ what: "sending a message", kind: "runFailed", sentence: "The agent failed: my diary.", ...noCause });
    errors.add({ what: "asking", kind: "", sentence: "", cause: "RangeError" });
    const { rows } = errorSection(errors.all, ["ada"]);
    deepStrictEqual(
      rows.map(([, ...cells]) => cells),
      [
        ["looking at the server", "network", "TypeError", "Nothing answers (name)."],
        ["sending a message", "runFailed", "", ""],
        ["asking", "unexpected", "RangeError", ""],
      ],
    );
  });

  it("remembers the last errors only", () => {
    const errors = new RecentErrors();
    for (let count = 0; count < 50; count += 1) {
      errors.add({ what: String(count), kind: "", sentence: "", ...noCause });
    }
    strictEqual(errors.all.length, 20);
    strictEqual(errors.all[0]?.what, "30");
  });

  it("is Markdown whose tables no cell can break", () => {
    const text = reportText([
      { title: "One", columns: ["a", "b"], rows: [["x | y", "two\nlines"]] },
      { title: "Two", columns: ["a"], rows: [] },
    ]);
    ok(text.includes("## One\n\n| a | b |\n| --- | --- |\n| x \\| y | two lines |\n\n## Two\n\nnone\n"), text);
  });
});
