import type { HiddenThread } from "./hiddenThread";
import { memoryBody } from "./memory";

/** A tool that whoever asks runs itself: the run ends at its call, and the result comes with the next turn. */
export interface ClientTool {
  readonly id: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly inputSchema: object;
}

/**
 * One turn of a conversation that is kept somewhere else, with everything that was said before. Its shape is that
 * of the AI SDK's model messages, which Mastra takes as they are.
 */
export interface ModelTurn {
  readonly messages: readonly TurnMessage[];
  /**
   * Said to the agent besides its own instructions, for this turn alone. Mastra's `instructions` would take the
   * place of the agent's own, and with them what its owner has told it to do and not to do.
   */
  readonly system: string;
  readonly clientTools: Readonly<Record<string, ClientTool>>;
  /** Set when one of the client tools must be called. */
  readonly toolChoice?: "required";
}

export type TurnMessage =
  | { readonly role: "user"; readonly content: readonly (TextContent | FileContent)[] }
  | { readonly role: "assistant"; readonly content: readonly (TextContent | ToolCallContent)[] }
  | { readonly role: "tool"; readonly content: readonly ToolResultContent[] };

export interface TextContent {
  readonly type: "text";
  readonly text: string;
}

export interface FileContent {
  readonly type: "file";
  /** Bare base64. */
  readonly data: string;
  readonly mediaType: string;
}

export interface ToolCallContent {
  readonly type: "tool-call";
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: object;
}

export interface ToolResultContent {
  readonly type: "tool-result";
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: { readonly type: "text"; readonly value: string };
}

/** The body of the request. @param hidden left out where the server takes a turn without a thread */
export function modelTurnBody(
  { messages, system, clientTools, toolChoice }: ModelTurn,
  hidden: HiddenThread | undefined,
): Readonly<Record<string, unknown>> {
  return {
    messages,
    ...(system === "" ? {} : { system }),
    ...(Object.keys(clientTools).length === 0 ? {} : { clientTools }),
    ...(toolChoice ? { toolChoice } : {}),
    ...memoryBody(hidden),
  };
}
