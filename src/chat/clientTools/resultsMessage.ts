import type { ToolCallPart } from "../../shared/transcript";

/**
 * What became of calls, as the message that begins the agent's next run (docs/wire.md#mastra-client-tools). A
 * failure has the shape that Mastra gives one, so that it is one for whoever reads the thread again.
 */
export function resultsMessage(calls: readonly ToolCallPart[]): object {
  const content = calls.map((call) => ({
    type: "tool-result",
    toolCallId: call.id,
    toolName: call.toolName,
    input: call.args ?? {},
    result: resultOf(call),
  }));
  return { role: "tool", content };
}

function resultOf({ status, result, error, reason }: ToolCallPart): unknown {
  switch (status) {
    case "done":
      return result ?? {};
    case "declined":
      return failure(reason ? `The user declined this: ${reason}` : "The user declined this.");
    default:
      return failure(error ?? "This was not run.");
  }
}

function failure(message: string): object {
  return { error: true, message };
}
