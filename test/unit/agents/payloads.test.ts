import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { fileChunk, progressNote } from "../../../src/agents/payloads";

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

  it("has no codes of a terminal in its words", () => {
    deepStrictEqual(progressNote("\u001b[32m✓\u001b[39m 3 passed").label, "✓ 3 passed");
    deepStrictEqual(progressNote({ message: "10%\r20%" }).label, "20%");
    ok(!progressNote("\u001b[1m".repeat(1_000)).label.includes("\u001b"));
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
