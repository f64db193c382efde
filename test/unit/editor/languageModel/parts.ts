import type { ChatMessage } from "../../../../src/editor/languageModel/messageParts";

/** Parts of VS Code's messages by the fields that they have there. */
export const text = (value: string): object => ({ value });
export const toolCall = (callId: string, name: string, input: object = {}): object => ({ callId, name, input });
export const toolResult = (callId: string, ...content: readonly unknown[]): object => ({ callId, content });
export const data = (mimeType: string, bytes: Uint8Array | string): object => ({
  mimeType,
  data: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
});
export const promptTree = (...texts: readonly string[]): object => ({
  value: { node: { type: 1, children: [{ type: 1, children: texts.map((words) => ({ type: 2, text: words })) }] } },
});

export const user = (...content: readonly unknown[]): ChatMessage => ({ role: 1, content });
export const assistant = (...content: readonly unknown[]): ChatMessage => ({ role: 2, content });
export const system = (...content: readonly unknown[]): ChatMessage => ({ role: 3, content });
