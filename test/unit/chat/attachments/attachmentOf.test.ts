import { deepStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { bytesAttachment, dataAttachment, utf8Text } from "../../../../src/chat/attachments/attachmentOf";
import { BYTES_LIMIT, requestBytes, MESSAGE_LIMIT } from "../../../../src/chat/attachments/limits";

import { image, images, pngOf } from "./samples";

describe("attachments of bytes", () => {
  const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");
  const pasted = (name: string, bytes: Uint8Array | string): ReturnType<typeof dataAttachment> =>
    dataAttachment(name, "Pasted image", base64(bytes));

  for (const [type, bytes] of Object.entries(images)) {
    it(`knows ${type} by its first bytes, whatever it is called`, () => {
      const { item, content, mediaType } = pasted("notes.txt", bytes);
      strictEqual(mediaType, type);
      strictEqual(content, bytes.toString("base64"));
      strictEqual(item.preview, `data:${type};base64,${content}`);
      deepStrictEqual([item.kind, item.bytes, item.openable], ["image", bytes.length, false]);
    });
  }

  it("takes a text that is called like an image for a text", () => {
    const { item, content, mediaType } = pasted("picture.png", "not a picture 👋\r\n");
    deepStrictEqual([item.kind, content, mediaType], ["file", "not a picture 👋\r\n", undefined]);
  });

  it("reads back every text that is UTF-8 without NUL, and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (content) => {
        const expected = content.includes("\0") ? undefined : content;
        strictEqual(utf8Text(Buffer.from(content)), expected);
      }),
    );
    strictEqual(utf8Text(Buffer.from([0xc3, 0x28])), undefined);
    strictEqual(utf8Text(Buffer.from("\ufeffwith a mark")), "with a mark");
  });

  it("refuses other bytes, empty ones and what is no base64", () => {
    throws(() => pasted("a.zip", Buffer.from("504b0304000000", "hex")), {
      kind: "notAttachable",
      message: /a\.zip, because it is neither/,
    });
    throws(() => pasted("a.txt", ""), { kind: "empty" });
    throws(() => dataAttachment("a.txt", "x", "§§§§"), { kind: "empty" });
  });

  it("refuses an image over the limit by name, size and limit", () => {
    throws(() => pasted("photo.png", pngOf(BYTES_LIMIT + 1)), {
      kind: "tooLarge",
      message: "photo.png is too large (3.3 MB). Images can be at most 3.3 MB. Make it smaller first.",
    });
    throws(() => dataAttachment("huge", "x", "A".repeat(50_000_000)), { kind: "tooLarge", message: /37\.5 MB/ });
  });

  it("takes the largest image that is allowed, and that fits into a request", async () => {
    const largest = await image("a.png", pngOf(BYTES_LIMIT));
    strictEqual(largest.item.bytes, BYTES_LIMIT);
    strictEqual(requestBytes(largest) <= MESSAGE_LIMIT, true);
    strictEqual(largest.item.preview, undefined);
  });

  it("cuts a path to its name, and names what has none", () => {
    strictEqual(pasted("C:\\Users\\ada\\plan.md", "x").item.name, "plan.md");
    strictEqual(pasted("../../etc/passwd", "x").item.name, "passwd");
    strictEqual(pasted(" ", images["image/png"]).item.name, "Pasted image");
    strictEqual(pasted("n".repeat(100_000), "x").item.name.length, 255);
  });

  it("gives everything that is pasted an id of its own", () => {
    strictEqual(pasted("a", "x").item.id === pasted("a", "x").item.id, false);
  });

  it("asks the editor for the encoding of what is no UTF-8", async () => {
    const origin = { id: "file:a", name: "a.txt", detail: "", openable: true };
    const bytes = Buffer.from("caf\xe9", "latin1");
    const latin1 = (raw: Uint8Array): Promise<string> => Promise.resolve(Buffer.from(raw).toString("latin1"));
    strictEqual((await bytesAttachment(origin, bytes, latin1)).content, "café");
    await rejects(
      bytesAttachment(origin, bytes, () => Promise.resolve(undefined)),
      { kind: "notAttachable" },
    );
  });
});
