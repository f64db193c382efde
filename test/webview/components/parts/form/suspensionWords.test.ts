import assert from "node:assert/strict";
import fc from "fast-check";
import { questionIn } from "../../../../../src/webview/components/parts/form/suspensionWords";

describe("questionIn", () => {
  it("finds the tool's own question and keeps the rest of what it said", () => {
    assert.deepEqual(questionIn({ reason: "need your name", trip: { to: "Paris" } }), {
      question: "need your name",
      rest: { trip: { to: "Paris" } },
    });
    assert.deepEqual(questionIn({ title: "Trip", message: "Who?" }), { question: "Who?", rest: { title: "Trip" } });
    assert.deepEqual(questionIn("Who are you?"), { question: "Who are you?" });
    assert.deepEqual(questionIn('{"message":"Laid out"}'), { question: "Laid out" });
  });

  it("takes nothing for a question that is none", () => {
    assert.deepEqual(questionIn(undefined), {});
    assert.deepEqual(questionIn(null), {});
    assert.deepEqual(questionIn([]), {});
    assert.deepEqual(questionIn([1, 2]), { rest: [1, 2] });
    assert.deepEqual(questionIn({ message: 5 }), { rest: { message: 5 } });
    assert.deepEqual(questionIn({ message: "  " }), { rest: { message: "  " } });
    assert.deepEqual(questionIn("x".repeat(5000)), { rest: "x".repeat(5000) });
  });

  it("never fails", () => {
    fc.assert(fc.property(fc.anything(), (payload) => Object.keys(questionIn(payload)).length <= 2));
  });
});
