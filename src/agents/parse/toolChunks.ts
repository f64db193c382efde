import type { AgentChunk } from "../chunk";
import { errorMessage } from "./errorMessage";
import { type Fields, fields, text } from "./fields";
import { progressNote } from "./progressNote";
import { resumeSchema } from "./resumeSchema";
import { shallow } from "./shallow";

/**
 * Reads a chunk about one tool call.
 *
 * @param nested reads an output that is a chunk itself; undefined when it is none
 */
export function toolChunk(
  type: string,
  payload: Fields,
  runId: string | undefined,
  nested: (output: unknown) => AgentChunk | undefined,
): AgentChunk {
  const call = { toolCallId: text(payload["toolCallId"]), toolName: text(payload["toolName"]) };
  switch (type) {
    case "tool-call-input-streaming-start":
      return { type: "tool-call-start", ...call };
    case "tool-call-delta":
      return { type, ...call, text: text(payload["argsTextDelta"]) };
    case "tool-call":
      return { type, ...call, args: shallow(payload["args"]) };
    case "tool-output": {
      const chunk = nested(payload["output"]);
      return chunk
        ? { type: "tool-nested", ...call, chunk }
        : { type: "tool-progress", ...call, note: progressNote(payload["output"]) };
    }
    case "tool-result":
    case "background-task-completed":
      return payload["isError"] === true
        ? { type: "tool-error", ...call, message: errorMessage(payload["result"]) }
        : { type: "tool-result", ...call, result: shallow(payload["result"]) };
    case "tool-error":
    case "background-task-failed":
      return { type: "tool-error", ...call, message: errorMessage(payload["error"]) };
    case "tool-output-denied": {
      const reason = text(fields(payload["approval"])["reason"]);
      return { type: "tool-denied", ...call, ...(reason ? { reason } : {}) };
    }
    case "tool-call-approval":
    case "tool-call-suspended": {
      const schema = resumeSchema(payload["resumeSchema"]);
      const suspendPayload = shallow(payload["suspendPayload"]);
      return {
        type,
        ...call,
        args: shallow(payload["args"]),
        runId,
        ...(suspendPayload === undefined ? {} : { suspendPayload }),
        ...(schema ? { resumeSchema: schema } : {}),
      };
    }
    case "background-task-running":
    case "background-task-resumed":
      return { type: "tool-call", ...call, args: shallow(payload["args"]) };
    case "background-task-output":
      return nested(payload["payload"]) ?? { type: "other", name: type };
    case "background-task-cancelled":
      return { type: "tool-cancelled", ...call };
    default:
      return { type: "other", name: type };
  }
}
