import type { FileContent, TextContent, ToolCallContent, ToolResultContent, TurnMessage } from "../../agents/modelTurn";
import { type ChatMessage, isImage, isToolCall, isToolResult, ROLE, type DataPart, wordsOf } from "./messageParts";
import { withoutLines } from "./stepLines";
import { toBase64 } from "../../shared/bytes";

export interface TurnConversation {
  readonly system: string;
  readonly messages: readonly TurnMessage[];
}

/** What agents are told in the place of results that are missing; people do not read it. */
const UNFINISHED = "The tool call was not finished.";
const EMPTY = "The tool call has no result.";
const IMAGE = "The result is the image in the next message.";

class Conversation {
  readonly messages: TurnMessage[] = [];
  /** Names of the calls that wait for their results. */
  private readonly open = new Map<string, string>();

  addAssistant(parts: readonly unknown[]): void {
    this.closeCalls();
    const text = withoutLines(parts.map(wordsOf).join(""));
    const calls = parts.filter(isToolCall).map(({ callId, name, input }): ToolCallContent => {
      this.open.set(callId, name);
      return { type: "tool-call", toolCallId: callId, toolName: name, input };
    });
    this.add("assistant", [...words(text), ...calls]);
  }

  addUser(parts: readonly unknown[]): void {
    const results = parts.filter(isToolResult);
    const answered: ToolResultContent[] = [];
    const rest: (TextContent | FileContent)[] = [];
    for (const { callId, content } of results) {
      const toolName = this.open.get(callId);
      const value = content.map(wordsOf).join("");
      const images = content.filter(isImage);
      if (toolName === undefined) {
        rest.push(...words(value));
      } else {
        this.open.delete(callId);
        answered.push(resultOf(callId, toolName, value || (images.length > 0 ? IMAGE : EMPTY)));
      }
      rest.push(...images.map(fileOf));
    }
    if (answered.length > 0) {
      this.messages.push({ role: "tool", content: answered });
    }
    for (const part of parts) {
      rest.push(...(isToolResult(part) ? [] : isImage(part) ? [fileOf(part)] : words(wordsOf(part))));
    }
    if (rest.length > 0) {
      this.closeCalls();
      this.add("user", rest);
    }
  }

  /** Nothing more will come to calls that wait. */
  closeCalls(): void {
    if (this.open.size > 0) {
      const content = [...this.open].map(([callId, toolName]) => resultOf(callId, toolName, UNFINISHED));
      this.messages.push({ role: "tool", content });
      this.open.clear();
    }
  }

  private add(role: "user", content: readonly (TextContent | FileContent)[]): void;
  private add(role: "assistant", content: readonly (TextContent | ToolCallContent)[]): void;
  private add(role: "user" | "assistant", content: readonly unknown[]): void {
    // Providers refuse a message that says nothing.
    if (content.length > 0) {
      this.messages.push({ role, content } as TurnMessage);
    }
  }
}

/**
 * VS Code's messages as Mastra takes them: system messages apart, calls in an `assistant` message and their results
 * in a `tool` message behind it. A call without a result, as a person who stops leaves it, and a result without a
 * call, as a shortened history has it, are refused by providers: the one gets a result, the other becomes text.
 */
export function turnConversation(messages: readonly ChatMessage[]): TurnConversation {
  const system: string[] = [];
  const conversation = new Conversation();
  for (const { role, content } of messages) {
    if (role === ROLE.system) {
      system.push(content.map(wordsOf).join(""));
    } else if (role === ROLE.assistant) {
      conversation.addAssistant(content);
    } else {
      conversation.addUser(content);
    }
  }
  conversation.closeCalls();
  return { system: system.filter((words) => words.trim() !== "").join("\n\n"), messages: conversation.messages };
}

function words(text: string): readonly TextContent[] {
  return text.trim() === "" ? [] : [{ type: "text", text }];
}

function fileOf({ mimeType, data }: DataPart): FileContent {
  return { type: "file", data: toBase64(data), mediaType: mimeType };
}

function resultOf(toolCallId: string, toolName: string, value: string): ToolResultContent {
  return { type: "tool-result", toolCallId, toolName, output: { type: "text", value } };
}
