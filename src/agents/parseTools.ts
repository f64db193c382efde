import type { StepPart } from "../shared/transcript";
import type { AgentChunk } from "./chunk";
import { type Fields, fields, shallow, text } from "./fields";
import { errorWords, withoutStacks } from "./errorWords";
import { progressNote } from "./payloads";
import { resumeSchema } from "./resumeSchema";
import { failureIn, toolFailure, toolOutcome } from "./toolOutcome";

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
      return toolOutcome(call, payload["result"], payload["isError"] === true);
    case "tool-error":
    case "background-task-failed":
      return toolFailure(call, errorWords(payload["error"]), payload["result"]);
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

type Status = StepPart["status"];

const STATUSES: Readonly<Record<string, Status>> = {
  success: "done",
  skipped: "done",
  bailed: "done",
  running: "running",
  failed: "failed",
  canceled: "failed",
  tripwire: "failed",
  suspended: "waiting",
  waiting: "waiting",
  paused: "waiting",
  pending: "waiting",
};

/**
 * Reads a `workflow-*` chunk, which comes inside of the output of the tool that runs the workflow.
 *
 * @param nested reads an output that is a chunk itself; undefined when it is none
 */
export function workflowChunk(
  type: string,
  payload: Fields,
  nested: (output: unknown) => AgentChunk | undefined,
): AgentChunk {
  const name = text(payload["stepName"]) || text(payload["id"]);
  switch (type) {
    case "workflow-step-start":
      return step(payload, name, "running");
    case "workflow-step-waiting":
    case "workflow-step-suspended":
      return step(payload, name, "waiting");
    case "workflow-step-result":
      return step(payload, name, STATUSES[text(payload["status"])] ?? "done");
    case "workflow-step-output": {
      const chunk = nested(payload["output"]);
      return chunk
        ? { type: "workflow-step-nested", name, chunk }
        : { type: "workflow-step-progress", name, note: progressNote(payload["output"]) };
    }
    case "workflow-step-progress":
      return { type: "workflow-step-progress", name, note: progressNote(payload) };
    default:
      // The tool's own result says how the workflow as a whole ended.
      return { type: "other", name: type };
  }
}

function step(payload: Fields, name: string, reported: Status): AgentChunk {
  const output = shallow(payload["output"]);
  const refusal = reported === "done" ? failureIn(output) : undefined;
  const status = refusal === undefined ? reported : "failed";
  const error = refusal ?? (status === "failed" ? errorWords(payload["error"]) : "");
  return {
    type: "workflow-step",
    // Each pass of a loop is a call of its own.
    id: text(payload["stepCallId"]) || name,
    name,
    status,
    ...(output === undefined ? {} : { output: status === "failed" ? withoutStacks(output) : output }),
    ...(error ? { error } : {}),
  };
}
