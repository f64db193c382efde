import "../setup/dom";
import assert from "node:assert/strict";
import type { Connection } from "../../../src/shared/protocol";
import type { ActionId } from "../../../src/shared/transcript";
import { userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("connection states", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  const ways: readonly [Connection, string, ActionId][] = [
    ["noServer", "Configure server", "configureServer"],
    ["restricted", "Manage workspace trust", "trustWorkspace"],
    ["signedOut", "Sign in", "signIn"],
    ["signedOut", "Paste a token", "pasteToken"],
    ["signingIn", "Try another way", "anotherWay"],
    ["signingIn", "Cancel", "cancelSignIn"],
    ["noAgents", "Try again", "retryConnection"],
  ];
  for (const [connection, button, action] of ways) {
    for (const turns of [[], [userTurn("u", "Hi")]]) {
      it(`${connection} offers "${button}" ${turns.length > 0 ? "above the conversation" : "in its place"}`, () => {
        panel.show({ connection, agents: [] }, turns);
        panel.press(button);
        assert.deepEqual(panel.api.ofType("action"), [{ type: "action", action }]);
        assert.equal(panel.all("[role=log]").length, turns.length);
      });
    }
  }

  it("says to go on in the browser while signing in", () => {
    panel.show({ connection: "signingIn" });
    assert.match(panel.find("[role=status]").textContent, /Continue in your browser/);
  });

  it("says what to do next in the way that was chosen", () => {
    panel.show({ connection: "signingIn", signInHint: "Open clerk.example.com/device and enter the code WDJB-MJHT." });
    assert.match(panel.find("[role=status]").textContent, /enter the code WDJB-MJHT/);
  });

  it("names server and account below the message box, each a button that switches it", () => {
    panel.show({ serverLabel: "staging", accountLabel: "jane@example.com · Acme" });
    panel.press("Server staging. Switch or configure");
    panel.press("Account jane@example.com · Acme. Switch account");
    assert.deepEqual(
      panel.api.ofType("action").map(({ action }) => action),
      ["switchServer", "switchAccount"],
    );
    panel.show({ connection: "signedOut", serverLabel: "staging", accountLabel: "" });
    assert.equal(panel.all(".whereabouts button").length, 1);
  });

  it("says that a server is open, in the empty thread and below the message box", () => {
    panel.show({ serverLabel: "localhost:4111", accountLabel: "", isOpen: true });
    assert.match(panel.find(".welcome").textContent, /localhost:4111 is an open server/);
    panel.press("Open server: anyone who can reach localhost:4111 can use its agents");
    assert.deepEqual(
      panel.api.ofType("action").map(({ action }) => action),
      ["switchAccount"],
    );
    panel.show({ serverLabel: "localhost:4111", accountLabel: "jane@example.com" });
    assert.doesNotMatch(panel.find(".welcome").textContent, /open server/);
  });

  it("shows a failed connection as an alert with its buttons", () => {
    const notice = { message: "The server does not answer.", actions: ["retryConnection", "showLog"] } as const;
    panel.show({ connection: "failed", notice });
    const alert = panel.find("[role=alert]");
    assert.match(alert.textContent, /The server does not answer\./);
    panel.press("Try again", alert);
    panel.press("Show log", alert);
    assert.deepEqual(
      panel.api.ofType("action").map(({ action }) => action),
      ["retryConnection", "showLog"],
    );
  });

  it("has words for a failure that came without any", () => {
    panel.show({ connection: "failed" });
    assert.match(panel.find("[role=alert]").textContent, /[Cc]ouldn't reach/);
  });

  it("shows a notice above the message box when ready", () => {
    panel.show({ notice: { message: "Careful.", actions: ["openServerSetting"] } });
    panel.press("Open setting", panel.find("[role=alert]"));
    assert.deepEqual(panel.api.ofType("action"), [{ type: "action", action: "openServerSetting" }]);
  });

  it("loads quietly", () => {
    panel.show({ connection: "loading", agents: [] });
    assert.equal(panel.all("[role=alert]").length, 0);
    assert.match(panel.find(".skeleton").textContent, /Loading/);
  });

  it("welcomes with the agent's words; an example fills the box and sends nothing", () => {
    panel.show();
    assert.match(panel.find(".welcome").textContent, /Weather Agent.*Knows the weather\./);
    panel.press("What's the weather like in New York?");
    assert.equal(panel.box.value, "What's the weather like in New York?");
    assert.equal(document.activeElement, panel.box);
    assert.deepEqual(panel.api.ofType("send"), []);
  });

  it("says why an example cannot be taken while something is typed", () => {
    panel.show();
    const question = "What's the weather like in New York?";
    assert.equal(panel.button(question)?.getAttribute("aria-describedby"), null);
    panel.type("My own words");
    const example = panel.button(question);
    assert.equal(example?.disabled, false, "the focus must reach it");
    assert.equal(example.getAttribute("aria-disabled"), "true");
    const why = document.getElementById(example.getAttribute("aria-describedby") ?? "");
    assert.equal(why?.textContent, "Empty the message box to use an example.");
    panel.press(question);
    assert.equal(panel.box.value, "My own words");
    assert.equal(document.activeElement, panel.box);
  });

  it("offers the agents of the server and a new thread", () => {
    panel.show();
    const select = panel.find("select");
    assert.equal(panel.find(`label[for=${select.id}]`).textContent, "Agent");
    assert.deepEqual(
      [...select.options].map((option) => [option.value, option.text]),
      [
        ["weatherAgent", "Weather Agent"],
        ["deployAgent", "Deploy Agent"],
      ],
    );
    select.value = "deployAgent";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    panel.press("New thread");
    assert.deepEqual(panel.api.ofType("selectAgent"), [{ type: "selectAgent", agentId: "deployAgent" }]);
    assert.equal(panel.api.ofType("newThread").length, 1);
  });

  it("shows the id of a chosen agent that the server does not list", () => {
    panel.show({ agentId: "gone" });
    assert.equal(panel.find("select").value, "gone");
  });
});
