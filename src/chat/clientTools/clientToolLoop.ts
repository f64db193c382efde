import * as l10n from "@vscode/l10n";
import type { BrokenResponse, ToolCallAnswer, ToolCallDecision, WaitingCall } from "../../agents/agentService";
import type { AgentChunk, ToolChunk } from "../../agents/chunk";
import type { StreamMeter } from "../../agents/chunkStream";
import { declineWords, takesRefusalForAnswer } from "../../agents/declining";
import { type Memory, memoryBody } from "../../agents/memory";
import { messageBody, type OutgoingMessage } from "../../agents/outgoingMessage";
import { optionsBody, resumeBody } from "../../agents/runOptions";
import type { ThreadOptions } from "../../shared/threadOptions";
import type { ToolCallPart, Turn } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import type { Agents } from "../conversationDependencies";
import { textOf } from "../turn/turnChanges";
import { addUsage } from "./addUsage";
import type { CallContext, CallOutcome, ClientTools, Judgement, RunAgents, ThreadTools } from "./clientTools";
import { resultsMessage } from "./resultsMessage";

type Chunks = AsyncGenerator<readonly AgentChunk[], void, undefined>;
type Finish = AgentChunk & { readonly type: "finish" };

/** Calls of one step that are run; the agent hears of the others that they were too many. */
export const MOST_CALLS = 25;

/** How often one response may go on after calls, so that an agent that never ends does end. */
export const MOST_STEPS = 60;

/** One response, from the message or the decision to its end. */
interface Run {
  readonly agentId: string;
  readonly turnId: string;
  readonly signal: AbortSignal;
  readonly meter: StreamMeter | undefined;
  /** The thread's, from when the person acted: they count to the end of the response. */
  readonly options: ThreadOptions | undefined;
}

/**
 * The agents of one thread that may use the editor. The server is told of the editor's tools and ends its run at
 * their calls; they are run here, and their results begin its next run, which goes on in the same turn. So whoever
 * reads the chunks sees one response. Where a person has to be asked, the response ends as it does with an approval
 * of the server's, and goes on with `decideToolCall`. What is still to be done stands in the turn itself, so that
 * it is there after a reload.
 */
export class ClientToolLoop implements Omit<Agents, "steer" | "abortRun"> {
  constructor(
    private readonly agents: RunAgents,
    private readonly tools: ClientTools,
    private readonly thread: () => Conversation,
    private readonly memory: Memory,
    private readonly state: () => ThreadTools | undefined,
    private readonly owner: string,
  ) {}

  serverLabel(): string {
    return this.agents.serverLabel();
  }

  stream(agentId: string, message: OutgoingMessage, memory: Memory, signal: AbortSignal, meter?: StreamMeter): Chunks {
    const { options } = message;
    const body = { messages: [messageBody(message)], ...memoryBody(memory), ...optionsBody(options), ...this.offer };
    const turnId = this.thread().lastTurn?.id ?? "";
    const run: Run = { agentId, turnId, signal, meter, options };
    return this.follow(run, this.agents.request(agentId, "stream", body, signal, meter));
  }

  /** The turn that broke off is the last one. */
  goOn(agentId: string, response: BrokenResponse, signal: AbortSignal, meter?: StreamMeter): Chunks {
    const { options } = response;
    const body = { messages: [], ...memoryBody(response), ...optionsBody(options), ...this.offer };
    const turnId = this.thread().lastTurn?.id ?? "";
    const run: Run = { agentId, turnId, signal, meter, options };
    return this.follow(run, this.agents.request(agentId, "stream", body, signal, meter));
  }

  async *decideToolCall(agentId: string, decision: ToolCallDecision, signal: AbortSignal, meter?: StreamMeter): Chunks {
    const { toolCallId, approved, reason = "", runId } = decision;
    const run = this.runOf(agentId, decision, signal, meter);
    const call = this.calls(run).find(({ id }) => id === toolCallId);
    if (call?.inEditor === undefined) {
      const resumeData = { approved, ...(reason.trim() === "" ? {} : { reason }) };
      yield* this.resume(run, { runId, toolCallId, resumeData });
      return;
    }
    // The first batch says that the decision has been taken.
    yield approved
      ? [{ type: "tool-call", ...named(call), args: undefined, inEditor: "allowed" }]
      : [{ type: "accepted" }];
    yield* this.decided(run);
  }

