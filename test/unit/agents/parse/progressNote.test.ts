import { deepStrictEqual, ok } from "node:assert/strict";
import * as fc from "fast-check";
import { progressNote } from "../../../../src/agents/parse/progressNote";

describe("progressNote", () => {
  it("finds words and a share under the names that tools use", () => {
    deepStrictEqual(progressNote({ pct: 50, label: "halfway" }), { label: "halfway", percent: 50 });
    deepStrictEqual(progressNote({ step: 1, label: "first" }), { label: "first", value: { step: 1, label: "first" } });
    deepStrictEqual(progressNote({ message: "Copying", progress: 0.25 }), { label: "Copying", percent: 25 });
    deepStrictEqual(progressNote({ progress: 80 }), { label: "", percent: 80 });
    deepStrictEqual(progressNote({ completedCount: 1, totalCount: 4 }).percent, 25);
    deepStrictEqual(progressNote({ step: 3 }), { label: "3" });
  });

  it("takes a text or a number for words", () => {
    deepStrictEqual(progressNote("plain text"), { label: "plain text" });
    deepStrictEqual(progressNote(7), { label: "7" });
    deepStrictEqual(progressNote(null), { label: "" });
  });

  it("keeps what the words do not say, a long text too", () => {
    const long = "x".repeat(5_000);
    deepStrictEqual(progressNote(long).value, long);
    deepStrictEqual(progressNote({ message: long }).value, { message: long });
    deepStrictEqual(progressNote([1, 2]), { label: "", value: [1, 2] });
  });

  it("makes a short label and a share from 0 to 100 of anything", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ percent: fc.double(), label: fc.string({ maxLength: 900 }) })),
        (report) => {
          const { label, percent } = progressNote(report);
          ok(label.length <= 301);
          ok(percent === undefined || (percent >= 0 && percent <= 100));
        },
      ),
    );
  });
});
