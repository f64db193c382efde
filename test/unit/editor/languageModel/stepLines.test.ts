import { ok, strictEqual } from "node:assert/strict";
import { failedToolStep, line, toolStep, withoutLines } from "../../../../src/editor/languageModel/stepLines";

describe("stepLines", () => {
  it("writes one line of Markdown, whatever a tool is called or says", () => {
    strictEqual(toolStep("getWeather").replaceAll("\u2060", ""), "*Tool call: getWeather*");
    const failed = failedToolStep("get_weather", "No *figures*\n    at script (/srv/a.js:1:2)");
    strictEqual(failed.replaceAll("\u2060", ""), "*Tool call get\\_weather failed: No \\*figures\\**");
    strictEqual(failedToolStep("x", "").replaceAll("\u2060", ""), "*Tool call x failed*");
  });

  it("finds its lines again in what VS Code sends back, and nothing else", () => {
    const response = `Let me look.\n\n${toolStep("getWeather")}\n\n${failedToolStep("b", "no")}\n\nIt is *warm*.`;
    strictEqual(withoutLines(response), "Let me look.\n\nIt is *warm*.");
    strictEqual(withoutLines(`${toolStep("a")}\n\nSunny`), "Sunny");
    strictEqual(withoutLines(`Sunny\n\n${line("cut off")}`), "Sunny");
    const foreign = "*Tool call: getWeather*\n\n* a list\n* of two";
    strictEqual(withoutLines(foreign), foreign);
    ok(!withoutLines(response).includes("\u2060"));
  });
});