  resumeToolCall(agentId: string, answer: ToolCallAnswer, signal: AbortSignal, meter?: StreamMeter): Chunks {
    return this.resume(this.runOf(agentId, answer, signal, meter), answer);
  }

  declineAnswer(
    agentId: string,
    { reason = "", ...call }: Omit<ToolCallDecision, "approved">,
    schema: unknown,
    signal: AbortSignal,
    meter?: StreamMeter,
  ): Chunks {
    return takesRefusalForAnswer(schema)
      ? this.resumeToolCall(agentId, { ...call, resumeData: declineWords(reason) }, signal, meter)
      : this.decideToolCall(agentId, { ...call, approved: false, reason }, signal, meter);
  }

  /** Only this way of going on takes tools along (docs/wire.md#mastra-client-tools). */
  private resume(run: Run, { runId, toolCallId, resumeData }: ToolCallAnswer): Chunks {
    const body = {
      ...{ runId, toolCallId, resumeData },
      ...memoryBody(this.memory),
      ...resumeBody(run.options),
      ...this.offer,
    };
    return this.follow(run, this.agents.request(run.agentId, "resume-stream", body, run.signal, run.meter));
  }

  private get offer(): { readonly clientTools: ClientTools["offered"] } {
    return { clientTools: this.tools.offered };
  }

  /** Passes on what a request brings, and, where it ends with calls of this editor's tools, what comes of them. */
  private async *follow(run: Run, first: Chunks): Chunks {
    let finish = yield* this.passOn(run, first, undefined);
    for (let steps = 1; finish !== undefined; steps += 1) {
      if (steps > MOST_STEPS) {
        const message = l10n.t("it called tools in your editor {0} times in one response", String(MOST_STEPS));
        yield [{ type: "error", message }, finish];
        return;
      }
      if (!(yield* this.settle(run))) {
        return;
      }
      finish = yield* this.passOn(run, this.report(run), finish);
    }
  }

  private async *decided(run: Run): Chunks {
    if (yield* this.settle(run)) {
      yield* this.follow(run, this.report(run));
    }
  }

  /**
   * @param before the end of the request before, whose tokens count as well
   * @returns the end that was held back, because calls of this editor's tools wait for their results
   */
  private async *passOn(
    run: Run,
    chunks: Chunks,
    before: Finish | undefined,
  ): AsyncGenerator<readonly AgentChunk[], Finish | undefined, undefined> {
    for await (const batch of chunks) {
      const end = batch.find((chunk) => chunk.type === "finish");
      const others = batch.filter((chunk) => chunk !== end);
      if (others.length > 0) {
        yield others;
      }
      if (end !== undefined) {
        const finish = addUsage(end, before);
        const calls = this.begun(run);
        if (calls.length === 0 || end.reason !== "tool-calls") {
          yield [finish];
          return undefined;
        }
        yield await this.judged(run, calls);
        return finish;
      }
    }
    return undefined;
  }

  /** The calls that the server has left to this editor. */
  private begun(run: Run): readonly ToolCallPart[] {
    return this.calls(run).filter(({ status, inEditor }) => inEditor === undefined && status === "running");
  }

  private async judged(run: Run, calls: readonly ToolCallPart[]): Promise<readonly AgentChunk[]> {
    const all = calls.map(async (call, index): Promise<readonly ToolChunk[]> => {
      const judgement = await this.judge(run, call, index);
      return "refused" in judgement
        ? [
            { type: "tool-call", ...named(call), args: undefined, inEditor: "allowed" },
            { type: "tool-error", ...named(call), message: judgement.refused },
          ]
        : [{ type: "tool-call", ...named(call), args: undefined, inEditor: judgement.kind }];
    });
    return (await Promise.all(all)).flat();
  }

  private judge(run: Run, call: ToolCallPart, index: number): Judgement | Promise<Judgement> {
    if ((this.state() ?? "off") === "off") {
      return { refused: "The user has switched the tools of the editor off." };
    }
    return index < MOST_CALLS
      ? this.tools.judge(call, this.context(run, call))
      : {
          refused: `Too many calls in one step: only the first ${MOST_CALLS} are run. Call this again if you need it.`,
        };
  }

