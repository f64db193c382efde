import type { ThreadOptions } from "../shared/threadOptions";

/** The reason of a signal that ends what is read of a run here, and not the run. */
export const GOES_ON = new DOMException("The run goes on on the server.", "AbortError");

type Body = Readonly<Record<string, unknown>>;

/**
 * The part of a request that carries a thread's options; nothing where none are set. The instructions go along as
 * `system`: `instructions` would take the place of the agent's own (docs/wire.md#mastra-options-of-a-request).
 */
export function optionsBody({ instructions, maxSteps, temperature, requestContext }: ThreadOptions = {}): Body {
  return {
    ...(instructions === undefined ? {} : { system: instructions }),
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(temperature === undefined ? {} : { modelSettings: { temperature } }),
    ...(requestContext === undefined ? {} : { requestContext }),
  };
}

/** As `optionsBody`, for a run that goes on: it keeps what was said to the agent, and nothing else. */
export function resumeBody(options?: ThreadOptions): Body {
  return Object.fromEntries(Object.entries(optionsBody(options)).filter(([name]) => name !== "system"));
}

/** Whether a decision with these options must be sent as an answer: an approval carries only the context. */
export function needsResume({ maxSteps, temperature }: ThreadOptions = {}): boolean {
  return maxSteps !== undefined || temperature !== undefined;
}

/** A body with the values that go to this server in any case; what the body says itself counts more. */
export function withContext(body: Body, context: Body | undefined): Body {
  return context && Object.keys(context).length > 0
    ? { ...body, requestContext: { ...context, ...(body["requestContext"] as Body | undefined) } }
    : body;
}
