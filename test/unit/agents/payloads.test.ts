import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { errorMessage, fileChunk, progressNote } from "../../../src/agents/payloads";

describe("errorMessage", () => {
  it("finds the words wherever Mastra puts them", () => {
    strictEqual(errorMessage("no"), "no");
    strictEqual(errorMessage({ message: "Error: no" }), "no");
    strictEqual(errorMessage({ cause: { message: "inner" } }), "inner");
    strictEqual(errorMessage({ details: { errorMessage: "Error: detail" } }), "detail");
    strictEqual(errorMessage({ message: 7 }), "");
  });

  it("cuts a stack off, on lines of its own or behind the words", () => {
    strictEqual(errorMessage("boom\n    at f (/srv/app.js:1:2)"), "boom");
    strictEqual(errorMessage("boom at f (/srv/app.js:1:2) at g"), "boom");
    strictEqual(errorMessage("boom at async file:///srv/app.js:1"), "boom");
    strictEqual(errorMessage("boom at processTicks (node:internal/x:1)"), "boom");
  });

  it("leaves words that look a little like one", () => {
    strictEqual(errorMessage("No route at /api/x (yet)"), "No route at /api/x (yet)");
    strictEqual(errorMessage("Meet at noon (maybe)"), "Meet at noon (maybe)");
  });

  it("is short, whatever comes", () => {
    strictEqual(errorMessage("x".repeat(1_000_000)).length, 500);
  });
});

describe("fileChunk", () => {
  const file = { type: "file", name: "" };

  it("reads the base64 of a stream", () => {
    deepStrictEqual(fileChunk({ data: "iVBORw0=", base64: "iVBORw0=", mimeType: "image/png" }), {
      ...file,
      mediaType: "image/png",
      base64: "iVBORw0=",
    });
  });

  it("takes the bytes and the type out of a data URL", () => {
    deepStrictEqual(fileChunk({ data: "data:image/png;charset=x;base64,AAAA", filename: "p.png" }), {
      ...file,
      name: "p.png",
      mediaType: "image/png",
      base64: "AAAA",
    });
  });

  it("keeps an https address and no other one", () => {
    strictEqual(
      fileChunk({ url: "https://example.com/a.png", mediaType: "image/png" })?.url,
      "https://example.com/a.png",
    );
    for (const url of [
      "http://example.com/a",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "command:x",
      "data:text/plain,hi",
    ]) {
      strictEqual(fileChunk({ url }), undefined, url);
    }
  });

  it("gives nothing for bytes that are no text", () => {
    for (const value of [{}, { data: { 0: 1 } }, { data: 7 }, undefined, "x"]) {
      strictEqual(fileChunk(value), undefined);
    }
  });
});

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
