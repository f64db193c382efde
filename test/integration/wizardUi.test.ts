import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { EditorUi } from "../../src/editor/configureServer/wizardUi";
import type { Answer, TextStep } from "../../src/editor/configureServer/wizardUi";
import { pressing } from "./contextWorkspace";

const ACCEPT = "workbench.action.acceptSelectedQuickOpenItem";
const BACK = "workbench.action.quickInputBack";
const ESCAPE = "workbench.action.closeQuickOpen";

describe("EditorUi", () => {
  const ui = new EditorUi();
  const step = (more: Partial<TextStep> = {}): TextStep => ({
    title: "Configure Server",
    prompt: "Address",
    value: "https://mastra.example.com",
    step: 2,
    totalSteps: 3,
    canGoBack: true,
    validate: () => undefined,
    ...more,
  });

  it("takes over a text with Enter", async () => {
    deepStrictEqual(await pressing(ACCEPT, ui.askText(step())), { text: "https://mastra.example.com" });
  });

  it("stays open while the text is not valid", async () => {
    let checks = 0;
    const validate = (): string | undefined => (++checks < 3 ? "Not yet." : undefined);
    deepStrictEqual(await pressing(ACCEPT, ui.askText(step({ validate }))), { text: "https://mastra.example.com" });
    strictEqual(checks, 3);
  });

  it("goes back with the Back button", async () => {
    strictEqual(await pressing<Answer>(BACK, ui.askText(step())), "back");
  });

  it("leaves with Escape, from a text and from a list", async () => {
    strictEqual(await pressing<Answer>(ESCAPE, ui.askText(step())), "left");
    strictEqual(await pressing(ESCAPE, ui.pick("Mastra server", [{ label: "Staging", value: 1 }])), undefined);
  });

  it("picks from a list with the current one marked", async () => {
    const choices = [
      { label: "Staging", description: "https://staging.example.com", current: true, value: "staging" },
      { label: "Production", value: "production" },
    ];
    strictEqual(await pressing(ACCEPT, ui.pick("Mastra server", choices)), "staging");
  });
});
