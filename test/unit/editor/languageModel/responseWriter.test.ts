import { deepStrictEqual, match, throws } from "node:assert/strict";
import type { AgentChunk } from "../../../../src/agents/chunk";
import { ResponseWriter } from "../../../../src/editor/languageModel/responseWriter";
import { UserFacingError } from "../../../../src/shared/userFacingError";

const finish = (reason = "stop"): AgentChunk => ({ type: "finish", reason });
const words = (text: string, id = "t"): AgentChunk => ({ type: "text-delta", id, text });
const call = (toolName: string, toolCallId = toolName, args: unknown = {}): AgentChunk => ({
  type: "tool-call",
  toolCallId,
  toolName,
  args,
});

/** What VS Code gets for these chunks; its own calls as "name(arguments)". */
function written(...chunks: readonly AgentChunk[]): { text: string; calls: string[]; end: () => void } {
  const seen = { text: "", calls: [] as string[] };
  const writer = new ResponseWriter(
    {
      text: (value) => (seen.text += value.replaceAll("\u2060", "")),
      toolCall: (callId, name, input) => seen.calls.push(`${callId}:${name}(${JSON.stringify(input)})`),
    },
    { clientTools: new Set(["read_file", "run_in_terminal"]), agentName: "Coder", server: "mastra.example.com" },
  );
  writer.write(chunks);
  return { ...seen, end: () => writer.end() };
}

function failure(...chunks: readonly AgentChunk[]): string {
  let message = "";
  throws(
    () => written(...chunks).end(),
    (error: unknown) => {
      message = error instanceof UserFacingError ? error.message : String(error);
      return true;
    },
  );
  return message;
}

describe("ResponseWriter", () => {
  it("passes words on as they come, two texts as two paragraphs", () => {
    const { text, end } = written(words("It "), words("is "), words("warm."), words("Take water.", "u"), finish());
    deepStrictEqual(text, "It is warm.\n\nTake water.");
    end();
  });

  it("hands VS Code the calls of its own tools, each once, and tells those of the server in a line", () => {
    const { text, calls, end } = written(
      words("I look."),
      call("getWeather"),
      { type: "tool-result", toolCallId: "getWeather", toolName: "getWeather", result: { tempC: 21 } },
      words("Warm.", "u"),
      call("read_file", "1", { filePath: "/a" }),
      call("read_file", "1", { filePath: "/a" }),
      call("run_in_terminal", "2", "not an object"),
      finish("tool-calls"),
    );
    deepStrictEqual(text, "I look.\n\n*Tool call: getWeather*\n\nWarm.");
    deepStrictEqual(calls, ['1:read_file({"filePath":"/a"})', "2:run_in_terminal({})"]);
    end();
  });

  it("says what failed on the server, and leaves failures of VS Code's tools to VS Code", () => {
    const failed = (toolName: string): AgentChunk => ({
      type: "tool-error",
      toolCallId: "1",
      toolName,
      message: "No figures\nsecond line",
    });
    deepStrictEqual(written(failed("getWeather"), finish()).text, "*Tool call getWeather failed: No figures*");
    deepStrictEqual(written(failed("read_file"), finish()).text, "");
  });

  it("ends a run that waits for a person with one sentence", () => {
    const waiting = (type: "tool-call-approval" | "tool-call-suspended", toolName: string): AgentChunk => ({
      type,
      toolCallId: "1",
      toolName,
      args: { a: 1 },
      runId: "r",
    });
    const approval = written(waiting("tool-call-approval", "bookTrip"));
    match(approval.text, /^\*bookTrip needs your approval, .* Ask Coder there, and approve the tool call\.\*$/);
    approval.end();
    const form = written(waiting("tool-call-suspended", "askName"));
    match(form.text, /^\*askName asks for something, .* Ask Coder there, and answer it\.\*$/);
    form.end();
    // The person's setting makes the server wait before VS Code's tools, too; VS Code asks itself.
    const ours = written(call("read_file", "1", { a: 1 }), waiting("tool-call-approval", "read_file"));
    deepStrictEqual([ours.text, ours.calls], ["", ['1:read_file({"a":1})']]);
    ours.end();
  });

  it("fails with one sentence, without the stack, after everything that came before", () => {
    const broken: AgentChunk = { type: "error", message: "provider exploded" };
    match(
      failure(words("So far"), broken, finish("error")),
      /^The agent's run failed on the server: provider exploded$/,
    );
    match(failure(finish("error")), /^The agent's run failed on the server\. /);
    match(failure({ type: "tripwire", reason: "blocked by policy" }), /guard stopped this response: blocked by policy/);
    match(failure(words("So far")), /^The connection to mastra\.example\.com was lost/);
  });

  it("says when a response is cut off", () => {
    match(written(words("Long"), finish("length")).text, /^Long\n\n\*The model reached its length limit/);
    match(written(words("Bad"), finish("content-filter")).text, /\*The model's content filter ended/);
  });

  it("shows objects as code, files and sources by their names, and no reasoning", () => {
    const { text, end } = written();
    deepStrictEqual(text, "");
    throws(end);
    deepStrictEqual(
      written({ type: "object", value: { a: 1 }, final: false }, { type: "object", value: { a: 2 }, final: true }).text,
      '```json\n{\n  "a": 2\n}\n```',
    );
    deepStrictEqual(
      written({ type: "file", name: "chart.png", mediaType: "image/png", base64: "AAAA" }).text,
      "*File: chart.png*",
    );
    deepStrictEqual(written({ type: "reasoning-delta", id: "r", text: "hm" }, finish()).text, "");
    const source = (url: string, title: string): AgentChunk => ({ type: "source", id: url, title, url });
    const seen: string[] = [];
    const writer = new ResponseWriter(
      { text: (value) => seen.push(value), toolCall: () => undefined },
      { clientTools: new Set(), agentName: "", server: "" },
    );
    writer.write([
      words("See"),
      source("https://a.example.com", "A [1]"),
      source("javascript:alert(1)", "B"),
      finish(),
    ]);
    writer.end();
    deepStrictEqual(seen.join(""), "See\n\n- [A \\[1\\]](<https://a.example.com>)");
  });
});
