import type { Usage } from "../shared/transcript";
import type { AgentChunk, DataChunk, UserMessageChunk } from "./chunk";
import { errorMessage } from "./errorWords";
import { fields, type Fields, list, shallow, text } from "./fields";
import { toolChunk, workflowChunk } from "./parseTools";
import { fileChunk, progressNote } from "./payloads";

/** How many chunks may stand inside one another: an agent that asks an agent that runs a workflow is 3. */
const MAX_DEPTH = 8;

const MAX_REASON = 2_000;

/**
 * Turns one decoded `data:` line into a chunk. `payload` may be missing (`abort`, `object`, `data-*`),
 * and a known type with fields missing is kept as `other` (docs/wire.md#mastra-the-stream). Never throws.
 */
export function parseChunk(value: unknown): AgentChunk {
  return parseAt(value, 0);
}

function parseAt(value: unknown, depth: number): AgentChunk {
  const chunk = fields(value);
  const type = text(chunk["type"]);
  const payload = fields(chunk["payload"]);
  // All but a few chunks of an answer are words: nothing else is looked at for them.
  return type === "text-delta" || type === "reasoning-delta"
    ? { type, id: text(payload["id"]), text: text(payload["text"]) }
    : parseOther(type, chunk, payload, depth);
}

function parseOther(type: string, chunk: Fields, payload: Fields, depth: number): AgentChunk {
  const nested = (output: unknown): AgentChunk | undefined =>
    isChunk(output) && depth < MAX_DEPTH ? parseAt(output, depth + 1) : undefined;
  const id = text(payload["id"]);
  const runId = text(chunk["runId"]) || undefined;
  const messageId = text(payload["messageId"]);
  switch (type) {
    case "start":
      return { type, runId, ...(messageId ? { messageId } : {}) };
    case "step-start":
    case "step-finish":
      return messageId ? { type: "message", messageId } : { type: "other", name: type };
    case "reasoning-end":
    case "redacted-reasoning":
      return { type, id };
    case "source":
      return { type, id, title: text(payload["title"]) || text(payload["filename"]), url: text(payload["url"]) };
    case "file":
    case "reasoning-file":
      return fileChunk(payload) ?? { type: "other", name: type };
    case "object":
    case "object-result":
      return { type: "object", value: shallow(chunk["object"]), final: type === "object-result" };
    case "is-task-complete":
      return { type: "task-check", passed: payload["passed"] === true, reason: reasonText(payload) };
    case "error":
      return { type, message: errorMessage(payload["error"]) };
    case "tripwire":
      return { type, reason: reasonText(payload) };
    case "abort":
      return { type };
    case "finish":
      return finishChunk(payload);
    case "step-output":
      return nested(payload["output"]) ?? { type: "other", name: type };
    default:
      return parseFamily(type, chunk, payload, runId, nested);
  }
}

function parseFamily(
  type: string,
  chunk: Fields,
  payload: Fields,
  runId: string | undefined,
  nested: (output: unknown) => AgentChunk | undefined,
): AgentChunk {
  if (type === "data-signal") {
    // For the model: what it is told of the state of things, such as its task list.
    return { type: "other", name: type };
  }
  if (type.startsWith("data-")) {
    return userMessageChunk(type, fields(chunk["data"])) ?? dataChunk(type, chunk);
  }
  if (type.startsWith("workflow-")) {
    return workflowChunk(type, payload, nested);
  }
  return text(payload["toolCallId"]) ? toolChunk(type, payload, runId, nested) : { type: "other", name: type };
}

/** A person wrote it for people, so its lines stay; a megabyte of it does not. */
function reasonText(payload: Fields): string {
  return text(payload["reason"]).trim().slice(0, MAX_REASON);
}

/** Reads `data-*`, on the wire or in the server's memory: neither has a payload. */
export function dataChunk(type: string, chunk: Fields): DataChunk {
  const id = text(chunk["id"]);
  const toolCallId = text(fields(chunk["data"])["toolCallId"]) || id;
  return {
    type: "data",
    name: type.slice("data-".length),
    ...(id ? { id } : {}),
    transient: chunk["transient"] === true,
    ...(toolCallId ? { toolCallId } : {}),
    note: progressNote(chunk["data"]),
  };
}

/** Its contents are a text, or parts as those of a stored message. */
function userMessageChunk(type: string, data: Fields): UserMessageChunk | undefined {
  const id = text(data["id"]);
  if (type !== "data-user-message" || id === "") {
    return undefined;
  }
  const words = text(data["contents"]);
  const clientId = text(fields(data["metadata"])["clientId"]);
  return {
    type: "user-message",
    id,
    ...(clientId ? { clientId } : {}),
    parts: words === "" ? list(data["contents"]).map(fields) : [{ type: "text", text: words }],
  };
}

/** A report of a tool may have a `type` as well; Mastra's own chunks have `from` or `payload` besides. */
function isChunk(value: unknown): boolean {
  const { type, from, payload, data } = fields(value);
  if (typeof type !== "string") {
    return false;
  }
  return (
    typeof from === "string" ||
    (typeof payload === "object" && payload !== null) ||
    (type.startsWith("data-") && data !== undefined)
  );
}

const COUNTS = ["inputTokens", "outputTokens", "totalTokens", "reasoningTokens", "cachedInputTokens"] as const;

/**
 * Reads `finish`. Its payload repeats the whole message list up to five times (docs/wire.md#mastra-finish), so
 * only named fields are touched and nothing else of it is kept. Its usage is that of the whole run, the
 * part before an approval included; that of `step-finish` is now one step's and now a sum (docs/wire.md#mastra-finish).
 */
export function finishChunk(payload: Fields): AgentChunk & { type: "finish" } {
  const messageId = text(payload["messageId"]);
  const model = text(fields(payload["metadata"])["modelId"]);
  const usage = usageOf(fields(payload["output"])["usage"]);
  return {
    type: "finish",
    reason: text(fields(payload["stepResult"])["reason"]),
    ...(messageId ? { messageId } : {}),
    ...(usage ? { usage } : {}),
    ...(model ? { model } : {}),
  };
}

function usageOf(value: unknown): Usage | undefined {
  const counts = fields(value);
  const known = COUNTS.filter((name) => {
    const count = counts[name];
    return typeof count === "number" && Number.isFinite(count) && count >= 0;
  });
  return known.length === 0 ? undefined : Object.fromEntries(known.map((name) => [name, counts[name]]));
}
