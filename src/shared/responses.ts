/** What can be done with the responses of a thread besides reading them, as far as its server has it. */
export interface ResponseOffers {
  /** The server keeps what people think of responses. */
  readonly feedback?: true;
  /** It writes traces of its runs. */
  readonly traces?: true;
  /** Ids of the agents that can read aloud. */
  readonly voices?: readonly string[];
}

/** A response as it is read aloud. */
export interface Speech {
  /** A file of sound, in a format that the voice has chosen. */
  readonly base64: string;
  /** Only the beginning: the response is longer than a voice takes at once. */
  readonly isCut?: true;
}

/** One piece of work of a run, as the server has recorded it. */
export interface TraceSpan {
  readonly id: string;
  readonly traceId: string;
  /** Missing for the run itself. */
  readonly parentId?: string;
  readonly name: string;
  /** What kind of work it was, in the server's own word, such as `tool_call`. */
  readonly type: string;
  readonly status: "running" | "done" | "failed";
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Missing while it runs, and for what takes no time. */
  readonly durationMs?: number;
}

/** What a scorer of the server made of a run. */
export interface TraceScore {
  readonly scorer: string;
  readonly score: number;
  /** Empty where it gave none. */
  readonly reason: string;
}

/** What went into a span, and what came of it. */
export interface SpanContent {
  readonly input?: unknown;
  readonly output?: unknown;
  /** Why it failed, without a stack. */
  readonly error?: string;
}

/** What a person does with one response; `offers` asks what they can do with those of the thread. */
export type ResponseRequest =
  | { readonly about: "offers" }
  | { readonly about: "rating"; readonly turnId: string; readonly isHelpful: boolean; readonly comment?: string }
  | { readonly about: "trace"; readonly turnId: string }
  /** Only of a trace that was told of. */
  | { readonly about: "span"; readonly turnId: string; readonly traceId: string; readonly spanId: string }
  /** The response as speech; the number comes back with it. Whatever else is being read aloud ends. */
  | { readonly about: "speech"; readonly turnId: string; readonly request: number }
  /** What is being read aloud, or was asked for, is not wanted any more. */
  | { readonly about: "silence" };

/** What the host tells of responses. */
export type ResponseNews =
  | {
      readonly about: "offers";
      readonly offers: ResponseOffers;
      /** Ids of the turns that the person has found helpful, or not. */
      readonly ratings: Readonly<Record<string, boolean>>;
    }
  | {
      readonly about: "rating";
      readonly turnId: string;
      readonly isHelpful: boolean;
      /** Set when a comment went along. */
      readonly commented?: true;
      /** Why it was not kept: what was chosen before holds. */
      readonly problem?: string;
    }
  | {
      readonly about: "trace";
      readonly turnId: string;
      /** Empty when the server has not stored the trace yet. */
      readonly spans: readonly TraceSpan[];
      readonly scores: readonly TraceScore[];
      /** Why it could not be read. */
      readonly problem?: string;
    }
  | {
      readonly about: "span";
      readonly traceId: string;
      readonly spanId: string;
      readonly content: SpanContent;
      readonly problem?: string;
    }
  | {
      readonly about: "speech";
      readonly request: number;
      /** Missing with a problem, or when another panel reads aloud now. */
      readonly speech?: Speech;
      readonly problem?: string;
    };

/** True for what `ResponseRequest` says; a panel is not trusted. */
export function isResponseRequest(value: unknown): value is ResponseRequest {
  const { about, turnId, isHelpful, comment, traceId, spanId, request } = (value ?? {}) as Readonly<
    Record<string, unknown>
  >;
  switch (about) {
    case "offers":
    case "silence":
      return true;
    case "speech":
      return typeof turnId === "string" && Number.isSafeInteger(request);
    case "rating":
      return (
        typeof turnId === "string" &&
        typeof isHelpful === "boolean" &&
        (comment === undefined || typeof comment === "string")
      );
    case "trace":
      return typeof turnId === "string";
    case "span":
      return [turnId, traceId, spanId].every((id) => typeof id === "string");
    default:
      return false;
  }
}
