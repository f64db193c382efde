import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { threadOptionsForm } from "../../../src/webview/composer/composer";
import { agentTurn, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("the options of a thread", () => {
  let panel: PanelPage;
  before(() => threadOptionsForm());
  beforeEach(() => {
    panel = new PanelPage();
    panel.show();
  });
  afterEach(() => panel.close());

  const dialog = (): HTMLElement => panel.find('[role="dialog"]');
  const isOpen = (): boolean => panel.all('[role="dialog"]').length > 0;
  const field = (label: string): HTMLInputElement => {
    const found = [...dialog().querySelectorAll("label")].find(({ textContent }) => textContent.startsWith(label));
    return document.getElementById(found?.htmlFor ?? "") as HTMLInputElement;
  };
  const fill = (label: string, text: string): void =>
    void act(() => {
      const box = field(label);
      box.value = text;
      box.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  const escape = (): void =>
    void act(() => {
      const target = document.activeElement ?? dialog();
      target.dispatchEvent(new page.KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    });
  const save = async (): Promise<void> => {
    await act(() => panel.button("Save", dialog())!.closest("form")!.requestSubmit());
  };
  const posted = () => panel.api.ofType("setThreadOptions");

  it("opens from its button as a named dialog with the focus in it; Escape drops all and gives the focus back", () => {
    const button = panel.button("Thread options…")!;
    button.focus();
    panel.press("Thread options…");
    assert.equal(document.getElementById(dialog().getAttribute("aria-labelledby")!)?.textContent, "Thread options");
    assert.equal(document.activeElement, field("Instructions"));
    assert.equal(button.getAttribute("aria-expanded"), "true");
    fill("Instructions", "Be brief.");
    escape();
    assert.equal(isOpen(), false);
    assert.equal(document.activeElement, panel.button("Thread options…"));
    assert.deepEqual(posted(), []);
    panel.press("Thread options…");
    assert.equal(field("Instructions").value, "");
  });

  it("saves what is filled in, and nothing of the rest", async () => {
    panel.press("Thread options…");
    fill("Instructions", "Be brief.");
    fill("Maximum steps", "3");
    fill("Temperature", "0.5");
    panel.press("Add entry to Request context", dialog());
    fill("Name", "tenant");
    fill("Value", "acme");
    await save();
    assert.deepEqual(posted(), [
      {
        type: "setThreadOptions",
        options: { instructions: "Be brief.", maxSteps: 3, temperature: 0.5, requestContext: { tenant: "acme" } },
      },
    ]);
    assert.equal(isOpen(), false);
  });

  it("says what does not fit, and sends none of it", async () => {
    panel.press("Thread options…");
    fill("Maximum steps", "0");
    fill("Temperature", "3");
    await save();
    assert.deepEqual(posted(), []);
    assert.equal(document.activeElement, field("Maximum steps"));
    assert.equal(field("Temperature").getAttribute("aria-invalid"), "true");
  });

  it("begins with what is set, says on its button that something is, and takes all of it back", async () => {
    panel.show({ options: { instructions: "Be brief.", requestContext: { tenant: "acme" } } });
    panel.press("Thread options… (2 set)");
    assert.ok(panel.button("Thread options… (2 set)")?.classList.contains("marked"));
    assert.deepEqual(
      [field("Instructions").value, field("Name").value, field("Value").value],
      ["Be brief.", "tenant", "acme"],
    );
    fill("Instructions", "");
    await save();
    assert.deepEqual(posted(), [{ type: "setThreadOptions", options: { requestContext: { tenant: "acme" } } }]);
    panel.show({ options: { requestContext: { tenant: "acme" } } });
    panel.press("Thread options… (1 set)");
    panel.press("Reset all");
    assert.deepEqual(posted().at(-1), { type: "setThreadOptions", options: {} });
  });

  it("tells how many tokens the responses have used, as far as that is known", () => {
    panel.press("Thread options…");
    assert.doesNotMatch(dialog().textContent, /Tokens/);
    escape();
    const usages = [{ inputTokens: 1000, outputTokens: 20 }, undefined, { inputTokens: 500 }];
    const turns = usages.map((usage, id) => agentTurn(`${id}`, [], usage ? { usage } : {}));
    panel.show({}, [userTurn("question", "Hello"), ...turns]);
    panel.press("Thread options…");
    assert.match(dialog().textContent, /Tokens so far: 1,500 in, 20 out/);
  });

  it("opens by /options, with the focus back in the message box, and is gone with the thread", () => {
    panel.type("/options");
    panel.key("Escape");
    panel.key("Enter");
    assert.equal(panel.find('textarea[aria-label="Message"]').textContent, "");
    assert.ok(isOpen());
    escape();
    assert.equal(document.activeElement?.getAttribute("aria-label"), "Message");
    panel.press("Thread options…");
    panel.show({}, [], "other");
    assert.equal(isOpen(), false);
  });

  it("keeps what was typed while the view was hidden", () => {
    panel.press("Thread options…");
    fill("Instructions", "Half a sen");
    const next = new PanelPage(panel.api);
    next.show();
    panel.close();
    panel = next;
    panel.press("Thread options…");
    assert.equal(field("Instructions").value, "Half a sen");
  });
});
