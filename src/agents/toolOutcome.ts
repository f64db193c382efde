import type { ToolChunk } from "./chunk";
import { errorWords, withoutStacks } from "./errorWords";
import { fields, list, shallow, text } from "./fields";

/** The call that an outcome is of. */
type OfCall = Pick<ToolChunk, "toolCallId" | "toolName">;

type Outcome = ToolChunk & { readonly type: "tool-result" | "tool-error" };

/**
 * How a call came out by its result. A tool that failed has a result as well, and nothing but the result says so
 * (docs/wire.md#mastra-errors-in-a-stream); then it stays beside the error.
 *
 * @param marked true when the server says beside the result that it is an error
 */
export function toolOutcome(call: OfCall, result: unknown, marked = false): Outcome {
  const value = shallow(result);
  const failure = failureIn(value) ?? (marked ? errorWords(value) : undefined);
  return failure === undefined ? { type: "tool-result", ...call, result: value } : toolFailure(call, failure, value);
}

/**
 * A call that failed.
 *
 * @param message the server's words, without its stack; may be empty
 * @param result what there is besides
 */
export function toolFailure(call: OfCall, message: string, result?: unknown): Outcome {
  const rest = result === undefined || result === message ? {} : { result: withoutStacks(shallow(result)) };
  return { type: "tool-error", ...call, message, ...rest };
}

/**
 * The words of a result that says itself that it is a failure: of an MCP server (`isError`, MCP 2025-06-18, "Tools,
 * Error Handling"), of Mastra where arguments or results do not fit a schema, or where a workflow failed.
 *
 * @param result at most as deep as `shallow` lets through
 * @returns undefined for any other result; empty when it gives no words
 */
export function failureIn(result: unknown): string | undefined {
  const { isError, content, error, message, validationErrors, runId } = fields(result);
  if (isError === true) {
    const texts = list(content).map((part) => text(fields(part)["text"]));
    return errorWords(texts.join("\n")) || errorWords(content) || errorWords(result) || errorWords(error);
  }
  if (error === true && (typeof message === "string" || validationErrors !== undefined)) {
    const [summary] = errorWords(message).split("\n", 1);
    const reasons = refusals(validationErrors, "");
    // Behind its first line Mastra's message repeats the reasons, and the arguments, which are shown anyway.
    return reasons.length === 0 ? errorWords(message) : [summary, ...reasons].join("\n").trimStart();
  }
  // What Mastra makes of a workflow that failed.
  const workflow = typeof error === "string" && typeof runId === "string" && Object.keys(fields(result)).length === 2;
  return workflow ? errorWords(error) : undefined;
}

/** Which fields are refused and why, a line each. */
function refusals(value: unknown, path: string): readonly string[] {
  const { errors, fields: inner } = fields(value);
  const own = list(errors).map((reason) => (path === "" ? errorWords(reason) : `${path}: ${errorWords(reason)}`));
  const inside = Object.entries(fields(inner)).flatMap(([name, field]) =>
    refusals(field, path === "" ? name : `${path}.${name}`),
  );
  return [...own, ...inside];
}
