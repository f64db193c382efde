import { strictEqual } from "node:assert/strict";
import { byEnglishText, textKey } from "../../../src/shared/translations";

describe("the keys of texts", () => {
  it("are FNV-1a, whose value of this word is known, without its last four bits", () => {
    strictEqual(textKey("foobar"), "bf9cf96");
  });

  it("find a text in another language, and none where there is none", () => {
    const texts = byEnglishText({ [textKey("Send")]: "Senden" });
    strictEqual(texts["Send"], "Senden");
    strictEqual(texts["Stop"], undefined);
  });
});
