import type { MemoryChange } from "../shared/agentMemory";
import { lazily } from "../shared/lazily";
import type { AgentSummary } from "../shared/protocol";
import type { Remembered } from "./agentMemory";
import type { ThreadOptions } from "../shared/threadOptions";
import type { AgentChunk } from "./chunk";
import type { StreamMeter } from "./chunkStream";
import { ClientAccess, type ClientAccessDependencies } from "./clientAccess";
import type { HiddenThread } from "./hiddenThread";
import type { McpServerSummary } from "./mcpServers";
import { type Memory, memoryBody } from "./memory";
import type { ModelTurn } from "./modelTurn";
import { assertSendable, messageBody, type OutgoingMessage } from "./outgoingMessage";
import { needsResume, optionsBody, resumeBody, withContext } from "./runOptions";
import type { WholeResponse } from "./wholeResponse";

/** What a person may change at any time; it counts from the next request on. */
export interface RequestOptions {
  /** Seconds of silence before a stream is given up; 0 waits for ever. */
  readonly idleTimeoutSeconds: number;
  readonly requireToolApproval: boolean;
  /** Whether the run of a message goes on on the server when this window does not read it any more. */
  readonly keepsRunsAlive?: boolean;
  /** Values for the server's code that go along with every request to an agent. */
  readonly requestContext?: Readonly<Record<string, unknown>>;
}

/** The settings about a server and the requests to it. */
export interface AgentSettings extends RequestOptions {
  readonly serverUrl: string;
  readonly apiPrefix: string;
}

/** The call of a run that waits for a person. */
export interface WaitingCall {
  readonly runId: string;
  readonly toolCallId: string;
  /** The thread's, from when the person decided. */
  readonly options?: ThreadOptions;
}

/** A response that broke off, and goes on. */
export interface BrokenResponse extends Memory {
  /** The thread's, from when the person wanted it to go on. */
  readonly options?: ThreadOptions;
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
  /** What the server has besides the words of its responses. */
  readonly responses = lazily(async () => {
    const { ResponseService } = await import("./responseService");
    return new ResponseService(this.access);
  });

  /** The server can't keep a run alive that outlives its connection, or tells nothing of it. */
  private cannotKeep = false;
  /** Kept runs that are being stopped, by thread. */
  private readonly endings = new Map<string, Promise<void>>();

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

  /** The MCP servers that run inside of the Mastra server. */
  async listMcpServers(): Promise<readonly McpServerSummary[]> {
    const { readMcpServers } = await import("./mcpServers");
    return readMcpServers(this.access);
  }

  /** The text of a plan that an agent submits. @throws UserFacingError as `readPlan` in ./plans */
  async readPlan(agentId: string, path: string): Promise<string> {
    const { readPlan } = await import("./plans");
    return readPlan(this.access, agentId, path);
  }

  /** What an agent remembers in a thread, after a change if there is one; as `agentMemory` in ./agentMemory. */
  async memory(agentId: string, memory: Memory, change?: MemoryChange): Promise<Remembered> {
    const { agentMemory } = await import("./agentMemory");
    return agentMemory(this.access, agentId, memory, change);
  }

  /**
   * One whole answer: `getAgent(id).generate()`.
   *
   * @param memory left out for a question that belongs to no thread
   * @param system said to the agent besides its own instructions
   * @param withoutTools it is given none of its tools: it says something and does nothing
   * @throws UserFacingError kind `threadNeeded` when the server takes none without a thread
   */
  async generate(
    agentId: string,
    message: string | OutgoingMessage,
    memory: Memory | undefined,
    signal?: AbortSignal,
    system = "",
    withoutTools = false,
  ): Promise<WholeResponse> {
    const { wholeResponse } = await import("./wholeResponse");
    const { requestContext } = this.deps.options();
    const input = typeof message === "string" ? message : [messageBody(message)];
    assertSendable(system === "" ? input : { input, system });
    const output = await this.access.attempt(agentId, (client) =>
      client.getAgent(encodeURIComponent(agentId)).generate(input as string, {
        ...(system === "" ? {} : { system }),
        ...memoryBody(memory),
        ...this.approvalBody,
        ...(withoutTools ? { activeTools: [], maxSteps: 1 } : {}),
        ...withContext({}, requestContext),
        ...(signal ? { abortSignal: signal } : {}),
      }),
    );
    return wholeResponse(output);
  }

  /**
   * One answer as chunks, those together that came together: what each costs on its way is paid once for
   * all of them. Leaving the loop, or aborting `signal`, ends the run on the server. One that is kept alive there ends
   * with `signal` alone, unless its reason is `GOES_ON`.
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
    if (this.deps.options().keepsRunsAlive === true && !this.cannotKeep) {
      return this.keptRun(agentId, message, memory, signal, meter);
    }
    const body = { messages: [messageBody(message)], ...memoryBody(memory), ...optionsBody(message.options) };
    return this.request(agentId, "stream", body, signal, meter);
  }

  /**
   * Goes on with a response that broke off, as chunks of a new run. The server must have the question, and adds to
   * what it has kept of the response (docs/wire.md#mastra-a-stopped-response-goes-on).
   */
  goOn(
    agentId: string,
    response: BrokenResponse,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const body = { messages: [], ...memoryBody(response), ...optionsBody(response.options) };
    return this.request(agentId, "stream", body, signal, meter);
  }

