import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { grownBlock } from "../../../src/webview/markdown/markdownStream";
import { tableTools } from "../../../src/webview/markdown/table/tableView";
import { mathLexer, mathView } from "../../../src/webview/markdown/mathPart";
import { diagramView } from "../../../src/webview/diagram/diagramPart";
import { toolForm } from "../../../src/webview/parts/suspension";
import { terminal } from "../../../src/webview/parts/terminalOutput";
import { asMarkdown, hostileMessages, hostileState, hostileTurns, markdownPlaces } from "../../attacks/carriers";
import {
  drawnCarriers,
  forbiddenAddresses,
  hiddenCharacters,
  markdownLinks,
  remotePictures,
  xssPayloads,
} from "../../attacks/payloads";
import { MarkdownPage } from "../setup/markdownPage";
import { PanelPage } from "../setup/panelPage";
import { drawsFormulas, intruders } from "./allowedPage";

/** Opens what is folded, so that all of it is drawn. */
function unfold(page: PanelPage): void {
  for (let round = 0; round < 4; round++) {
    for (const fold of page.all("details:not([open]) > summary")) {
      void act(() => fold.click());
    }
  }
}

describe("what attackers write", function () {
  // Thousands of texts; a machine that is busy with something else needs its time.
  this.timeout(240_000);

  const payloads = xssPayloads();
  const everything = [...payloads, ...remotePictures, ...forbiddenAddresses, ...hiddenCharacters];

  before(() =>
    Promise.all([toolForm(), terminal(), mathLexer(), mathView(), diagramView(), tableTools(), grownBlock()]),
  );

  drawsFormulas();

  it("is a corpus of more than 300 payloads, all different", () => {
    assert.ok(payloads.length >= 300, String(payloads.length));
    assert.equal(new Set(payloads).size, payloads.length);
  });

  /** Draws each text as a finished answer, and says what is on the page that must not be. */
  function drawn(texts: readonly string[]): readonly (readonly [intruder: string, text: string])[] {
    const found = new Map<string, string>();
    for (const text of texts) {
      const { root } = new MarkdownPage().draw(text, true);
      intruders(root).forEach((line) => found.set(line, text));
    }
    return [...found];
  }

  it("makes no element, handler or address of an answer in Markdown", () => {
    // Each in one of the places; the browser's test has it in all of them.
    const inPlaces = everything.map((payload, index) => {
      const places = markdownPlaces(payload);
      return places[index % places.length] ?? payload;
    });
    assert.deepEqual(drawn(inPlaces), []);
  });

  it("makes none while the answer is written", () => {
    const page = new MarkdownPage();
    for (const payload of everything.filter((_, index) => index % 80 === 0)) {
      const text = asMarkdown(payload);
      for (let end = 0; end < text.length; end += 37) {
        assert.deepEqual(intruders(page.draw(text.slice(0, end)).root), [], text.slice(0, end));
      }
    }
  });

  it("makes no link but to the web and to mail", () => {
    const spellings = forbiddenAddresses.flatMap(markdownLinks);
    assert.deepEqual(drawn(spellings), []);
    for (const text of spellings) {
      const { root } = new MarkdownPage().draw(text, true);
      const links = [...root.querySelectorAll("a")].map((link) => link.href);
      // What is a bare address of the web within a text is one, whatever stands before it.
      assert.ok(
        links.every((href) => /^https?:\/\/|#$/.test(href)),
        `${text}: ${links.join()}`,
      );
    }
  });

  it("loads no picture of another host", () => {
    for (const text of remotePictures) {
      assert.equal(new MarkdownPage().draw(text, true).root.querySelector("[src], [srcset], link, style, base"), null);
    }
  });

  it("gets nothing through formulas and diagrams", async () => {
    const found = new Map<string, string>();
    for (const payload of everything.filter((_, index) => index % 12 === 0)) {
      const markdown = new MarkdownPage().draw(drawnCarriers(payload).join("\n\n"), true);
      await act(async () => {
        for (const button of markdown.root.querySelectorAll<HTMLElement>("[aria-label='Show diagram']")) {
          button.click();
        }
        await diagramView();
      });
      intruders(markdown.root).forEach((line) => found.set(line, payload));
    }
    assert.deepEqual([...found], []);
  });

  it("makes none in names, titles, tool calls, results, forms and lists", () => {
    const found = new Map<string, string>();
    const panel = new PanelPage();
    for (const payload of everything.filter((_, index) => index % 25 === 0)) {
      panel.show(hostileState(payload), hostileTurns(payload));
      hostileMessages(payload).forEach(({ type, ...body }) => panel.tell(type, body as never));
      unfold(panel);
      assert.equal(panel.all("article").length, 2, payload);
      assert.ok(panel.all("form.toolForm").length > 0, payload);
      intruders(document.body).forEach((line) => found.set(line, payload));
    }
    assert.deepEqual([...found], []);
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });
});
