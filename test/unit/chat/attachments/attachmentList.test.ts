import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { AttachmentList } from "../../../../src/chat/attachments/attachmentList";
import { assertMessageFits, BYTES_LIMIT, MESSAGE_LIMIT, TEXT_LIMIT } from "../../../../src/chat/attachments/limits";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { image, pngOf, text } from "./samples";

describe("AttachmentList", () => {
  let changes = 0;
  let list: AttachmentList;
  const names = (): string[] => list.items.map(({ name }) => name);
  const refusal = (run: () => void): UserFacingError => {
    try {
      run();
    } catch (error) {
      if (error instanceof UserFacingError) {
        return error;
      }
      throw error;
    }
    throw new Error("nothing was refused");
  };

  beforeEach(() => {
    changes = 0;
    list = new AttachmentList(() => (changes += 1));
  });

  it("keeps what is attached in its order and says when that changes", () => {
    list.add(text("a.ts", "1"));
    list.add(text("b.ts", "2"));
    list.remove("file:a.ts");
    deepStrictEqual(names(), ["b.ts"]);
    strictEqual(changes, 3);
    list.remove("file:a.ts");
    strictEqual(changes, 3);
  });

  it("takes a file that is attached again as it is at that moment, in its place", () => {
    list.add(text("a.ts", "old"));
    list.add(text("b.ts", "other"));
    list.add(text("a.ts", "changed"));
    deepStrictEqual(names(), ["a.ts", "b.ts"]);
    strictEqual(list.attachments()[0]?.content, "changed");
  });

  it("hands everything over once", () => {
    list.add(text("a.ts", "1"));
    strictEqual(list.clear().length, 1);
    strictEqual(list.clear().length, 0);
    strictEqual(changes, 2);
  });

  it("puts back what could not be sent, before what came since, and loses neither", () => {
    list.add(text("a.ts", "sent"));
    list.add(text("b.ts", "sent"));
    const sent = list.clear();
    list.add(text("c.ts", "since"));
    list.add(text("a.ts", "since"));
    list.restore(sent);
    deepStrictEqual(names(), ["b.ts", "c.ts", "a.ts"]);
    strictEqual(list.attachments()[2]?.content, "since");
  });

  it("puts back more than fits: nothing may be lost", () => {
    const quarter = "x".repeat(TEXT_LIMIT - 10);
    const sent = ["a", "b", "c", "d"].map((name) => text(name, quarter));
    list.addAll(sent);
    list.clear();
    list.add(text("e", quarter));
    list.restore(sent);
    deepStrictEqual(names(), ["a", "b", "c", "d", "e"]);
    throws(() => assertMessageFits("", list.attachments()), /4\.4 MB/);
  });

  it("refuses a text over the limit by name, size and limit, counting bytes and not letters", () => {
    list.add(text("fits.txt", "x".repeat(TEXT_LIMIT)));
    const { kind, message } = refusal(() => list.add(text("greek.txt", "α".repeat(600_000))));
    strictEqual(kind, "tooLarge");
    strictEqual(message, "greek.txt is too large (1.2 MB). Text can be at most 1 MB. Attach a part of it instead.");
    deepStrictEqual(names(), ["fits.txt"]);
  });

  it("refuses what does not fit any more, and takes it once there is room", async () => {
    list.add(await image("a.png", pngOf(2_000_000)));
    const { kind, message } = refusal(() => {
      list.add(text("b.txt", "x".repeat(900_000)));
      list.add(text("c.txt", "x".repeat(900_000)));
    });
    strictEqual(kind, "tooLarge");
    strictEqual(
      message,
      "c.txt (900 KB) doesn't fit. The message would be 4.5 MB, and the limit is 4.4 MB. Remove something else first.",
    );
    list.remove("file:b.txt");
    list.add(text("c.txt", "x".repeat(900_000)));
    deepStrictEqual(names(), ["a.png", "c.txt"]);
  });

  it("does not count a file twice that replaces itself", async () => {
    const large = await image("a.png", pngOf(BYTES_LIMIT));
    list.add(large);
    list.add(large);
    deepStrictEqual(names(), ["a.png"]);
  });

  it("attaches as many as fit, and says in one sentence what did not", () => {
    const large = "x".repeat(TEXT_LIMIT + 1);
    const { message } = refusal(() =>
      list.addAll([text("a", "1"), text("b", large), text("c", "3"), text("d", large)]),
    );
    deepStrictEqual(names(), ["a", "c"]);
    ok(message.startsWith("Couldn't attach 2 items. The first: b is too large (1 MB)"), message);
  });

  it("never lets a request grow over the limit, whatever the texts hold", async () => {
    const quotes = '"\n\\'.repeat(333_000);
    throws(() => {
      for (let index = 0; index < 6; index += 1) {
        list.add(text(`${String(index)}.txt`, quotes));
      }
    }, UserFacingError);
    list.add(await image("a.png", pngOf(100_000)));
    const parts = list.attachments().map(({ content }) => ({ type: "text", text: content }));
    ok(JSON.stringify(parts).length <= MESSAGE_LIMIT);
    ok(list.items.length >= 3);
  });
});
