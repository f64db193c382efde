import assert from "node:assert/strict";
import { formatBytes } from "../../../src/webview/composer/byteSize";

describe("formatBytes", () => {
  it("chooses the unit that keeps the number short", () => {
    const sizes = [0, 999, 1000, 1234, 999_949, 999_950, 5_000_000, 4_400_000_000].map((bytes) =>
      formatBytes(bytes, "en"),
    );
    assert.deepEqual(sizes, ["0 bytes", "999 bytes", "1 KB", "1.2 KB", "999.9 KB", "1 MB", "5 MB", "4.4 GB"]);
  });

  it("speaks the reader's language, and English when the language is none", () => {
    assert.equal(formatBytes(1234, "de").replace(/\s/u, " "), "1,2 KB");
    assert.equal(formatBytes(1234, "not a language"), "1.2 KB");
    assert.equal(formatBytes(1234, ""), "1.2 KB");
  });

  it("takes a number that is none for nothing", () => {
    assert.equal(formatBytes(Number.NaN, "en"), "0 bytes");
    assert.equal(formatBytes(-5, "en"), "0 bytes");
  });
});
