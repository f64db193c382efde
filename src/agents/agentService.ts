import type { AgentSummary } from "../shared/protocol";
import type { AgentChunk } from "./chunk";
import type { StreamMeter } from "./chunkStream";
import { ClientAccess, type ClientAccessDependencies } from "./clientAccess";
import { assertSendable, messageBody, type OutgoingMessage } from "./outgoingMessage";

/** What a person may change at any time; it counts from the next request on. */
export interface RequestOptions {
  /** Seconds of silence before a stream is given up; 0 waits for ever. */
  readonly idleTimeoutSeconds: number;
  readonly requireToolApproval: boolean;
}

/** The settings about a server and the requests to it. */
export interface AgentSettings extends RequestOptions {
  readonly serverUrl: string;
  readonly apiPrefix: string;
}

/** Where a message goes. Always sent: without a thread some servers answer 500 (docs/wire.md#mastra-whose-threads). */
export interface Memory {
  readonly threadId: string;
  /** The access token's `sub`. */
  readonly resourceId: string;
}

/** The call of a run that waits for a person. */
export interface WaitingCall {
  readonly runId: string;
  readonly toolCallId: string;
}

export interface ToolCallDecision extends WaitingCall {
  readonly approved: boolean;
  /** Why it was declined, for the agent; may be empty. */
  readonly reason?: string;
}

export interface ToolCallAnswer extends WaitingCall {
  /** Fits the schema of the suspended tool. */
  readonly resumeData: unknown;
}

export interface AgentServiceDependencies extends ClientAccessDependencies {
  /** Read when a request is made. */
  readonly options: () => RequestOptions;
}

/**
 * The agents of one owner's Mastra server. Every method throws `UserFacingError`, or an `AbortError` after its
 * signal or at the owner's end.
 */
export class AgentService {
  /** What other services of the same server make their requests with. */
  readonly access: ClientAccess;

  constructor(private readonly deps: AgentServiceDependencies) {
    this.access = new ClientAccess(deps);
  }

  /** Host and port of the server. */
  serverLabel(): string {
    return this.access.serverLabel;
  }

  /** Every agent of the server, by name. */
  async listAgents(): Promise<AgentSummary[]> {
    // `partial` leaves out tool schemas, which nothing here reads.
    const agents = await this.access.attempt(undefined, (client) => client.listAgents(undefined, true));
    return Object.entries(agents)
      .map(([id, agent]) => ({ id, name: agent.name || id, description: agent.description ?? "" }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /**
   * One whole answer: `getAgent(id).generate()`.
   *
   * @returns the answer's text and the finish reason
   */
  async generate(
    agentId: string,
    message: string,
    memory: Memory,
    signal?: AbortSignal,
  ): Promise<{ text: string; finishReason: string }> {
    assertSendable(message);
    const { text, finishReason } = await this.access.attempt(agentId, (client) =>
      client.getAgent(encodeURIComponent(agentId)).generate(message, {
        ...memoryBody(memory),
        ...(signal ? { abortSignal: signal } : {}),
      }),
    );
    return { text, finishReason: finishReason ?? "" };
  }

  /**
   * One answer as chunks, those together that came together: what each costs on its way is paid once for
   * all of them. Leaving the loop, or aborting `signal`, ends the run on the server.
   *
   * The id of the message becomes its id in the server's memory. It must never have been used: the server
   * drops a second message with it, or moves the first one here from another thread
   * (docs/wire.md#mastra-ids-of-messages).
   */
  stream(
    agentId: string,
    message: OutgoingMessage,
    memory: Memory,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { requireToolApproval } = this.deps.options();
    return this.post(
      agentId,
      "stream",
      {
        messages: [messageBody(message)],
        ...memoryBody(memory),
        ...(requireToolApproval ? { requireToolApproval } : {}),
      },
      signal,
      meter,
    );
  }

  /**
   * Approves or declines a tool call; the same run goes on in the chunks that follow.
   *
   * @throws UserFacingError kind `runGone` only when the server says that the call does not wait; after any other
   *   error it may still wait
   */
  decideToolCall(
    agentId: string,
    decision: ToolCallDecision,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { approved, reason = "", runId, toolCallId } = decision;
    const why = approved || reason.trim() === "" ? {} : { reason };
    return this.post(
      agentId,
      approved ? "approve-tool-call" : "decline-tool-call",
      { runId, toolCallId, ...why },
      signal,
      meter,
    );
  }

  /**
   * Gives a suspended tool what it asked for; the same run goes on in the chunks that follow.
   *
   * @throws UserFacingError kind `runGone` as `decideToolCall`
   */
  resumeToolCall(
    agentId: string,
    answer: ToolCallAnswer,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { runId, toolCallId, resumeData } = answer;
    return this.post(agentId, "resume-stream", { runId, toolCallId, resumeData }, signal, meter);
  }

  private post(
    agentId: string,
    action: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    meter: StreamMeter | undefined,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    assertSendable(body);
    return this.chunks(agentId, action, body, signal, meter);
  }

  private async *chunks(
    agentId: string,
    action: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    meter: StreamMeter | undefined,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    // A chunk of the bundle that activation does not need.
    const { IdleTimer, readChunks } = await import("./chunkStream");
    const idle = new IdleTimer(this.deps.options().idleTimeoutSeconds * 1000);
    try {
      const response = await this.access.attempt(agentId, (client) =>
        // `agent.stream()` copies the message at every chunk, hence the plain request (docs/wire.md#mastra-client-js).
        client.request<Response>(`/agents/${encodeURIComponent(agentId)}/${action}`, {
          method: "POST",
          headers: { accept: "text/event-stream" },
          body,
          stream: true,
          signal: AbortSignal.any([signal, idle.signal]),
        }),
      );
      // From here on the message is the server's: it must not be given back to be sent again.
      yield [{ type: "accepted" }];
      if (response.body) {
        yield* this.translated(agentId, readChunks(response.body, idle, meter));
      }
    } finally {
      idle.dispose();
    }
  }

  private async *translated<T>(agentId: string, chunks: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    try {
      yield* chunks;
    } catch (error) {
      throw await this.access.translated(error, agentId);
    }
  }
}

function memoryBody({ threadId, resourceId }: Memory): { memory: { thread: string; resource: string } } {
  return { memory: { thread: threadId, resource: resourceId } };
}
