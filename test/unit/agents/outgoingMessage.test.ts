import { deepStrictEqual, doesNotThrow, throws } from "node:assert/strict";
import { assertSendable, messageBody } from "../../../src/agents/outgoingMessage";
import { UserFacingError } from "../../../src/shared/userFacingError";

describe("messageBody", () => {
  it("sends each text that goes along as a part of its own, and bytes under their name", () => {
    const item = { id: "1", kind: "file", name: "a.ts", detail: "src", bytes: 3, openable: true } as const;
    const image = { id: "2", kind: "image", name: "p.png", detail: "", bytes: 3, openable: false } as const;
    const attachments = [
      { item, content: "let" },
      { item: image, content: "AAAA", mediaType: "image/png" },
    ];
    deepStrictEqual(messageBody({ id: "m-1", text: "Look", attachments }), {
      id: "m-1",
      role: "user",
      content: [
        { type: "text", text: "Look" },
        { type: "text", text: '<attachment kind="file" name="a.ts" detail="src">\nlet\n</attachment>' },
        { type: "file", data: "AAAA", mimeType: "image/png", filename: "p.png" },
      ],
    });
  });

  it("counts bytes, not characters, of all that would be sent", () => {
    doesNotThrow(() => assertSendable({ text: "x".repeat(4_390_000) }));
    const tooLarge = (error: unknown): boolean =>
      error instanceof UserFacingError && error.kind === "tooLarge" && error.message.includes("4.4 MB");
    throws(() => assertSendable({ text: "東".repeat(1_500_000) }), tooLarge);
    throws(() => assertSendable({ text: '"'.repeat(2_300_000) }), tooLarge);
  });
});
