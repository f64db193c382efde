import "../setup/dom";
import assert from "node:assert/strict";
import { userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("Header", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  it("shows the thread's title, in full in the tooltip, and nothing for a new thread", () => {
    panel.show({ title: "Umbrella in London" }, [userTurn("u", "Hi")]);
    assert.equal(panel.find(".threadTitle").textContent, "Umbrella in London");
    assert.equal(panel.find(".threadTitle").title, "Umbrella in London");
    panel.show({ title: "" });
    assert.equal(panel.all(".threadTitle").length, 0);
  });

  it("opens and closes threads and find, and says which is open", () => {
    panel.show({}, [userTurn("u", "Hi")]);
    const expanded = (name: string) => panel.button(name)?.getAttribute("aria-expanded");
    panel.press("Threads");
    assert.deepEqual([expanded("Threads"), expanded("Find")], ["true", "false"]);
    panel.press("Find");
    assert.deepEqual([expanded("Threads"), expanded("Find")], ["false", "true"]);
    panel.press("Find");
    assert.equal(panel.all(".findBar").length, 0);
  });

  it("rests without a connection", () => {
    panel.show({ connection: "signedOut" });
    for (const name of ["Threads", "Find", "New thread"]) {
      assert.equal(panel.button(name)?.disabled, true, name);
    }
  });

  it("takes the user's font for the whole panel", () => {
    panel.show({ look: { fontSize: 17, fontFamily: "Comic Sans MS" } });
    const { style } = panel.find("main");
    assert.equal(style.getPropertyValue("--chat-font-size"), "17px");
    assert.equal(style.getPropertyValue("--chat-font-family"), "Comic Sans MS");
    panel.show({ look: {} });
    assert.equal(style.getPropertyValue("--chat-font-size"), "");
  });
});
