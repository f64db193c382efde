import assert from "node:assert/strict";
import { plainOutput, terminal } from "../../../src/webview/parts/terminalOutput";

const bar = [10, 50, 100].map((percent) => `\r\u001b[K\u001b[36mreading\u001b[39m ${percent}%`).join("");

describe("plainOutput", () => {
  it("says the same of colors and bars before and after what obeys the codes has been loaded", async () => {
    const texts = [
      `${bar.slice(1)}\n\u001b[32m✓\u001b[39m 3 passed`,
      "10%\r20%\nab\bc",
      "\u001b]8;;https://example.com/\u0007report\u001b]8;;\u0007",
      "nothing\r\nof that",
    ];
    const before = terminal.made === undefined ? texts.map(plainOutput) : undefined;
    await terminal();
    const after = texts.map(plainOutput);
    assert.deepEqual(after, ["reading 100%\n✓ 3 passed", "20%\nac", "report", "nothing\r\nof that"]);
    assert.deepEqual(before, after);
  });
});
