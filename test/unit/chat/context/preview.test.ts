import { strictEqual } from "node:assert/strict";
import { previewText } from "../../../../src/chat/context/preview";
import { attachmentText } from "../../../../src/shared/attachmentText";
import { image, pngOf, text } from "./attachments";

describe("previewText", () => {
  it("shows the words and each attachment as they are sent, and bytes as one line", async () => {
    const code = text("a.ts", 'const a = "<b>";\r\n');
    const picture = await image("shot.png", pngOf(12_345));
    strictEqual(
      previewText("What is this?", [code, picture]),
      `What is this?\n\n${attachmentText(code.item, code.content)}\n\n[image/png, 12.3 KB, base64]`,
    );
  });

  it("is the attachments alone when nothing has been typed, and empty for nothing", () => {
    const code = text("a.ts", "1");
    strictEqual(previewText("", [code]), attachmentText(code.item, "1"));
    strictEqual(previewText("", []), "");
  });
});
