import type { StepPart } from "../../shared/transcript";
import type { AgentChunk } from "../chunk";
import { errorMessage } from "./errorMessage";
import { type Fields, text } from "./fields";
import { progressNote } from "./progressNote";
import { shallow } from "./shallow";

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

function step(payload: Fields, name: string, status: Status): AgentChunk {
  const output = shallow(payload["output"]);
  const error = status === "failed" ? errorMessage(payload["error"]) : "";
  return {
    type: "workflow-step",
    // Each pass of a loop is a call of its own.
    id: text(payload["stepCallId"]) || name,
    name,
    status,
    ...(output === undefined ? {} : { output }),
    ...(error ? { error } : {}),
  };
}
