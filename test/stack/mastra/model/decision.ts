import type { Conversation } from "./prompt";

/** One step of the model, in the order in which it is streamed; what is missing is left out. */
export interface Decision {
  readonly reasoning?: string;
  readonly text?: string;
  readonly sources?: readonly WebSource[];
  readonly files?: readonly GeneratedFile[];
  /** Several are called in the same step. */
  readonly toolCalls?: readonly ToolCall[];
  /** The provider fails with this message after what was streamed so far. */
  readonly failure?: string;
  /** Why the answer ends before it is whole. */
  readonly cutOff?: "length" | "content-filter";
}

export interface ToolCall {
  readonly toolName: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface WebSource {
  readonly title: string;
  readonly url: string;
}

export interface GeneratedFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface ModelContext {
  readonly agentId: string;
  readonly apiUrl: string;
  /** Names of the tools that may be called in this step. */
  readonly tools: readonly string[];
  /** What the request sets it to. */
  readonly temperature?: number;
  /** JSON schemas of their arguments, by name. */
  readonly schemas?: Readonly<Record<string, unknown>>;
}

/** The rules of one agent's model: what it does next in a conversation. */
export type Decide = (conversation: Conversation, context: ModelContext) => Decision;
