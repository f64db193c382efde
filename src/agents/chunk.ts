import type { InEditor, ProgressNote, StepPart, Usage } from "../shared/transcript";
import type { Fields } from "./fields";

/** Names the tool call that a chunk is about. */
interface OfCall {
  readonly toolCallId: string;
  /** May be empty in chunks that follow the first one of a call. */
  readonly toolName: string;
}

/**
 * The parts of Mastra's stream protocol that a conversation shows (docs/wire.md#mastra-the-stream). Every other
 * chunk becomes `other`, so that a newer server never breaks an older extension.
 */
export type AgentChunk =
  /** Not from the wire: the server has taken the request and begins to answer; a kept run goes on without us. */
  | { readonly type: "accepted"; readonly kept?: true }
  | { readonly type: "start"; readonly runId: string | undefined; readonly messageId?: string }
  /** `step-start` and `step-finish`: the answer goes on in this message of the server's memory. */
  | { readonly type: "message"; readonly messageId: string }
  | { readonly type: "text-delta"; readonly id: string; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly id: string; readonly text: string }
  | { readonly type: "reasoning-end"; readonly id: string }
  | { readonly type: "redacted-reasoning"; readonly id: string }
  | ToolChunk
  | StepChunk
  | { readonly type: "source"; readonly id: string; readonly title: string; readonly url: string }
  | FileChunk
  /** `final` is the whole object; else it is what there is of it so far. */
  | { readonly type: "object"; readonly value: unknown; readonly final: boolean }
  | DataChunk
  | UserMessageChunk
  | { readonly type: "task-check"; readonly passed: boolean; readonly reason: string }
  | { readonly type: "error"; readonly message: string }
  | { readonly type: "tripwire"; readonly reason: string }
  | { readonly type: "abort" }
  | {
      readonly type: "finish";
      readonly reason: string;
      readonly messageId?: string;
      readonly usage?: Usage;
      readonly model?: string;
    }
  | { readonly type: "other"; readonly name: string };

export type ToolChunk =
  | (OfCall & { readonly type: "tool-call-start" | "tool-cancelled" })
  | (OfCall & { readonly type: "tool-call-delta"; readonly text: string })
  /** `inEditor` is not from the wire: this editor runs the call. */
  | (OfCall & { readonly type: "tool-call"; readonly args: unknown; readonly inEditor?: InEditor })
  /** Something a running tool reports. */
  | (OfCall & { readonly type: "tool-progress"; readonly note: ProgressNote })
  /** Something that the sub-agent or the workflow behind a call says or does. */
  | (OfCall & { readonly type: "tool-nested"; readonly chunk: AgentChunk })
  | (OfCall & { readonly type: "tool-result"; readonly result: unknown })
  /** `message` is every line of its words, and may be empty; `result` is what there is besides. */
  | (OfCall & { readonly type: "tool-error"; readonly message: string; readonly result?: unknown })
  | (OfCall & { readonly type: "tool-denied"; readonly reason?: string })
  | (OfCall & {
      readonly type: "tool-call-approval" | "tool-call-suspended";
      readonly args: unknown;
      readonly runId: string | undefined;
      readonly suspendPayload?: unknown;
      /** Parsed; missing when what the server sent is no JSON object. */
      readonly resumeSchema?: object;
    });

export type AskingChunk = ToolChunk & { readonly type: "tool-call-approval" | "tool-call-suspended" };

/** A step of a workflow: that it is there, and what it reports. */
export type StepChunk =
  | {
      readonly type: "workflow-step";
      readonly id: string;
      readonly name: string;
      readonly status: StepPart["status"];
      readonly output?: unknown;
      readonly error?: string;
    }
  | { readonly type: "workflow-step-progress"; readonly name: string; readonly note: ProgressNote }
  | { readonly type: "workflow-step-nested"; readonly name: string; readonly chunk: AgentChunk };

/** A file or an image; either `base64` or an https `url` is set. */
export interface FileChunk {
  readonly type: "file";
  /** Empty when the server gave none. */
  readonly name: string;
  readonly mediaType: string;
  readonly base64?: string;
  readonly url?: string;
}

/** What a tool sent with `writer.custom()`, or a server of its own accord. */
export interface DataChunk {
  readonly type: "data";
  /** `<name>` of `data-<name>`. */
  readonly name: string;
  /** A later chunk with the same one takes its place. */
  readonly id?: string;
  /** True for what the server does not keep. */
  readonly transient: boolean;
  /** The tool call that it names, if it names one. */
  readonly toolCallId?: string;
  readonly note: ProgressNote;
}

/** A person's message that came into the run while it was going on (docs/wire.md#mastra-a-message-into-a-running-response). */
export interface UserMessageChunk {
  readonly type: "user-message";
  /** Its id in the server's memory. */
  readonly id: string;
  /** Our own id of it; missing when somebody else sent it. */
  readonly clientId?: string;
  /** As the parts of a stored message. */
  readonly parts: readonly Fields[];
}

/** True for the chunks after which a turn has properly ended; anything else is a lost connection. */
export function endsTurn(chunk: AgentChunk): boolean {
  switch (chunk.type) {
    case "finish":
    case "abort":
    case "tripwire":
      return true;
    default:
      return asks(chunk);
  }
}

/** True for the chunks with which a run waits for a person. */
export function asks(chunk: AgentChunk): chunk is AskingChunk {
  return chunk.type === "tool-call-approval" || chunk.type === "tool-call-suspended";
}

/**
 * Chunks that mark where something begins or ends, or that repeat what others have said: known, and
 * with nothing to show (docs/wire.md#mastra-the-stream). Any other type that is not shown is worth a line in the log.
 */
const SILENT: ReadonlySet<string> = new Set([
  "text-start",
  "text-end",
  "reasoning-start",
  "reasoning-signature",
  "response-metadata",
  "data-signal",
  "step-start",
  "step-finish",
  "step-output",
  "tool-call-input-streaming-end",
  "raw",
  "watch",
  "workflow-step-waiting",
  "workflow-paused",
]);

/** @param type as the server names it */
export function isSilent(type: string): boolean {
  return SILENT.has(type);
}
