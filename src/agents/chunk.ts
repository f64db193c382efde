/**
 * The parts of Mastra's stream protocol that a conversation shows (facts/mastra.md §5). Every other
 * chunk becomes `other`, so that a newer server never breaks an older extension.
 */
export type AgentChunk =
  /** Not from the wire: the server has taken the request and begins to answer. */
  | { readonly type: "accepted" }
  | { readonly type: "start"; readonly runId: string | undefined }
  | { readonly type: "text-delta"; readonly id: string; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly id: string; readonly text: string }
  | { readonly type: "reasoning-end"; readonly id: string }
  | { readonly type: "tool-call-start"; readonly toolCallId: string; readonly toolName: string }
  | { readonly type: "tool-call-delta"; readonly toolCallId: string; readonly toolName: string; readonly text: string }
  | { readonly type: "tool-call"; readonly toolCallId: string; readonly toolName: string; readonly args: unknown }
  | { readonly type: "tool-result"; readonly toolCallId: string; readonly toolName: string; readonly result: unknown }
  | { readonly type: "tool-error"; readonly toolCallId: string; readonly toolName: string; readonly message: string }
  | { readonly type: "tool-denied"; readonly toolCallId: string; readonly toolName: string }
  | {
      readonly type: "tool-call-approval" | "tool-call-suspended";
      readonly toolCallId: string;
      readonly toolName: string;
      readonly args: unknown;
      readonly runId: string | undefined;
    }
  | { readonly type: "source"; readonly id: string; readonly title: string; readonly url: string }
  | { readonly type: "error"; readonly message: string }
  | { readonly type: "tripwire"; readonly reason: string }
  | { readonly type: "abort" }
  | { readonly type: "finish"; readonly reason: string }
  | { readonly type: "other"; readonly name: string };

/** True for the chunks after which a turn has properly ended; anything else is a lost connection. */
export function endsTurn(chunk: AgentChunk): boolean {
  switch (chunk.type) {
    case "finish":
    case "abort":
    case "tripwire":
    case "tool-call-approval":
    case "tool-call-suspended":
      return true;
    default:
      return false;
  }
}
