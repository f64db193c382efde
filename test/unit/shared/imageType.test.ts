import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { imageType } from "../../../src/shared/imageType";
import { images } from "../chat/attachments/samples";

describe("imageType", () => {
  for (const [type, bytes] of Object.entries(images)) {
    it(`knows ${type} by its first bytes`, () => strictEqual(imageType(bytes), type));
  }

  it("takes no image for one that is cut off in its signature", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5 }), (bytes) => {
        const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
        return jpeg || imageType(bytes) === undefined;
      }),
    );
    strictEqual(imageType(Buffer.from("RIFF0000WAVE")), undefined);
    strictEqual(imageType(Buffer.from("RIFF0000WEB")), undefined);
    strictEqual(imageType(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")), undefined);
  });
});
