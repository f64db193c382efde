import { strictEqual } from "node:assert/strict";
import { decodeReferences } from "../../../src/agents/characterReferences";

describe("decodeReferences", () => {
  it("resolves names and numbers, and leaves what it does not know", () => {
    strictEqual(decodeReferences("R&amp;D &lt;3&#33; &#x1F600; &nope; &amp &;"), "R&D <3! 😀 &nope; &amp &;");
  });

  it("shows the sign for what is not there in place of what is no character", () => {
    strictEqual(decodeReferences("&#0; &#xD800; &#x110000;"), "\ufffd \ufffd \ufffd");
    strictEqual(decodeReferences("&constructor; &__proto__;"), "&constructor; &__proto__;");
  });
});
