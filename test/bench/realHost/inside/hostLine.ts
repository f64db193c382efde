/** The environment variable with the port of the bench at 127.0.0.1 to which extension hosts connect. */
export const LINE_VARIABLE = "AGENT_CHAT_BENCH_LINE";

/** What the bench asks an extension host; one JSON a line, answered in order. */
export type LineRequest =
  /** Ask a question with a bare `fetch`, and read the answer to its end. */
  | { readonly type: "raw"; readonly origin: string; readonly agentId: string; readonly question: string }
  /** When the panel's message with the first words of an answer left since this was asked last. */
  | { readonly type: "posted" };

/** The answer: milliseconds of the clock that processes share, or why there are none. */
export type LineReply = { readonly at: number } | { readonly error: string };
