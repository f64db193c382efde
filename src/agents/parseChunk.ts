import type { AgentChunk } from "./chunk";

type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};

/**
 * Turns one decoded `data:` line into a chunk. `payload` may be missing (`abort`, `object`, `data-*`),
 * and a known type with fields missing is kept as `other` (facts/mastra.md §5).
 */
export function parseChunk(value: unknown): AgentChunk {
  const chunk = fields(value);
  const type = text(chunk["type"]);
  const payload = fields(chunk["payload"]);
  const runId = text(chunk["runId"]) || undefined;
  const id = text(payload["id"]);
  const toolCallId = text(payload["toolCallId"]);
  const toolName = text(payload["toolName"]);
  switch (type) {
    case "start":
      return { type, runId };
    case "text-delta":
    case "reasoning-delta":
      return { type, id, text: text(payload["text"]) };
    case "reasoning-end":
      return { type, id };
    case "source":
      return { type, id, title: text(payload["title"]), url: text(payload["url"]) };
    case "error":
      return { type, message: errorMessage(payload["error"]) };
    case "tripwire":
      return { type, reason: text(payload["reason"]) };
    case "abort":
      return { type };
    case "finish":
      return { type, reason: text(fields(payload["stepResult"])["reason"]) };
    default:
      return toolCallId ? parseToolChunk(type, toolCallId, toolName, payload, runId) : { type: "other", name: type };
  }
}

function parseToolChunk(
  type: string,
  toolCallId: string,
  toolName: string,
  payload: Fields,
  runId: string | undefined,
): AgentChunk {
  switch (type) {
    case "tool-call-input-streaming-start":
      return { type: "tool-call-start", toolCallId, toolName };
    case "tool-call-delta":
      return { type, toolCallId, toolName, text: text(payload["argsTextDelta"]) };
    case "tool-call":
      return { type, toolCallId, toolName, args: payload["args"] };
    case "tool-result":
      return payload["isError"] === true
        ? { type: "tool-error", toolCallId, toolName, message: errorMessage(payload["result"]) }
        : { type, toolCallId, toolName, result: payload["result"] };
    case "tool-error":
      return { type, toolCallId, toolName, message: errorMessage(payload["error"]) };
    case "tool-output-denied":
      return { type: "tool-denied", toolCallId, toolName };
    case "tool-call-approval":
    case "tool-call-suspended":
      return { type, toolCallId, toolName, args: payload["args"], runId };
    default:
      return { type: "other", name: type };
  }
}

/**
 * The first line of an error's message. A Mastra tool error carries it in `cause.message` or
 * `details.errorMessage`; a stack of the server, which stands beside it, is never read.
 */
function errorMessage(error: unknown): string {
  if (typeof error === "string") {
    return firstLine(error);
  }
  const { message, cause, details } = fields(error);
  const found = text(message) || text(fields(cause)["message"]) || text(fields(details)["errorMessage"]);
  return firstLine(found.replace(/^Error: /, ""));
}

function firstLine(message: string): string {
  return (message.split("\n", 1)[0] ?? "").trim().slice(0, 500);
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : NONE;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
