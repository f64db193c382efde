import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { ContextTray } from "../../../../src/chat/context/contextTray";
import { assertMessageFits, BYTES_LIMIT, MESSAGE_LIMIT, TEXT_LIMIT } from "../../../../src/chat/context/limits";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { image, pngOf, text } from "./attachments";

describe("ContextTray", () => {
  let changes = 0;
  let tray: ContextTray;
  const names = (): string[] => tray.items.map(({ name }) => name);
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
    tray = new ContextTray(() => (changes += 1));
  });

  it("keeps what is attached in its order and says when that changes", () => {
    tray.add(text("a.ts", "1"));
    tray.add(text("b.ts", "2"));
    tray.remove("file:a.ts");
    deepStrictEqual(names(), ["b.ts"]);
    strictEqual(changes, 3);
    tray.remove("file:a.ts");
    strictEqual(changes, 3);
  });

  it("takes a file that is attached again as it is at that moment, in its place", () => {
    tray.add(text("a.ts", "old"));
    tray.add(text("b.ts", "other"));
    tray.add(text("a.ts", "changed"));
    deepStrictEqual(names(), ["a.ts", "b.ts"]);
    strictEqual(tray.attachments()[0]?.content, "changed");
  });

  it("hands everything over once", () => {
    tray.add(text("a.ts", "1"));
    strictEqual(tray.clear().length, 1);
    strictEqual(tray.clear().length, 0);
    strictEqual(changes, 2);
  });

  it("puts back what could not be sent, before what came since, and loses neither", () => {
    tray.add(text("a.ts", "sent"));
    tray.add(text("b.ts", "sent"));
    const sent = tray.clear();
    tray.add(text("c.ts", "since"));
    tray.add(text("a.ts", "since"));
    tray.restore(sent);
    deepStrictEqual(names(), ["b.ts", "c.ts", "a.ts"]);
    strictEqual(tray.attachments()[2]?.content, "since");
  });

  it("puts back more than fits: nothing may be lost", () => {
    const quarter = "x".repeat(TEXT_LIMIT - 10);
    const sent = ["a", "b", "c", "d"].map((name) => text(name, quarter));
    tray.addAll(sent);
    tray.clear();
    tray.add(text("e", quarter));
    tray.restore(sent);
    deepStrictEqual(names(), ["a", "b", "c", "d", "e"]);
    throws(() => assertMessageFits("", tray.attachments()), /4\.4 MB/);
  });

  it("refuses a text over the limit by name, size and limit, counting bytes and not letters", () => {
    tray.add(text("fits.txt", "x".repeat(TEXT_LIMIT)));
    const { kind, message } = refusal(() => tray.add(text("greek.txt", "α".repeat(600_000))));
    strictEqual(kind, "tooLarge");
    strictEqual(
      message,
      "greek.txt is too large (1.2 MB): a text may have at most 1.0 MB. Attach a part of it instead.",
    );
    deepStrictEqual(names(), ["fits.txt"]);
  });

  it("refuses what does not fit any more, and takes it once there is room", async () => {
    tray.add(await image("a.png", pngOf(2_000_000)));
    const { kind, message } = refusal(() => {
      tray.add(text("b.txt", "x".repeat(900_000)));
      tray.add(text("c.txt", "x".repeat(900_000)));
    });
    strictEqual(kind, "tooLarge");
    strictEqual(
      message,
      "c.txt (900.0 KB) does not fit: the message would have 4.5 MB, and at most 4.4 MB can be sent. Remove something else first.",
    );
    tray.remove("file:b.txt");
    tray.add(text("c.txt", "x".repeat(900_000)));
    deepStrictEqual(names(), ["a.png", "c.txt"]);
  });

  it("does not count a file twice that replaces itself", async () => {
    const large = await image("a.png", pngOf(BYTES_LIMIT));
    tray.add(large);
    tray.add(large);
    deepStrictEqual(names(), ["a.png"]);
  });

  it("attaches as many as fit, and says in one sentence what did not", () => {
    const large = "x".repeat(TEXT_LIMIT + 1);
    const { message } = refusal(() =>
      tray.addAll([text("a", "1"), text("b", large), text("c", "3"), text("d", large)]),
    );
    deepStrictEqual(names(), ["a", "c"]);
    ok(message.startsWith("2 things could not be attached. The first: b is too large (1.0 MB)"), message);
  });

  it("never lets a request grow over the limit, whatever the texts hold", async () => {
    const quotes = '"\n\\'.repeat(333_000);
    throws(() => {
      for (let index = 0; index < 6; index += 1) {
        tray.add(text(`${String(index)}.txt`, quotes));
      }
    }, UserFacingError);
    tray.add(await image("a.png", pngOf(100_000)));
    const parts = tray.attachments().map(({ content }) => ({ type: "text", text: content }));
    ok(JSON.stringify(parts).length <= MESSAGE_LIMIT);
    ok(tray.items.length >= 3);
  });
});
