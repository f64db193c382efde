import { parseAttachment } from "../shared/attachmentText";
import { fields, type Fields, instant, list, shallow, text } from "./fields";
import { resumeSchema } from "./resumeSchema";

/** A message as the server's memory holds it; what its parts are is for the reader to find out. */
export interface StoredMessage {
  readonly id: string;
  /** `user`, `assistant`, `system`; `signal` for what Mastra Studio sent (docs/wire.md#mastra-stored-messages). */
  readonly role: string;
  /** Milliseconds since the epoch; 0 when the server does not say. */
  readonly createdAt: number;
  /** `content.parts`; of an older message that is text only, one text part. */
  readonly parts: readonly Fields[];
  /** `content.metadata`. */
  readonly metadata: Fields;
}

/**
 * Reads one element of `messages`.
 *
 * @returns undefined for something without an id
 */
export function storedMessage(value: unknown): StoredMessage | undefined {
  const message = fields(value);
  const id = text(message["id"]);
  if (id === "") {
    return undefined;
  }
  const content = message["content"];
  const parts = Array.isArray(content) ? content : list(fields(content)["parts"]);
  const words = text(content) || text(fields(content)["content"]);
  return {
    id,
    role: text(message["role"]),
    createdAt: instant(message["createdAt"]),
    parts: parts.length === 0 && words !== "" ? [{ type: "text", text: words }] : parts.map(fields),
    metadata: fields(fields(content)["metadata"]),
  };
}

/** True for what a person wrote: a signal may be a note of the server as well. */
export function isQuestion({ role, metadata }: StoredMessage): boolean {
  const kind = text(fields(metadata["signal"])["type"]);
  return role === "user" || (role === "signal" && (kind === "" || kind === "user"));
}

/** Our own id of a message that we sent into a run. @param metadata of the stored message */
export function clientIdOf(metadata: Fields): string | undefined {
  return text(fields(fields(metadata["signal"])["metadata"])["clientId"]) || undefined;
}

/** The texts that a person reads of a message, without the files that went along. */
export function textsOf({ parts }: StoredMessage): readonly string[] {
  const texts = parts.map((part) => (part["type"] === "text" ? text(part["text"]) : ""));
  return texts.filter((words) => words !== "" && parseAttachment(words) === undefined);
}

/** A message with all that the server says of it, which is what it takes to put it back. */
export type RawMessage = Fields & { readonly id: string };

/** Messages in a page of a thread. */
export const MESSAGES_PER_PAGE = 40;

/** A thread of the server's memory. */
export interface StoredThread {
  readonly id: string;
  /** Empty when nobody has named it. */
  readonly title: string;
  /** Milliseconds since the epoch. A rename counts as well (docs/wire.md#mastra-threads). */
  readonly updatedAt: number;
  /** The agent it was named for, where we named it. */
  readonly agentId?: string;
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: readonly StoredMessage[];
  /** Of the whole thread. */
  readonly total: number;
  /** True when there are messages before these. */
  readonly hasMore: boolean;
}

/** Reads one element of `threads`. @returns nothing for something without an id */
export function storedThread(value: unknown): StoredThread[] {
  const { id, title, updatedAt, metadata } = fields(value);
  const agentId = text(fields(metadata)["agentId"]);
  return text(id) === ""
    ? []
    : [{ id: text(id), title: text(title), updatedAt: instant(updatedAt), ...(agentId ? { agentId } : {}) }];
}

/** A run that waits for a person. */
export interface SuspendedRun {
  readonly runId: string;
  readonly toolCalls: readonly SuspendedCall[];
}

export interface SuspendedCall {
  readonly toolCallId: string;
  /**
   * For a call inside of a sub-agent, the tool in there; its arguments are `args`
   * (docs/wire.md#mastra-sub-agents-and-workflows).
   */
  readonly toolName: string;
  readonly args: unknown;
  /** False for a tool that asks for something itself. */
  readonly requiresApproval: boolean;
  readonly suspendPayload?: unknown;
  /**
   * Missing from today's servers, which keep it with the message
   * (docs/wire.md#mastra-approvals-and-suspended-tools).
   */
  readonly resumeSchema?: object;
}

/** Reads one element of `runs`. @returns nothing for something without an id or without calls */
export function suspendedRun(value: unknown): SuspendedRun[] {
  const { runId, toolCalls } = fields(value);
  const calls = list(toolCalls).flatMap(suspendedCall);
  return text(runId) === "" || calls.length === 0 ? [] : [{ runId: text(runId), toolCalls: calls }];
}

function suspendedCall(value: unknown): SuspendedCall[] {
  const call = fields(value);
  const schema = resumeSchema(call["resumeSchema"]);
  const toolCallId = text(call["toolCallId"]);
  return toolCallId === ""
    ? []
    : [
        {
          toolCallId,
          toolName: text(call["toolName"]),
          args: shallow(call["args"]),
          requiresApproval: call["requiresApproval"] === true,
          ...(call["suspendPayload"] === undefined ? {} : { suspendPayload: shallow(call["suspendPayload"]) }),
          ...(schema ? { resumeSchema: schema } : {}),
        },
      ];
}
