import assert from "node:assert/strict";
import { setFormatLanguage } from "../../../../src/shared/formats";
import { keyComparer, sortKey } from "../../../../src/webview/markdown/table/sortKey";

function sorted(words: readonly string[], language = "en"): readonly string[] {
  setFormatLanguage(language);
  const compare = keyComparer();
  try {
    return words
      .map((word) => ({ word, key: sortKey(word) }))
      .sort((a, b) => compare(a.key, b.key))
      .map(({ word }) => word);
  } finally {
    setFormatLanguage("en");
  }
}

describe("sortKey", () => {
  it("reads numbers with signs, separators, currencies and units", () => {
    for (const [text, value] of [
      ["-5", -5],
      ["−5 °C", -5],
      ["1,234.5", 1234.5],
      ["1.234,5", 1234.5],
      ["1 234", 1234],
      ["1,234,567", 1_234_567],
      ["12,5", 12.5],
      ["$1,200", 1200],
      ["1.200,50 €", 1200.5],
      ["45 %", 45],
      ["2.5e3", 2500],
      ["12 mm a day", 12],
    ] as const) {
      assert.deepEqual(sortKey(text), { kind: "number", value }, text);
    }
  });

  it("takes a separator before three digits for what it is in the display language", () => {
    assert.equal(sortKey("1,234").value, 1234);
    assert.equal(sortKey("1.234").value, 1.234);
    setFormatLanguage("de");
    assert.equal(sortKey("1,234").value, 1.234);
    assert.equal(sortKey("1.234").value, 1234);
    setFormatLanguage("en");
  });

  it("orders dates by time, however they are written", () => {
    assert.deepEqual(sorted(["3 May 2024", "2023-12-31", "May 1, 2024", "02.05.2024", "Jan 2024"]), [
      "2023-12-31",
      "Jan 2024",
      "May 1, 2024",
      "02.05.2024",
      "3 May 2024",
    ]);
    assert.deepEqual(sorted(["12/01/2024", "01/02/2024"], "en"), ["01/02/2024", "12/01/2024"]);
    assert.deepEqual(sorted(["12/01/2024", "01/02/2024"], "en-GB"), ["12/01/2024", "01/02/2024"]);
    assert.deepEqual(sorted(["3. März 2024", "1. Februar 2024"], "de"), ["1. Februar 2024", "3. März 2024"]);
    assert.deepEqual(sorted(["10:05", "9:30"]), ["9:30", "10:05"]);
  });

  it("orders words as the language does, numbers in them by what they say, and puts empty cells last", () => {
    assert.deepEqual(sorted(["item 10", "Item 2", "ähre", "zebra", "", "7", "—"]), [
      "7",
      "ähre",
      "Item 2",
      "item 10",
      "zebra",
      "",
      "—",
    ]);
    assert.deepEqual(sorted(["zebra", "ähre"], "sv"), ["zebra", "ähre"]);
    assert.deepEqual(sortKey("v1.2.3"), { kind: "text", value: "v1.2.3" });
  });
});
