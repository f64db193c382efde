import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { DraftStore, NOBODY } from "../../../src/chat/draftStore";
import type { Draft } from "../../../src/shared/protocol";

describe("DraftStore", () => {
  let saved: Readonly<Record<string, Draft>>;
  const store = (): DraftStore => new DraftStore({ get: () => saved, set: (drafts) => (saved = drafts) });

  beforeEach(() => (saved = {}));

  it("keeps what was typed over a reload", () => {
    store().typed("ada", { text: "Weather?", revision: 3 });
    deepStrictEqual(store().of("ada"), { text: "Weather?", revision: 3 });
  });

  it("is newer than the empty box of a view that counts on after a reload", () => {
    store().typed("ada", { text: "", revision: 37 });
    const next = store();
    next.restore("ada", "Weather?");
    deepStrictEqual(next.of("ada"), { text: "Weather?", revision: 38 });
    next.typed("ada thread-1", { text: "", revision: 5 });
    deepStrictEqual(store().of("ada thread-1").revision, 0, "a tab comes back with nothing");
  });

  it("ignores a change that is older than what it has", () => {
    const drafts = store();
    drafts.typed("ada", { text: "new", revision: 5 });
    drafts.typed("ada", { text: "old", revision: 4 });
    strictEqual(drafts.of("ada").text, "new");
  });

  it("puts a message back that could not be sent, as a newer change", () => {
    const drafts = store();
    drafts.typed("ada", { text: "", revision: 5 });
    drafts.restore("ada", "Weather?");
    deepStrictEqual(drafts.of("ada"), { text: "Weather?", revision: 6 });
  });

  it("keeps what has been typed since", () => {
    const drafts = store();
    drafts.typed("ada", { text: "and tomorrow?", revision: 5 });
    drafts.restore("ada", "Weather?");
    strictEqual(drafts.of("ada").text, "Weather?\n\nand tomorrow?");
  });

  it("does not double a message that is still in the box", () => {
    const drafts = store();
    drafts.typed("ada", { text: "Weather?", revision: 5 });
    drafts.restore("ada", "Weather?");
    strictEqual(drafts.of("ada").text, "Weather?");
  });

  it("has words no more that were sent, however the panel has counted, and keeps others", () => {
    const drafts = store();
    drafts.claimLate("ada", "Weather?");
    drafts.restore("ada", "Weather?");
    drafts.typed("ada", { text: "", revision: 1 });
    strictEqual(drafts.of("ada").text, "Weather?", "an older change");
    strictEqual(drafts.sent("ada", "Weather?"), true);
    deepStrictEqual([drafts.of("ada"), store().of("ada").text], [{ text: "", revision: 3 }, ""]);
    drafts.typed("ada", { text: "And tomorrow?", revision: 4 });
    strictEqual(drafts.sent("ada", "Weather?"), false);
    strictEqual(drafts.of("ada").text, "And tomorrow?");
  });

  it("gives words out that it has kept, with what was typed behind them left, and none that were changed", () => {
    const drafts = store();
    drafts.restore(NOBODY, "Weather?");
    drafts.claim("ada");
    drafts.typed("ada", { text: "Weather?\n\nand tomor", revision: 9 });
    strictEqual(drafts.take("ada", "Weather?"), true);
    deepStrictEqual(drafts.of("ada"), { text: "and tomor", revision: 10 });
    strictEqual(drafts.take("ada", "Weather?"), false);
    drafts.typed("ada", { text: "Weather? Or not", revision: 11 });
    strictEqual(drafts.take("ada", "Weather?"), false);
    strictEqual(store().of("ada").text, "Weather? Or not");
  });

  it("keeps each owner's words apart", () => {
    const drafts = store();
    drafts.typed("ada", { text: "Weather?", revision: 5 });
    drafts.restore("bob", "Rome?");
    deepStrictEqual([drafts.of("ada").text, drafts.of("bob").text], ["Weather?", "Rome?"]);
    deepStrictEqual([store().of("ada").text, store().of("bob").text], ["Weather?", "Rome?"]);
  });

  it("gives whoever signs in what was typed before", () => {
    const drafts = store();
    drafts.restore("ada", "and tomorrow?");
    drafts.restore(NOBODY, "Weather?");
    drafts.claim("ada");
    deepStrictEqual([drafts.of("ada").text, drafts.of(NOBODY).text], ["Weather?\n\nand tomorrow?", ""]);
  });

  describe("with words that were typed before a sign-in and are heard after it", () => {
    it("puts them in the place of the beginning that was there", () => {
      const drafts = store();
      drafts.restore("ada", "and tomorrow?");
      drafts.restore(NOBODY, "Wea");
      drafts.claim("ada");
      strictEqual(drafts.claimLate("ada", "Weather?"), true);
      deepStrictEqual([drafts.of("ada").text, drafts.of(NOBODY).text], ["Weather?\n\nand tomorrow?", ""]);
      strictEqual(drafts.claimLate("ada", "Weather in Rome?"), true);
      strictEqual(drafts.of("ada").text, "Weather in Rome?\n\nand tomorrow?");
    });

    it("puts them before everything else when nothing of them was there", () => {
      const drafts = store();
      drafts.typed("ada", { text: "and tomorrow?", revision: 5 });
      drafts.claim("ada");
      drafts.claimLate("ada", "Weather?");
      deepStrictEqual(drafts.of("ada"), { text: "Weather?\n\nand tomorrow?", revision: 6 });
    });

    it("changes nothing when they say nothing new", () => {
      const drafts = store();
      drafts.restore(NOBODY, "Weather?");
      drafts.claim("ada");
      const { revision } = drafts.of("ada");
      strictEqual(drafts.claimLate("ada", "Weather?"), false);
      deepStrictEqual(drafts.of("ada"), { text: "Weather?", revision });
      strictEqual(drafts.claimLate("bob", ""), false);
    });
  });
});
