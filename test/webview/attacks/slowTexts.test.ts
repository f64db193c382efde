import "../setup/dom";
import assert from "node:assert/strict";
import { mathLexer } from "../../../src/webview/markdown/mathPart";
import { slowTexts } from "../../attacks/payloads";
import { MarkdownPage } from "../setup/markdownPage";
import { drawsFormulas, intruders } from "./allowedPage";

// No times are asserted: what grows without measure never reaches the end of this file.
describe("texts over which readers of Markdown have spent minutes", () => {
  drawsFormulas();
  before(() => mathLexer());

  for (const [name, text] of Object.entries(slowTexts)) {
    it(`are drawn to their end: ${name}`, function () {
      this.timeout(60_000);
      const { root } = new MarkdownPage().draw(`${text}\n\nThe end of it.`, true);
      assert.match(root.textContent.slice(-200), /The end of it\./);
      assert.deepEqual(intruders(root), []);
    });
  }
});
