import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { MenuCopy } from "../../../src/webview/app/menuCopy";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const RESPONSE = "See [the guide](https://example.com/guide?a=1).\n\n```ts\nconst a = 1;\n```\n";

describe("Copying by the menu over the panel", () => {
  let panel: PanelPage;
  let copied: string[];
  let menu: MenuCopy;
  beforeEach(() => {
    panel = new PanelPage();
    copied = [];
    menu = new MenuCopy(document, (text) => copied.push(text));
    panel.show({}, [userTurn("q", "Why?"), agentTurn("a", [textPart(RESPONSE)])]);
  });
  afterEach(() => panel.close());

  function open(selector: string): void {
    panel.find(selector).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
  }
  function choose(what: "code" | "turn" | "link"): string[] {
    void act(() => menu.copy(what));
    return [...copied, ...panel.api.ofType("copy").map(({ text }) => text)];
  }

  it("copies the code, the whole response, or the link that it was opened over", () => {
    open(".agent pre code");
    assert.deepEqual(choose("code"), ["const a = 1;"]);
    assert.deepEqual(choose("turn"), ["const a = 1;", RESPONSE]);
    open(".agent a");
    assert.deepEqual(choose("link").slice(0, 1), ["https://example.com/guide?a=1"]);
  });

  it("copies the message that it was opened over, and nothing where there is none", () => {
    open(".turn.user");
    assert.deepEqual(choose("turn"), ["Why?"]);
    assert.deepEqual(choose("code"), ["Why?"]);
    open("textarea");
    assert.deepEqual(choose("turn"), ["Why?"]);
    assert.deepEqual(choose("link"), ["Why?"]);
  });

  it("says what is under the pointer, as the menu's conditions ask for it", () => {
    const over = (selector: string): unknown => {
      open(selector);
      return JSON.parse(document.body.dataset["vscodeContext"] ?? "");
    };
    const nothing = { agentChatCode: false, agentChatTurn: false, agentChatLink: false };
    assert.deepEqual(over(".codeBlock"), { ...nothing, agentChatCode: true, agentChatTurn: true });
    assert.deepEqual(over(".agent a"), { ...nothing, agentChatTurn: true, agentChatLink: true });
    assert.deepEqual(over("textarea"), nothing);
    panel.show({ busy: true }, [{ ...agentTurn("b", [textPart("Let me")]), state: "streaming" }]);
    assert.deepEqual(over(".turn.agent"), nothing, "there is no whole response yet");
  });
});
