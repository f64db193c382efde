import assert from "node:assert/strict";
import { isPasteOfFiles } from "../../../src/webview/composer/pasted";

describe("isPasteOfFiles", () => {
  it("attaches a picture that comes without a text", () => {
    assert.equal(isPasteOfFiles({ fileNames: ["image.png"], text: "" }), true);
  });

  it("keeps a text a text, also with a picture of it beside it", () => {
    assert.equal(isPasteOfFiles({ fileNames: [], text: "hello" }), false);
    assert.equal(isPasteOfFiles({ fileNames: ["image.png"], text: "A1\tB1" }), false);
  });

  it("attaches files whose names or paths a file manager puts into the text", () => {
    assert.equal(isPasteOfFiles({ fileNames: ["a.txt", "b.txt"], text: "a.txt\nb.txt" }), true);
    assert.equal(isPasteOfFiles({ fileNames: ["a.txt"], text: "/home/jane/a.txt\r\n" }), true);
    assert.equal(isPasteOfFiles({ fileNames: ["a.txt"], text: "C:\\Users\\jane\\a.txt" }), true);
  });
});
