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
});