  /**
   * Delivers a message into the run that is under way in a thread; it never begins one.
   *
   * @returns false when none is under way, and the message was dropped
   * @throws UserFacingError kind `cannotSteer` when the server has no such route; after another one than a refusal
   *   the message may have been delivered
   */
  async steer(agentId: string, message: OutgoingMessage, memory: Memory): Promise<boolean> {
    const { steer } = await import("./steering");
    return steer(this.access, agentId, message, memory);
  }

  /** Ends the run of a thread, whoever began it. @returns false when there was none */
  async abortRun(agentId: string, memory: Memory): Promise<boolean> {
    const { abortRun } = await import("./steering");
    return abortRun(this.access, agentId, memory);
  }

  /**
   * A request that begins a run, or goes on with one, with a body of whoever asks.
   *
   * @throws UserFacingError kind `tooLarge`
   */
  request(
    agentId: string,
    action: "stream" | "resume-stream",
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    return this.post(agentId, action, { ...body, ...this.approvalBody }, signal, meter);
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
    const { approved, reason = "", runId, toolCallId, options } = decision;
    const why = approved || reason.trim() === "" ? {} : { reason };
    if (needsResume(options)) {
      const answer = { runId, toolCallId, resumeData: { approved, ...why }, ...(options ? { options } : {}) };
      return this.resumeToolCall(agentId, answer, signal, meter);
    }
    return this.post(
      agentId,
      approved ? "approve-tool-call" : "decline-tool-call",
      { runId, toolCallId, ...why, ...resumeBody(options) },
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
    const { runId, toolCallId, resumeData, options } = answer;
    return this.post(
      agentId,
      "resume-stream",
      { runId, toolCallId, resumeData, ...resumeBody(options) },
      signal,
      meter,
    );
  }

  /**
   * Declines to give a suspended tool what it asked for, in whichever form does not pass for an answer; as
   * `decideToolCall`.
   *
   * @param schema of the answer that the tool waits for; undefined when it has none
   */
  async *declineAnswer(
    agentId: string,
    { reason = "", ...call }: Omit<ToolCallDecision, "approved">,
    schema: unknown,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { declineWords, takesRefusalForAnswer } = await import("./declining");
    yield* takesRefusalForAnswer(schema)
      ? this.resumeToolCall(agentId, { ...call, resumeData: declineWords(reason) }, signal, meter)
      : this.decideToolCall(agentId, { ...call, approved: false, reason }, signal, meter);
  }

  /**
   * One turn of a conversation that is kept elsewhere, and of which nothing is stored on the server.
   *
   * @param hidden left out where the server takes a turn without a thread
   * @throws UserFacingError kind `threadNeeded` when it takes none
   */
  async *modelTurn(
    agentId: string,
    turn: ModelTurn,
    hidden: HiddenThread | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { modelTurnBody } = await import("./modelTurn");
    yield* this.request(agentId, "stream", { ...modelTurnBody(turn, hidden) }, signal);
  }

  /** As `stream`; where the server can't keep the run alive, one that ends with its connection. */
  private async *keptRun(
    agentId: string,
    message: OutgoingMessage,
    memory: Memory,
    signal: AbortSignal,
    meter: StreamMeter | undefined,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { idleTimeoutSeconds, requestContext } = this.deps.options();
    const streamOptions = withContext({ ...optionsBody(message.options), ...this.approvalBody }, requestContext);
    const request = {
      ...{ agentId, message, memory, streamOptions, signal, meter, endings: this.endings },
      idleMs: idleTimeoutSeconds * 1000,
    };
    const { keptRun } = await import("./keptRun");
    const came = yield* keptRun(this.access, request);
    this.cannotKeep ||= came === "noRoute" || came === "untold";
    if (came === "busy" || came === "noRoute") {
      // With the settings of when the message was sent.
      const body = { messages: [messageBody(message)], ...memoryBody(memory), ...streamOptions };
      assertSendable(body);
      yield* this.chunks(agentId, "stream", body, signal, meter);
    }
  }

  private get approvalBody(): { readonly requireToolApproval?: true } {
    return this.deps.options().requireToolApproval ? { requireToolApproval: true } : {};
  }

  private post(
    agentId: string,
    action: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    meter: StreamMeter | undefined,
  ): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const whole = withContext(body, this.deps.options().requestContext);
    assertSendable(whole);
    return this.chunks(agentId, action, whole, signal, meter);
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
