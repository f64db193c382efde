import type { AgentChunk } from "../../../src/agents/chunk";
import type { OutgoingMessage } from "../../../src/agents/outgoingMessage";
import type { Agents } from "../../../src/chat/conversation";

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
  readonly decisions: { agentId: string; runId: string; toolCallId: string; approved: boolean; reason?: string }[] = [];
  readonly resumed: { agentId: string; runId: string; toolCallId: string; resumeData: unknown }[] = [];
  run = new ScriptedRun();
  /** Runs for the questions after the next one, in order. */
  readonly later: ScriptedRun[] = [];

  serverLabel(): string {
    return "mastra.example.com";
  }

  stream: Agents["stream"] = (agentId, message, memory, signal) => {
    this.calls.push({ agentId, message: message.text, ...memory });
    this.messages.push(message);
    const run = this.run;
    this.run = this.later.shift() ?? run;
    return run.read(signal);
  };

  decideToolCall: Agents["decideToolCall"] = (agentId, { runId, toolCallId, approved, reason }, signal) => {
    this.decisions.push({ agentId, runId, toolCallId, approved, ...(reason ? { reason } : {}) });
    return this.run.read(signal);
  };

  resumeToolCall: Agents["resumeToolCall"] = (agentId, { runId, toolCallId, resumeData }, signal) => {
    this.resumed.push({ agentId, runId, toolCallId, resumeData });
    return this.run.read(signal);
  };
}

/** Resolves as soon as `condition` holds; a test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
