import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { toolStep } from "../../../../src/editor/languageModel/stepLines";
import { turnConversation } from "../../../../src/editor/languageModel/turnMessages";
import { assistant, data, promptTree, system, text, toolCall, toolResult, user } from "./parts";

const png = new Uint8Array([137, 80, 78, 71]);
const result = (toolCallId: string, toolName: string, value: string): object => ({
  type: "tool-result",
  toolCallId,
  toolName,
  output: { type: "text", value },
});

describe("turnConversation", () => {
  it("keeps VS Code's own prompt apart from the conversation", () => {
    const { system: prompt, messages } = turnConversation([
      system(text("You are an "), text("expert.")),
      system(text("  ")),
      system(text("Use tools.")),
      user(text("Hello")),
    ]);
    strictEqual(prompt, "You are an expert.\n\nUse tools.");
    deepStrictEqual(messages, [{ role: "user", content: [{ type: "text", text: "Hello" }] }]);
  });

  it("puts calls into the answer that made them and their results behind it, also several at once", () => {
    const { messages } = turnConversation([
      user(text("Read both")),
      assistant(text("Reading."), toolCall("1", "read_file", { filePath: "/a" }), toolCall("2", "read_file")),
      user(toolResult("1", promptTree("A")), toolResult("2", text("B"))),
      assistant(text("A and B.")),
      user(text("Thanks")),
    ]);
    deepStrictEqual(messages, [
      { role: "user", content: [{ type: "text", text: "Read both" }] },
      {
        role: "assistant",
        content: [
          { type: "text", text: "Reading." },
          { type: "tool-call", toolCallId: "1", toolName: "read_file", input: { filePath: "/a" } },
          { type: "tool-call", toolCallId: "2", toolName: "read_file", input: {} },
        ],
      },
      { role: "tool", content: [result("1", "read_file", "A"), result("2", "read_file", "B")] },
      { role: "assistant", content: [{ type: "text", text: "A and B." }] },
      { role: "user", content: [{ type: "text", text: "Thanks" }] },
    ]);
  });

  it("takes results that come in messages of their own", () => {
    const { messages } = turnConversation([
      assistant(toolCall("1", "a"), toolCall("2", "b")),
      user(toolResult("1", text("one"))),
      user(toolResult("2", text("two"))),
    ]);
    deepStrictEqual(messages.slice(1), [
      { role: "tool", content: [result("1", "a", "one")] },
      { role: "tool", content: [result("2", "b", "two")] },
    ]);
  });

  it("gives a call that was never answered a result, and takes a result without a call for words", () => {
    const { messages } = turnConversation([
      user(toolResult("gone", text("of a call long ago"))),
      assistant(toolCall("1", "run_in_terminal")),
      user(text("Stop, do this instead")),
      assistant(toolCall("2", "read_file")),
    ]);
    deepStrictEqual(messages, [
      { role: "user", content: [{ type: "text", text: "of a call long ago" }] },
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "run_in_terminal", input: {} }] },
      { role: "tool", content: [result("1", "run_in_terminal", "The tool call was not finished.")] },
      { role: "user", content: [{ type: "text", text: "Stop, do this instead" }] },
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "2", toolName: "read_file", input: {} }] },
      { role: "tool", content: [result("2", "read_file", "The tool call was not finished.")] },
    ]);
  });

  it("sends images, those that a tool brings in a message behind its result", () => {
    const file = { type: "file", data: Buffer.from(png).toString("base64"), mediaType: "image/png" };
    const { messages } = turnConversation([
      user(text("What is this?"), data("image/png", png)),
      assistant(toolCall("1", "view_image")),
      user(toolResult("1", data("image/png", png))),
    ]);
    deepStrictEqual(messages, [
      { role: "user", content: [{ type: "text", text: "What is this?" }, file] },
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "view_image", input: {} }] },
      { role: "tool", content: [result("1", "view_image", "The result is the image in the next message.")] },
      { role: "user", content: [file] },
    ]);
  });

  it("leaves out messages that say nothing, and the lines that are not the agent's", () => {
    const { messages } = turnConversation([
      user(text("Weather?")),
      assistant(text(`${toolStep("getWeather")}\n\nSunny.`)),
      assistant(text(" ")),
      assistant({ value: "thoughts", metadata: {} }),
      user(data("cache_control", "ephemeral")),
    ]);
    deepStrictEqual(messages, [
      { role: "user", content: [{ type: "text", text: "Weather?" }] },
      { role: "assistant", content: [{ type: "text", text: "Sunny." }] },
    ]);
  });
});
