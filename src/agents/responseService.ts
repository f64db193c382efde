import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields } from "./fields";
import {
  type GivenFeedback,
  hasNoPlace,
  type RatedResponse,
  readFeedback,
  type ResponseFeedback,
  sendFeedback,
} from "./responseFeedback";
import { hasNoRoute } from "./requestErrors";
import { hasVoice, speak } from "./voice";
import { readScores, readSpan, readTrace, traceIds } from "./responseTraces";
import type { SpanContent, Speech, TraceScore, TraceSpan } from "../shared/responses";

/**
 * What one owner's server has besides the words of its responses. What it has at all is asked once; what could not be
 * asked is asked again.
 */
export class ResponseService {
  private readonly answers = new Map<string, Promise<unknown>>();
  /** Traces of this owner's responses. */
  private readonly traces = new Set<string>();
  /** Ends what is being read aloud, or being fetched for that. */
  private hush: (() => void) | undefined;

  constructor(private readonly access: Pick<ClientAccess, "attempt" | "read" | "serverLabel">) {}

  /** Whether the server writes traces of its runs (docs/wire.md#mastra-traces). */
  isObserved(): Promise<boolean> {
    return this.once("observed", async () => {
      const packages = await this.orUndefined(() => this.access.read("/system/packages"));
      return fields(packages)["observabilityEnabled"] === true;
    });
  }

  /** Whether an agent can read aloud. */
  async hasVoice(agentId: string): Promise<boolean> {
    return (await this.once(`voice ${agentId}`, () => this.orUndefined(() => hasVoice(this.access, agentId)))) ?? false;
  }

  /**
   * Text as speech. Only one is read aloud at a time, whichever place a person is in.
   *
   * @param onSilenced called when another one is read aloud, or none
   * @returns undefined when that came first
   * @throws UserFacingError as `speak`
   */
  async speak(agentId: string, markdown: string, onSilenced: () => void): Promise<Speech | undefined> {
    this.silence();
    const end = new AbortController();
    this.hush = () => {
      end.abort();
      onSilenced();
    };
    try {
      return await speak(this.access, agentId, markdown, end.signal);
    } catch (error) {
      if (end.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  }

  /** Nothing is read aloud any more. */
  silence(): void {
    this.hush?.();
    this.hush = undefined;
  }

  /** What a person has thought of the responses of a thread; undefined where the server keeps no feedback. */
  feedback(threadId: string, resourceId: string): Promise<readonly GivenFeedback[] | undefined> {
    return this.once(feedbackKey(threadId), () =>
      this.orUndefined(() => readFeedback(this.access, threadId, resourceId)),
    );
  }

  /** Tells the server what a person thinks of a response. @throws UserFacingError as `sendFeedback` */
  async rate(feedback: ResponseFeedback, comment?: string): Promise<void> {
    const { runId, threadId } = feedback;
    const known = feedback.traceId ?? (runId === undefined ? undefined : await this.traceId(runId));
    const whole = known === undefined ? feedback : { ...feedback, traceId: known };
    await sendFeedback(this.access, whole, comment);
    const given = (await this.answers.get(feedbackKey(threadId))) as readonly GivenFeedback[] | undefined;
    this.answers.set(feedbackKey(threadId), Promise.resolve([whole, ...(given ?? [])]));
  }

  /** The spans of the traces of a response, and what scorers made of it; no spans while the server has stored none. */
  async trace({
    runId,
    traceId,
  }: RatedResponse): Promise<{ spans: readonly TraceSpan[]; scores: readonly TraceScore[] }> {
    const ids = runId === undefined ? [traceId ?? ""] : await traceIds(this.access, runId);
    const known = ids.filter((id) => id !== "");
    const [newest] = known;
    const [traces, scores] = await Promise.all([
      Promise.all(known.map((id) => readTrace(this.access, id).catch(unlessMissing))),
      newest === undefined
        ? []
        : readScores(this.access, runId === undefined ? { traceId: newest } : { runId }).catch(() => []),
    ]);
    known.forEach((id) => this.traces.add(id));
    return { spans: traces.reverse().flatMap((spans) => spans ?? []), scores };
  }

  /** What went into a span of such a trace, and what came of it; undefined for a trace that was not told of. */
  async span(traceId: string, spanId: string): Promise<SpanContent | undefined> {
    return this.traces.has(traceId) ? readSpan(this.access, traceId, spanId) : undefined;
  }

  /** The trace of a run; undefined while there is none. */
  private async traceId(runId: string): Promise<string | undefined> {
    try {
      return (await traceIds(this.access, runId))[0];
    } catch {
      // Feedback without it is feedback all the same; whether it can be kept, its own request says.
      return undefined;
    }
  }

  private once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key) as Promise<T> | undefined;
    if (known) {
      return known;
    }
    const answer = ask();
    this.answers.set(key, answer);
    answer.catch(() => {
      if (this.answers.get(key) === answer) {
        this.answers.delete(key);
      }
    });
    return answer;
  }

  /** @returns undefined where the server says that it doesn't have something, or not for this person */
  private async orUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (hasNoPlace(error) || (error instanceof UserFacingError && error.kind === "forbidden")) {
        return undefined;
      }
      throw error;
    }
  }
}

/** @throws the error, unless the server has nothing there */
function unlessMissing(error: unknown): undefined {
  if (!hasNoRoute(error)) {
    throw error;
  }
}

function feedbackKey(threadId: string): string {
  return `feedback ${threadId}`;
}
