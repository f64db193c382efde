import assert from "node:assert/strict";
import type { Part } from "../../../src/shared/transcript";
import { mathLexer } from "../../../src/webview/markdown/mathPart";
import { plainMarkdown, turnRuns } from "../../../src/webview/find/turnSearchText";
import { agentTurn, textPart, userTurn } from "../setup/fakes";

describe("plainMarkdown", () => {
  it("takes the signs away that are not drawn", () => {
    assert.equal(
      plainMarkdown("## Title\nSome **bold**, *slanted*, ~~old~~ and `code`."),
      "Title\nSome bold, slanted, old and code.",
    );
    assert.equal(plainMarkdown("See [the docs](https://x.test/a_b) and ![a map](m.png)"), "See the docs and a map");
  });

  it("leaves names and code as they are", () => {
    assert.equal(plainMarkdown("snake_case_name and 2 * 3 * 4"), "snake_case_name and 2 * 3 * 4");
    assert.equal(plainMarkdown("`a ** b`"), "a ** b");
    assert.equal(
      plainMarkdown("```py\nx = a ** b  # [1](2)\n```\nafter **that**"),
      "\nx = a ** b  # [1](2)\n\nafter that",
    );
  });

  it("has formulas as they were written, but for what stands around them", async () => {
    await mathLexer();
    assert.equal(plainMarkdown("**The** \\(a_1 * b_2\\) costs _$5_"), "The \\(a_1 * b_2\\) costs $5");
    assert.equal(plainMarkdown("# T\n$$\n# a_1 *b*\n[c](d)\n$$\n*end*"), "T\n$$\n# a_1 *b*\n[c](d)\n$$\nend");
    assert.equal(plainMarkdown("`$x_1$` and $x_1$"), "$x_1$ and $x_1$");
  });

  it("returns a plain text as the same text", () => {
    assert.equal(plainMarkdown("Nothing here."), "Nothing here.");
    assert.equal(plainMarkdown(""), "");
  });
});

describe("turnRuns", () => {
  const words = (...parts: Part[]) => turnRuns(agentTurn("a", parts)).map((run) => run.text);

  it("holds everything that an answer shows", () => {
    const call: Part = {
      kind: "tool",
      id: "c",
      toolName: "getWeather",
      status: "failed",
      argsText: "{}",
      args: { city: "Paris" },
      progress: [{ label: "Asking the satellite", value: { step: 2 } }],
      nested: [textPart("Sub-agent speaking")],
      suspension: { payload: { question: "Which Paris?" } },
      result: [{ sky: "grey" }, null, 14],
      error: "Out of order.",
      reason: "Too costly",
    };
    const all = words(
      { kind: "reasoning", id: "r", text: "Hmm", finished: true },
      call,
      { kind: "source", id: "s", title: "Open-Meteo", url: "https://open-meteo.com/" },
      { kind: "file", id: "f", name: "map.png", mediaType: "image/png" },
      { kind: "object", id: "o", value: { deep: { er: true } }, finished: true },
      { kind: "data", id: "d", name: "cost", note: { label: "3 cents" } },
      { kind: "step", id: "w", name: "collect", status: "done", output: "collected", parts: [textPart("Inner")] },
    ).join("\n");
    for (const expected of [
      "Hmm",
      "getWeather",
      "city",
      "Paris",
      "satellite",
      "Sub-agent",
      "Which Paris?",
      "grey",
      "14",
      "Out of order.",
      "Too costly",
      "Open-Meteo",
      "map.png",
      "deep",
      "true",
      "cost",
      "3 cents",
      "collect",
      "collected",
      "Inner",
    ]) {
      assert.ok(all.includes(expected), expected);
    }
  });

  it("tells texts apart from the rest, in the order of the parts, and adds the error", () => {
    const call: Part = { kind: "tool", id: "c", toolName: "tool", status: "writing", argsText: '{"a' };
    const turn = agentTurn("a", [textPart("One"), call, textPart("Two")], {
      error: { message: "Broke.", actions: [] },
    });
    assert.deepEqual(turnRuns(turn), [
      { text: "One", block: 0 },
      { text: "tool", block: -1 },
      { text: '{"a', block: -1 },
      { text: "Two", block: 1 },
      { text: "Broke.", block: -1 },
    ]);
  });

  it("takes a question as it was typed and an answer as it is drawn", () => {
    assert.deepEqual(turnRuns(userTurn("u", "**not bold**")), [{ text: "**not bold**", block: 0 }]);
    assert.deepEqual(words(textPart("**bold** and [a link](https://x.test)")), ["bold and a link"]);
  });

  it("survives values that are nested without end", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level < 50_000; level++) {
      deep = { deep };
    }
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = circle;
    assert.ok(words({ kind: "object", id: "o", value: deep, finished: true })[0]?.endsWith("bottom"));
    assert.match(words({ kind: "object", id: "o", value: circle, finished: true })[0] ?? "", /circle/);
    let parts: Part[] = [textPart("innermost")];
    for (let level = 0; level < 5000; level++) {
      parts = [{ kind: "step", id: "s", name: "level", status: "done", parts }];
    }
    assert.ok(words(...parts).length > 10);
  });
});
