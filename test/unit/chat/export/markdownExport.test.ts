import { match, ok, strictEqual } from "node:assert/strict";
import { Lexer } from "marked";
import { exportMarkdown } from "../../../../src/chat/export/markdownExport";
import type { Part, Turn } from "../../../../src/shared/transcript";
import { answer, details, question, text, thread } from "./turns";

const exported = (...turns: readonly Turn[]): string => exportMarkdown(thread(...turns), details);
const said = (...parts: readonly Part[]): string => exported(answer(parts));

describe("exportMarkdown", () => {
  it("writes a conversation to read", () => {
    const file: Part = {
      kind: "context",
      id: "c",
      item: { id: "c", kind: "file", name: "a_b.ts", detail: "src/a_b.ts, lines 3–20", bytes: 9, openable: true },
      content: "secret content",
    };
    const markdown = exported(
      question("How *warm* is it?", file),
      answer([text("It is **24 °C**.\n\n```sh\nls\n```\n")], { model: "gpt-x" }),
    );
    strictEqual(
      markdown,
      [
        "# Weather in Lima",
        "Server: localhost:4111  \nExported: 2026-01-02T03:04:05.000Z",
        "## You",
        "*2026-01-01T00:00:00.000Z*",
        "How *warm* is it?",
        "- Attached: a\\_b.ts (src/a\\_b.ts, lines 3–20)",
        "## Weather Agent",
        "*2026-01-01T00:00:00.000Z · gpt-x*",
        "It is **24 °C**.\n\n```sh\nls\n```\n",
      ].join("\n\n"),
    );
  });

  it("folds reasoning", () => {
    const reasoning: Part = { kind: "reasoning", id: "r", text: "Hm.\n\nYes.", finished: true, durationMs: 3_400 };
    ok(said(reasoning).includes("<details>\n<summary>Thought process (3 s)</summary>\n\nHm.\n\nYes.\n\n</details>"));
  });

  it("writes a tool call with all that belongs to it", () => {
    const nested: Part = { kind: "tool", id: "n", toolName: "find_city", status: "done", argsText: "", result: "Lima" };
    const markdown = said({
      kind: "tool",
      id: "1",
      toolName: "getWeather",
      status: "failed",
      argsText: '{"city":"Lima"}',
      args: { city: "Lima" },
      result: "````",
      error: "It broke.\nTry again.",
      reason: "",
      progress: [{ label: "Looking", percent: 50 }],
      nested: [nested],
    });
    match(
      markdown,
      /### Tool getWeather: failed\n\nArguments:\n\n```json\n\{\n {2}"city": "Lima"\n\}\n```\n\n- Looking · 50%\n\n<details>/,
    );
    match(
      markdown,
      /<summary>Inside getWeather<\/summary>\n\n### Tool find\\_city: done\n\nResult:\n\n```\nLima\n```\n\n<\/details>/,
    );
    match(markdown, /Result:\n\n`````\n````\n`````\n\n> \*\*Error:\*\* It broke\.\n> Try again\.\n$/);
  });

  it("writes results as they came, without codes for a terminal, and what was asked with them", () => {
    const call = { kind: "tool", id: "1", toolName: "x", status: "done", argsText: "" } as const;
    ok(
      said({ ...call, result: '{"id":822106502566256641,"price":1.10}' }).includes(
        '```json\n{"id":822106502566256641,"price":1.10}\n```',
      ),
    );
    ok(said({ ...call, result: "\u001b[32m✓\u001b[39m 3 passed\n10%\r20%" }).includes("```\n✓ 3 passed\n20%\n```"));
    ok(said({ ...call, result: { out: "\u001b[32m✓\u001b[39m" } }).includes('"out": "✓"'));
    ok(said({ ...call, args: "ls\rrm" }).includes("```\nls\rrm\n```"));
    match(
      said({ ...call, status: "failed", error: "One\nTwo", result: { code: 7 } }),
      /"code": 7[^]*> \*\*Error:\*\* One\n> Two\n$/,
    );
  });

  it("tells how a call and a turn ended", () => {
    match(
      said({ kind: "tool", id: "1", toolName: "x", status: "declined", argsText: "{}", reason: "Too dear" }),
      /declined\n[^]*> Declined: Too dear/,
    );
    match(exported(answer([text("Half")], { state: "stopped" })), /Half\n\n\*Stopped\.\*\n$/);
    match(exported(answer([text("Half")], { state: "interrupted" })), /\*The connection was lost/);
    const error = { message: "The server has gone.", actions: ["showLog" as const] };
    match(exported(answer([], { state: "failed", error })), /> \*\*Error:\*\* The server has gone\.\n$/);
  });

  it("links sources that can be followed, and names the others", () => {
    const source = (url: string, title = "A [map]"): string => said({ kind: "source", id: "s", title, url });
    ok(source("https://a.test/x?y=<z>").includes("- Source: [A \\[map\\]](<https://a.test/x?y=%3Cz%3E>)"));
    ok(source("javascript:alert(1)").endsWith("- Source: A \\[map\\]\n"));
  });

  it("names files, steps, objects and data", () => {
    const markdown = said(
      { kind: "file", id: "f", name: "chart.png", mediaType: "image/png", base64: "AAAA" },
      { kind: "object", id: "o", value: { a: 1 }, finished: true },
      { kind: "data", id: "d", name: "progress", note: { label: "Half", percent: 50, value: [1] } },
      { kind: "step", id: "s", name: "fetch", status: "done", output: 7, parts: [text("inside")] },
    );
    match(
      markdown,
      /- File: chart\.png \(image\/png\)\n\n```json\n\{\n {2}"a": 1\n\}\n```\n\n\*\*progress\*\*\n\n- Half · 50%\n\n```json/,
    );
    match(
      markdown,
      /\*\*Step fetch\*\*: done\n\n<details>\n<summary>Inside fetch<\/summary>\n\ninside\n\n<\/details>\n\nResult:\n\n```json\n7\n```/,
    );
    ok(!markdown.includes("AAAA"));
  });

  it("does not let an answer that was cut off swallow the next turn", () => {
    const markdown = exported(
      answer([text("```js\nlet a")], { state: "interrupted" }),
      question("Go on <!-- x"),
      question("<!--"),
      answer([text("Done")]),
    );
    const headings = new Lexer().lex(markdown).filter(({ type }) => type === "heading");
    strictEqual(headings.length, 5);
  });

  it("has a heading without a title, and says what is missing", () => {
    const markdown = exportMarkdown(
      { threadId: "t", turns: [question("x")], earlier: true },
      { ...details, title: " " },
    );
    match(markdown, /^# Conversation\n/);
    match(markdown, /\*Earlier messages of this thread are not included\.\*/);
  });

  it("takes a five-megabyte result and a time that is none", () => {
    const markdown = exported(
      answer([{ kind: "tool", id: "1", toolName: "x", status: "done", argsText: "", result: "`".repeat(5_000_000) }], {
        createdAt: 1e300,
      }),
    );
    ok(markdown.length > 15_000_000);
    ok(markdown.includes("*1970-01-01T00:00:00.000Z*"));
  });
});
