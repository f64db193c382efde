import { deepStrictEqual } from "node:assert/strict";
import type { AgentChunk } from "../../../../src/agents/chunk";
import { reduceTurn } from "../../../../src/chat/reducer/turnReducer";
import { newTurn } from "../../../../src/chat/turn/turnChanges";
import { TurnPrinter } from "../../../../src/editor/participant/turnPrinter";
import type { Part, ToolCallPart, Turn } from "../../../../src/shared/transcript";

function recorder(): { readonly lines: string[]; readonly printer: TurnPrinter } {
  const lines: string[] = [];
  const printer = new TurnPrinter({
    text: (value) => lines.push(value),
    progress: (value) => lines.push(`progress: ${value}`),
    source: (url) => lines.push(`source: ${url}`),
    files: (paths) => paths.length > 0 && lines.push(`files: ${paths.join(" ")}`),
  });
  return { lines, printer };
}

const turnOf = (...parts: Part[]): Turn => newTurn({ role: "agent", agentName: "A", state: "streaming", parts });
const call = (more: Partial<ToolCallPart>): ToolCallPart => ({
  kind: "tool",
  id: "c1",
  toolName: "getWeather",
  status: "running",
  argsText: "",
  ...more,
});

describe("TurnPrinter", () => {
  it("writes an agent's stream as it comes, each word once", () => {
    const chunks: readonly AgentChunk[] = [
      { type: "text-delta", id: "1", text: "Hel" },
      { type: "text-delta", id: "1", text: "lo" },
      { type: "tool-call", toolCallId: "c1", toolName: "getWeather", args: { location: "Oslo" } },
      { type: "tool-result", toolCallId: "c1", toolName: "getWeather", result: { ok: true } },
      { type: "text-delta", id: "2", text: "Cold." },
    ] as readonly AgentChunk[];
    const { lines, printer } = recorder();
    let turn = turnOf();
    for (const chunk of chunks) {
      turn = reduceTurn(turn, chunk, 0);
      printer.print(turn);
      printer.print(turn);
    }
    deepStrictEqual(lines, ["Hel", "lo", "progress: Tool call: getWeather", "\n\nCold."]);
  });

  it("tells how a tool call goes on and fails, and which files it was called with", () => {
    const { lines, printer } = recorder();
    printer.print(turnOf(call({ status: "writing" })));
    printer.print(turnOf(call({ args: { filePath: "src/a.ts", paths: ["b.ts", 7], query: "c.ts" } })));
    printer.print(turnOf(call({ progress: [{ label: "Half", percent: 50 }] })));
    printer.print(turnOf(call({ status: "failed", error: "no such city\nat x" })));
    deepStrictEqual(lines, [
      "progress: Tool call: getWeather",
      "files: src/a.ts b.ts",
      "progress: Half",
      "progress: Tool call getWeather failed: no such city",
    ]);
  });

  it("tells the calls of a tool's own agent, and leaves its words to it", () => {
    const { lines, printer } = recorder();
    const nested: Part[] = [{ kind: "text", id: "1", text: "inner" }, { ...call({ id: "c2", toolName: "bookTrip" }) }];
    printer.print(turnOf(call({ nested }), { kind: "text", id: "1", text: "outer" }));
    deepStrictEqual(lines, ["progress: Tool call: getWeather", "progress: Tool call: bookTrip", "outer"]);
  });

  it("names sources once, files by name, and objects when they are whole", () => {
    const { lines, printer } = recorder();
    const source: Part = { kind: "source", id: "s", title: "T", url: "https://example.com/" };
    printer.print(
      turnOf(
        source,
        { ...source, id: "s2" },
        { ...source, id: "s3", url: "javascript:1" },
        { kind: "file", id: "f", name: "a_b.csv", mediaType: "text/csv", base64: "" },
        { kind: "object", id: "o", value: { a: 1 }, finished: false },
      ),
    );
    printer.print(turnOf({ kind: "object", id: "o", value: { a: 1 }, finished: true }));
    deepStrictEqual(lines, ["source: https://example.com/", "File: a\\_b.csv", '\n\n```json\n{\n  "a": 1\n}\n```']);
  });
});
