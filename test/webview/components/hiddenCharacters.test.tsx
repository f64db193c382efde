import "../setup/dom";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { options } from "preact";
import { act } from "preact/test-utils";
import { showHiddenCharacters } from "../../../src/webview/components/hiddenCharacters";
import { asMarkdown, hostileMessages, hostileState, hostileTurns } from "../../attacks/carriers";
import { hiddenCharacters } from "../../attacks/payloads";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

/** What turns text around, what a model reads and a person does not, and what makes one name look like another. */
const unseen = /[\0-\x08\u200b\u202a-\u202e\u2060\u2066-\u2069\u3164\ufeff]|[\u{e0000}-\u{e007f}]/u;

describe("what an agent hides in a text", function () {
  // Each text is drawn in some hundred places.
  this.timeout(60_000);

  const { vnode } = options;
  before(() => showHiddenCharacters());
  after(() => {
    if (vnode) {
      options.vnode = vnode;
    } else {
      delete options.vnode;
    }
  });

  /** Texts of the page, and what it says of its controls, in which something is hidden. */
  function hiddenIn(root: ParentNode): readonly string[] {
    const said = [...root.querySelectorAll("*")].flatMap((element) => [
      ...["title", "aria-label", "alt"].map((name) => element.getAttribute(name) ?? ""),
      ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? ""),
    ]);
    return said.filter((text) => unseen.test(text));
  }

  it("is shown in a message, and copied as it came", () => {
    const page = new PanelPage();
    page.show({}, [
      userTurn("q", "Pay \u202eexe.pdf"),
      agentTurn("a", [textPart("Run `rm\u200b -rf` as ad\u2066min.\n\n```sh\necho\u202e hi\n```\n")]),
    ]);
    strictEqual(page.find(".bubble").textContent, "Pay �exe.pdf");
    strictEqual(page.find("p code").textContent, "rm� -rf");
    strictEqual(page.find("pre code").textContent, "echo� hi");
    page.find(".codeBlock [aria-label='Copy code']").click();
    deepStrictEqual(
      page.api.ofType("copy").map(({ text }) => text),
      ["echo\u202e hi"],
    );
    page.close();
  });

  it("is shown wherever a text of theirs is drawn: responses, names, titles, tool calls, forms and lists", () => {
    for (const payload of hiddenCharacters) {
      const page = new PanelPage();
      page.show({}, [agentTurn("a", [textPart(asMarkdown(payload))])]);
      deepStrictEqual(hiddenIn(document), [], JSON.stringify(payload));
      page.show(hostileState(payload), hostileTurns(payload));
      for (const message of hostileMessages(payload)) {
        void act(() => page.panel.receive(message));
      }
      page.frame();
      deepStrictEqual(hiddenIn(document), [], JSON.stringify(payload));
      page.close();
    }
    ok(hiddenCharacters.some((payload) => unseen.test(payload)));
  });
});
