import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { borrowClipboard, type Clipboard } from "../../../../src/chat/attachments/borrowedClipboard";

/** A clipboard as systems have it: one text. */
class OneText implements Clipboard {
  constructor(public text: string) {}
  readText(): Promise<string> {
    return Promise.resolve(this.text);
  }
  writeText(text: string): Promise<void> {
    this.text = text;
    return Promise.resolve();
  }
}

describe("borrowClipboard", () => {
  it("gives what was copied, and the clipboard its own text back", async () => {
    const clipboard = new OneText("mine");
    deepStrictEqual(await borrowClipboard(clipboard, () => clipboard.writeText("$ npm test\r\n")), {
      text: "$ npm test\r\n",
    });
    strictEqual(clipboard.text, "mine");
  });

  it("tells the same text copied again from nothing copied", async () => {
    const clipboard = new OneText("same");
    deepStrictEqual(await borrowClipboard(clipboard, () => clipboard.writeText("same")), { text: "same" });
    strictEqual(await borrowClipboard(clipboard, () => Promise.resolve()), "nothing");
    strictEqual(clipboard.text, "same");
  });

  it("puts the text back when the command fails", async () => {
    const clipboard = new OneText("mine");
    await rejects(
      borrowClipboard(clipboard, () => Promise.reject(new Error("no terminal"))),
      /no terminal/,
    );
    strictEqual(clipboard.text, "mine");
  });

  it("runs no command where the clipboard cannot be read", async () => {
    let ran = false;
    const run = (): Promise<void> => {
      ran = true;
      return Promise.resolve();
    };
    // What a browser without the permission does: one throws, another gives an empty text.
    const throwing: Clipboard = {
      readText: () => Promise.reject(new Error("denied")),
      writeText: () => Promise.resolve(),
    };
    const silent: Clipboard = { readText: () => Promise.resolve(""), writeText: () => Promise.resolve() };
    strictEqual(await borrowClipboard(throwing, run), "denied");
    strictEqual(await borrowClipboard(silent, run), "denied");
    strictEqual(ran, false);
  });
});
