import "../setup/dom";
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { initialValue } from "../../../src/webview/form/formValue";
import { readForm } from "../../../src/webview/form/readForm";
import { readSchema } from "../../../src/webview/form/readSchema";
import { mathLexer } from "../../../src/webview/markdown/mathPart";
import { Host } from "../../../src/webview/state/host";
import { Panel } from "../../../src/webview/state/panel";
import { xssPayloads } from "../../attacks/payloads";
import { fuzzes, target } from "../../fuzz/fuzzed";
import { anyValue, markdownPiece, recordOf, textOf } from "../../fuzz/pieces";
import { drawsFormulas, intruders } from "../attacks/allowedPage";
import { FakeApi, FakeScheduler } from "../setup/fakes";
import { MarkdownPage } from "../setup/markdownPage";

const mathPiece = fc.constantFrom(
  "$",
  "$$",
  "\\(",
  "\\)",
  "\\frac{",
  "}",
  "{",
  "\\href{x}",
  "\\text{",
  "^",
  "_",
  "&",
  "\\\\",
);
const written = fc.oneof(markdownPiece, mathPiece, fc.constantFrom(...xssPayloads()));

const keywords = fc.constantFrom(
  ..."type properties items required enum const anyOf oneOf allOf $ref $defs pattern format default title".split(" "),
);
const schema = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("object", "array", "string", "number", "#/$defs/a", "#", "(a+)+$", "__proto__"),
    anyValue,
    fc.dictionary(keywords, tie("node")),
    fc.array(tie("node"), { maxLength: 3 }),
  ),
})).node;

const saved = recordOf(
  ["owner", "draft", "scroll", "edit", "responsesOnly", "forms"],
  fc.oneof(anyValue, recordOf(["threadId", "turnId", "text", "revision", "offset", "following"])),
);

describe("what the panel is told never breaks it", () => {
  drawsFormulas();
  before(() => mathLexer());

  fuzzes([
    // A case draws twice, in jsdom: two hundred take about a second.
    target(
      "Markdown, as it grows and as it ends",
      fc.tuple(textOf(written), fc.nat(200)),
      ([text, cut]) => {
        const page = new MarkdownPage();
        assert.deepEqual(intruders(page.draw(text.slice(0, cut)).root), []);
        assert.deepEqual(intruders(page.draw(text, true).root), []);
      },
      200,
    ),
    target(
      "forms of any schema",
      schema,
      (any) => {
        const field = readSchema(any);
        readForm(field, initialValue(field), any);
      },
      1_000,
    ),
    target("what an earlier life of the view has saved", fc.oneof(saved, anyValue), (state) => {
      const panel = new Panel(new Host(new FakeApi(state)), new FakeScheduler(), () => undefined);
      assert.equal(typeof panel.model.draft.text, "string");
    }),
  ]);
});
