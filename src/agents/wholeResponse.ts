import { fields, text } from "./fields";
import { resumeSchema } from "./resumeSchema";

/** A whole response, as `generate` gives it. */
export interface WholeResponse {
  readonly text: string;
  readonly finishReason: string;
  /** Why a processor of the server refused the message or the response; may be empty. */
  readonly refusal?: string;
  /** The tool call that the run waits at for a person. */
  readonly waiting?: {
    readonly runId: string;
    readonly toolCallId: string;
    readonly toolName: string;
    /** Of what the call waits for. */
    readonly schema: object | undefined;
  };
}

/** What `generate` returned, as far as it is read; everything in it comes from a server. */
export function wholeResponse(output: unknown): WholeResponse {
  const { text: words, finishReason, runId, suspendPayload, tripwire } = fields(output);
  const { toolCallId, toolName, resumeSchema: schema } = fields(suspendPayload);
  const reason = text(finishReason);
  return {
    text: text(words),
    finishReason: reason,
    ...(reason === "tripwire" || tripwire ? { refusal: text(fields(tripwire)["reason"]) } : {}),
    ...(reason === "suspended"
      ? {
          waiting: {
            runId: text(runId),
            toolCallId: text(toolCallId),
            toolName: text(toolName),
            schema: resumeSchema(schema),
          },
        }
      : {}),
  };
}
