import type { AgentChunk } from "../../../src/agents/chunk";
import type { McpServerSummary } from "../../../src/agents/mcpServers";
import type { WholeResponse } from "../../../src/agents/wholeResponse";
import { declineWords, takesRefusalForAnswer } from "../../../src/agents/declining";
import type { OutgoingMessage } from "../../../src/agents/outgoingMessage";
import type { Agents } from "../../../src/chat/conversationDependencies";
import type { Remembered } from "../../../src/agents/agentMemory";
import type { Memory } from "../../../src/agents/memory";
import { ResponseService } from "../../../src/agents/responseService";
import { lazily } from "../../../src/shared/lazily";
import type { ThreadOptions } from "../../../src/shared/threadOptions";
import { UserFacingError } from "../../../src/shared/userFacingError";

/** One run under a test's control: chunks are pushed, and the run ends or breaks when the test says so. */
export class ScriptedRun {
  private readonly queue: (readonly AgentChunk[])[] = [];
  private wake: () => void = () => undefined;
  private ended = false;
  private error: Error | undefined;
  signal: AbortSignal | undefined;

  /** Chunks that come one by one. */
  push(...chunks: AgentChunk[]): this {
    this.queue.push(...chunks.map((chunk) => [chunk]));
    this.wake();
    return this;
  }

  /** Chunks that come in one piece. */
  pushTogether(...chunks: AgentChunk[]): this {
    this.queue.push(chunks);
    this.wake();
    return this;
  }

  end(): this {
    this.ended = true;
    this.wake();
    return this;
  }

  fail(error: Error): this {
    this.error = error;
    this.wake();
    return this;
  }

  async *read(signal: AbortSignal): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    this.signal = signal;
    signal.addEventListener("abort", () => this.fail(signal.reason as Error));
    for (;;) {
      const batch = this.queue.shift();
      if (batch) {
        yield batch;
      } else if (this.error) {
        throw this.error;
      } else if (this.ended) {
        return;
      } else {
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    }
  }
}

/** Stands where AgentService does; what is under test is the conversation, not the wire. */
export class ScriptedAgents implements Agents {
  readonly calls: { agentId: string; message: string; threadId: string; resourceId: string }[] = [];
  readonly messages: OutgoingMessage[] = [];
  readonly decisions: {
    agentId: string;
    runId: string;
    toolCallId: string;
    approved: boolean;
    reason?: string;
    options?: ThreadOptions;
  }[] = [];
  readonly resumed: {
    agentId: string;
    runId: string;
    toolCallId: string;
    resumeData: unknown;
    options?: ThreadOptions;
  }[] = [];
  readonly continued: { agentId: string; threadId: string; resourceId: string }[] = [];
  readonly steered: { agentId: string; id: string; text: string; threadId: string; resourceId: string }[] = [];
  readonly aborted: string[] = [];
  /** What comes of a message into a run. */
  steering: () => Promise<boolean> = () => Promise.resolve(true);
  run = new ScriptedRun();
  /** Runs for the questions after the next one, in order. */
  readonly later: ScriptedRun[] = [];

  /** Conversations that are kept elsewhere have tests of their own. */
  modelTurn(): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    return new ScriptedRun().end().read(new AbortController().signal);
  }

  /** What VS Code's own places ask for has tests of its own. */
  listMcpServers(): Promise<readonly McpServerSummary[]> {
    return Promise.resolve([]);
  }

  /** Runs with the editor's tools have tests of their own. */
  request(): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    return this.modelTurn();
  }

  generate(): Promise<WholeResponse> {
    return Promise.resolve({ text: "", finishReason: "stop" });
  }

  serverLabel(): string {
    return "mastra.example.com";
  }

  /** Nothing is offered: what there is to do with a response has tests of its own, with a server. */
  readonly responses = lazily(() => {
    const refuse = (): Promise<never> => Promise.reject(new UserFacingError("notMastra", "There is none."));
    return new ResponseService({ attempt: refuse, read: refuse, serverLabel: this.serverLabel() });
  });

  /** Plans that the server has, by path; another one is gone. */
  readonly plans = new Map<string, string>();

  readPlan(_agentId: string, path: string): Promise<string> {
    const plan = this.plans.get(path);
    return plan === undefined
      ? Promise.reject(new UserFacingError("planGone", `No file ${path}.`))
      : Promise.resolve(plan);
  }

  /** Threads of which somebody asked what an agent remembers; what it is has tests of its own, with a server. */
  readonly memoryOf: string[] = [];

  memory(_agentId: string, { threadId }: Memory): Promise<Remembered> {
    this.memoryOf.push(threadId);
    return Promise.resolve({});
  }

  stream: Agents["stream"] = (agentId, message, memory, signal) => {
    this.calls.push({ agentId, message: message.text, ...memory });
    this.messages.push(message);
    const run = this.run;
    this.run = this.later.shift() ?? run;
    return run.read(signal);
  };

  goOn: Agents["goOn"] = (agentId, memory, signal) => {
    this.continued.push({ agentId, ...memory });
    return this.run.read(signal);
  };

  steer: Agents["steer"] = async (agentId, message, memory) => {
    this.steered.push({ agentId, id: message.id, text: message.text, ...memory });
    return this.steering();
  };

  abortRun: Agents["abortRun"] = (_, { threadId }) => {
    this.aborted.push(threadId);
    return Promise.resolve(true);
  };

  decideToolCall: Agents["decideToolCall"] = (agentId, decision, signal) => {
    const { runId, toolCallId, approved, reason, options } = decision;
    this.decisions.push({
      ...{ agentId, runId, toolCallId, approved },
      ...(reason ? { reason } : {}),
      ...(options ? { options } : {}),
    });
    return this.run.read(signal);
  };

  /** As the service: in which form is decided by the schema. */
  declineAnswer: Agents["declineAnswer"] = (agentId, call, schema, signal) =>
    takesRefusalForAnswer(schema)
      ? this.resumeToolCall(agentId, { ...call, resumeData: declineWords(call.reason ?? "") }, signal)
      : this.decideToolCall(agentId, { ...call, approved: false }, signal);

  resumeToolCall: Agents["resumeToolCall"] = (agentId, { runId, toolCallId, resumeData, options }, signal) => {
    this.resumed.push({ agentId, runId, toolCallId, resumeData, ...(options ? { options } : {}) });
    return this.run.read(signal);
  };
}

/** Resolves as soon as `condition` holds; a test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
