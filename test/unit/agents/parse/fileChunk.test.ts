import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { fileChunk } from "../../../../src/agents/parse/fileChunk";

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