  /**
   * Asks for what has to be allowed, one call after the other, and then runs all of them.
   *
   * @returns false when a person is asked: the response goes on with their decision
   */
  private async *settle(run: Run): AsyncGenerator<readonly AgentChunk[], boolean, undefined> {
    const asking = this.unreported(run).find((call) => this.mustAsk(call));
    if (asking) {
      const suspendPayload = await this.tools.shown(asking, this.context(run, asking));
      const shown = suspendPayload === undefined ? {} : { suspendPayload };
      yield [{ type: "tool-call-approval", ...named(asking), args: asking.args, runId: undefined, ...shown }];
      return false;
    }
    for (const call of this.unreported(run)) {
      if (call.status === "running") {
        if (this.mustAsk(call)) {
          // The switch has moved while a call before this one waited.
          return yield* this.settle(run);
        }
        yield [outcomeChunk(call, await this.outcome(run, call))];
      }
    }
    return true;
  }

  /** Whether a person has to allow a call here; a change is decided on where it is shown. */
  private mustAsk({ status, inEditor }: ToolCallPart): boolean {
    const isOpen = status === "running" || status === "awaitingApproval";
    return isOpen && (inEditor === "acts" || (inEditor === "reads" && this.state() !== "reads"));
  }

  /** Ends with the signal, whatever the tool does. */
  private async outcome(run: Run, call: ToolCallPart): Promise<CallOutcome> {
    const { signal } = run;
    let end: () => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => {
      end = () => reject(signal.reason instanceof Error ? signal.reason : new DOMException("Stopped", "AbortError"));
      signal.addEventListener("abort", end);
    });
    try {
      signal.throwIfAborted();
      const { toolName, args, suspension } = call;
      const made = { toolName, args, shown: suspension?.payload };
      return await Promise.race([this.tools.run(made, this.context(run, call)), stopped]);
    } finally {
      signal.removeEventListener("abort", end);
    }
  }

  /** Gives the agent the results, and passes on what it makes of them. */
  private async *report(run: Run): Chunks {
    const calls = this.unreported(run);
    const body = {
      messages: [resultsMessage(calls)],
      ...memoryBody(this.memory),
      ...optionsBody(run.options),
      ...this.offer,
    };
    const reported = calls.map((call): AgentChunk => ({
      type: "tool-call",
      ...named(call),
      args: undefined,
      inEditor: "reported",
    }));
    let taken = false;
    for await (const batch of this.agents.request(run.agentId, "stream", body, run.signal, run.meter)) {
      yield taken ? batch : [...reported, ...batch];
      taken = true;
    }
  }

  private context({ signal }: Run, { id: callId }: ToolCallPart): CallContext {
    const said = this.thread().turns.flatMap((turn) => (turn.role === "user" ? [wordsOf(turn)] : []));
    return { signal, said: said.join("\n"), place: { owner: this.owner, threadId: this.memory.threadId, callId } };
  }

  private unreported(run: Run): readonly ToolCallPart[] {
    return this.calls(run).filter(({ inEditor }) => inEditor !== undefined && inEditor !== "reported");
  }

  /** Of the turn in which the run began, and of the one in which it goes on after a message that has come into it. */
  private calls({ turnId }: Run): readonly ToolCallPart[] {
    return this.thread()
      .turns.filter(({ id, state }) => id === turnId || state === "streaming")
      .flatMap(({ parts }) => parts.filter((part) => part.kind === "tool"));
  }

  private runOf(
    agentId: string,
    { toolCallId, options }: WaitingCall,
    signal: AbortSignal,
    meter: StreamMeter | undefined,
  ): Run {
    const turn = this.thread().turns.findLast(({ parts }) => parts.some(({ id }) => id === toolCallId));
    return { agentId, turnId: turn?.id ?? "", signal, meter, options };
  }
}

function named({ id, toolName }: ToolCallPart): { readonly toolCallId: string; readonly toolName: string } {
  return { toolCallId: id, toolName };
}

function outcomeChunk(call: ToolCallPart, outcome: CallOutcome): AgentChunk {
  if ("result" in outcome) {
    return { type: "tool-result", ...named(call), result: outcome.result };
  }
  return "failed" in outcome
    ? { type: "tool-error", ...named(call), message: outcome.failed }
    : { type: "tool-denied", ...named(call) };
}

/** What a person has written, with the names of what went along. */
function wordsOf(turn: Turn): string {
  const attached = turn.parts.flatMap((part) => (part.kind === "context" ? [part.item.name, part.item.detail] : []));
  return [textOf(turn), ...attached].join("\n");
}
