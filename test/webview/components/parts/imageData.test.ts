import assert from "node:assert/strict";
import fc from "fast-check";
import { base64Bytes, imageType, imageUrl } from "../../../../src/webview/components/parts/imageData";

const base64 = (bytes: string): string => Buffer.from(bytes.padEnd(24, "\0"), "latin1").toString("base64");

describe("pictures in answers", () => {
  it("are known by their first bytes", () => {
    assert.equal(imageType(base64("\x89PNG\r\n\x1a\n")), "image/png");
    assert.equal(imageType(base64("\xff\xd8\xff\xe0")), "image/jpeg");
    assert.equal(imageType(base64("GIF89a")), "image/gif");
    assert.equal(imageType(base64("RIFF\0\0\0\0WEBP")), "image/webp");
    assert.match(imageUrl(base64("GIF87a")) ?? "", /^data:image\/gif;base64,R0lG/);
  });

  it("and nothing else is one", () => {
    const hostile = [
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      "<html>",
      "RIFF\0\0\0\0WAVE",
      "%PDF-1.7",
    ];
    for (const text of [
      ...hostile.map(base64),
      "",
      "iVBORw0K",
      "!!!!not base64 at all!!!!",
      '"><script>alert(1)</script>',
    ]) {
      assert.equal(imageType(text), undefined, text);
    }
    fc.assert(fc.property(fc.string(), (text) => imageType(text) === undefined));
  });

  it("too large to draw are not drawn", () => {
    assert.equal(imageType(base64("GIF89a") + "A".repeat(20_000_000)), undefined);
  });

  it("have a size", () => {
    for (const length of [1, 2, 3, 100]) {
      assert.equal(base64Bytes(Buffer.alloc(length).toString("base64")), length);
    }
    assert.equal(base64Bytes(""), 0);
  });
});
