import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { DraftBox } from "../../../src/chat/draftBox";
import type { Draft } from "../../../src/shared/protocol";

describe("DraftBox", () => {
  let saved: Draft | undefined;
  const box = (): DraftBox => new DraftBox({ get: () => saved, set: (draft) => (saved = draft) });

  beforeEach(() => (saved = undefined));

  it("keeps what was typed over a reload", () => {
    box().typed({ text: "Weather?", revision: 3 });
    deepStrictEqual(box().current, { text: "Weather?", revision: 3 });
  });

  it("ignores a change that is older than what it has", () => {
    const drafts = box();
    drafts.typed({ text: "new", revision: 5 });
    drafts.typed({ text: "old", revision: 4 });
    strictEqual(drafts.current.text, "new");
  });

  it("puts a message back that could not be sent, as a newer change", () => {
    const drafts = box();
    drafts.typed({ text: "", revision: 5 });
    drafts.giveBack("Weather?");
    deepStrictEqual(drafts.current, { text: "Weather?", revision: 6 });
  });

  it("keeps what has been typed since", () => {
    const drafts = box();
    drafts.typed({ text: "and tomorrow?", revision: 5 });
    drafts.giveBack("Weather?");
    strictEqual(drafts.current.text, "Weather?\n\nand tomorrow?");
  });

  it("does not double a message that is still in the box", () => {
    const drafts = box();
    drafts.typed({ text: "Weather?", revision: 5 });
    drafts.giveBack("Weather?");
    strictEqual(drafts.current.text, "Weather?");
  });
});
