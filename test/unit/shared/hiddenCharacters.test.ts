import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { withHiddenShown } from "../../../src/shared/hiddenCharacters";
import { hiddenCharacters } from "../../attacks/payloads";

describe("characters that nobody would see", function () {
  this.timeout(20_000);

  const shown: readonly (readonly [string, string])[] = [
    ["invoice\u202efdp.exe", "invoice�fdp.exe"],
    ["\u2066if\u2069 (isAdmin)", "�if� (isAdmin)"],
    ["pay\u200bpal\u200c.\u200dtest\ufeff", "pay�pal�.�test�"],
    ["ignore\u{e0041}\u{e0064}", "ignore����"],
    ["x\u115f\u1160\u3164y\uffa0", "x���y�"],
    ["a\u2060b\u2061c", "a�b�c"],
    ["left\u200eto\u200fright\u061c", "left�to�right�"],
    ["bell\u0007 escape\u001b", "bell� escape�"],
  ];
  for (const [text, expected] of shown) {
    it(`are shown in ${JSON.stringify(text)}`, () => strictEqual(withHiddenShown(text), expected));
  }

  const kept: readonly (readonly [string, string])[] = [
    ["emoji that are joined", "👩‍💻 and ❤️"],
    ["the tags of a flag", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["Persian, whose words are parted without a space", "می\u200cخواهم"],
    ["Hindi, whose letters are joined", "क्\u200dष"],
    ["Khmer, whose words are parted by a space without width", "ភាសា\u200bខ្មែរ"],
    ["Hebrew with marks of direction", "\u200fשלום C++\u200f"],
    ["a sign of a formula that stands alone", "\u2061"],
    ["lines, tabs and soft hyphens", "a\tb\r\nDonau\u00addampf"],
    ["what is outside of Unicode's first plane", "𝒳 😀"],
  ];
  for (const [what, text] of kept) {
    it(`are left alone in ${what}`, () => strictEqual(withHiddenShown(text), text));
  }

  it("change no length, nothing that is shown already, and nothing in plain text", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...hiddenCharacters))), (pieces) => {
        const text = pieces.join("");
        const once = withHiddenShown(text);
        strictEqual(once.length, text.length);
        strictEqual(withHiddenShown(once), once);
        ok(!/[\u202a-\u202e\u2066-\u2069]/.test(once));
      }),
    );
  });
});
