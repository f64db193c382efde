import { fields, list, text } from "./parse/fields";
import { resumeSchema } from "./parse/resumeSchema";
import { shallow } from "./parse/shallow";

/** A run that waits for a person. */
export interface SuspendedRun {
  readonly runId: string;
  readonly toolCalls: readonly SuspendedCall[];
}

export interface SuspendedCall {
  readonly toolCallId: string;
  /** For a call inside of a sub-agent, the tool in there; its arguments are `args` (measured). */
  readonly toolName: string;
  readonly args: unknown;
  /** False for a tool that asks for something itself. */
  readonly requiresApproval: boolean;
  readonly suspendPayload?: unknown;
  /** Missing from today's servers, which keep it with the message (measured). */
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
