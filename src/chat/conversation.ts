import type { AgentService, Memory } from "../agents/agentService";
import { type AgentChunk, endsTurn } from "../agents/chunk";
import type { AgentSummary } from "../shared/protocol";
import type { ToolCallPart, Transcript, Turn } from "../shared/transcript";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import { alreadyResolved, connectionLost, reloaded, stillBusy } from "./conversationNotices";
import { endTurn, reduceTurn } from "./turnReducer";

export type Agents = Pick<AgentService, "stream" | "decideToolCall" | "serverLabel">;

/**
 * The turns of one thread, and the one run that may be writing to them. Knows nothing of panels or
 * files: it says that something changed, and others read `turns`.
 */
export class Conversation {
  private run: { readonly abort: AbortController; readonly turnId: string } | undefined;
  private current: readonly Turn[];

  constructor(
    readonly threadId: string,
    turns: readonly Turn[],
    private readonly agents: Agents,
    private readonly onChange: () => void,
    private readonly logError: (what: string, error: unknown) => void,
  ) {
    this.current = turns.map((turn) => (turn.state === "streaming" ? endTurn(turn, "interrupted", reloaded()) : turn));
  }

  get turns(): readonly Turn[] {
    return this.current;
  }

  get busy(): boolean {
    return this.run !== undefined;
  }

  get transcript(): Transcript {
    return { threadId: this.threadId, turns: this.current };
  }

  /**
   * Sends a message and streams the answer. Resolves when the turn has ended, however it ended.
   *
   * @throws UserFacingError when the server took nothing: the turns are gone again and the text is the
   *   caller's to give back, so that sending it again makes no second copy
   */
  async send(text: string, agent: AgentSummary, resourceId: string): Promise<void> {
    const user = newTurn({ role: "user", agentName: "", state: "complete", parts: [{ kind: "text", id: "user", text }] });
    const answer = newTurn({ role: "agent", agentName: agent.name, agentId: agent.id, state: "streaming", parts: [] });
    this.change([...this.current, user, answer]);
    const memory: Memory = { threadId: this.threadId, resourceId };
    const outcome = await this.follow(answer.id, (signal) => this.agents.stream(agent.id, text, memory, signal));
    if (outcome.refused) {
      this.change(this.current.filter(({ id }) => id !== user.id && id !== answer.id));
      throw outcome.refused;
    }
  }

  /**
   * Answers a waiting tool call and streams what follows into the same turn.
   *
   * @throws UserFacingError when the server did not take the decision; the call waits as before
   */
  async decide(turnId: string, toolCallId: string, approved: boolean): Promise<void> {
    const turn = this.find(turnId);
    if (!turn?.agentId || turn.runId === undefined || !waitsFor(turn, toolCallId)) {
      return;
    }
    if (this.busy) {
      this.replace(renewed(turn));
      throw stillBusy();
    }
    const { agentId, runId } = turn;
    this.replace(decided(turn, toolCallId, approved));
    const outcome = await this.follow(turnId, (signal) =>
      this.agents.decideToolCall(agentId, { runId, toolCallId, approved }, signal),
    );
    if (outcome.refused) {
      const resolved = outcome.refused instanceof UserFacingError && outcome.refused.kind === "server";
      this.replace(resolved ? endTurn(turn, "interrupted", alreadyResolved()) : renewed(turn));
      if (!resolved) {
        throw outcome.refused;
      }
    }
  }

  /** Stops the run. The turn says so at once; the server hears of it by the closed connection. */
  stop(): void {
    const run = this.run;
    if (run) {
      this.run = undefined;
      this.update(run.turnId, (turn) => endTurn(turn, "stopped"));
      run.abort.abort();
    }
  }

  private async follow(
    turnId: string,
    open: (signal: AbortSignal) => AsyncIterable<AgentChunk>,
  ): Promise<{ refused?: Error }> {
    const run = { abort: new AbortController(), turnId };
    this.run = run;
    // Stop must be there from the first moment, not from the first chunk.
    this.onChange();
    let began = false;
    try {
      let ended = false;
      for await (const chunk of open(run.abort.signal)) {
        if (this.run !== run) {
          return {};
        }
        began = true;
        ended ||= endsTurn(chunk);
        this.update(turnId, (turn) => reduceTurn(turn, chunk));
      }
      this.finishRun(run);
      if (!ended) {
        this.update(turnId, (turn) =>
          turn.error ? endTurn(turn, "failed") : endTurn(turn, "interrupted", connectionLost(this.agents.serverLabel())),
        );
      }
      return {};
    } catch (error) {
      // A session that ends stops the run as well; its reason must not pass for a Stop.
      const stopped = isCancellation(error) || (began && this.run !== run);
      this.finishRun(run);
      if (stopped) {
        return {};
      }
      if (!began) {
        return { refused: error instanceof Error ? error : new Error(String(error)) };
      }
      this.logError("streaming an answer", error);
      const notice = error instanceof UserFacingError ? error.notice : connectionLost(this.agents.serverLabel());
      this.update(turnId, (turn) => endTurn(turn, "interrupted", notice));
      return {};
    }
  }

  /** Before the turn's last change, so that whoever hears of that change sees the thread idle. */
  private finishRun(run: object): void {
    if (this.run === run) {
      this.run = undefined;
      this.onChange();
    }
  }

  private find(turnId: string): Turn | undefined {
    return this.current.find(({ id }) => id === turnId);
  }

  private update(turnId: string, change: (turn: Turn) => Turn): void {
    // The turn being written is all but always the last one.
    const index = this.current.findLastIndex(({ id }) => id === turnId);
    const turn = this.current[index];
    const next = turn && change(turn);
    if (next && next !== turn) {
      this.change(this.current.with(index, next));
    }
  }

  private replace(turn: Turn): void {
    this.update(turn.id, () => turn);
  }

  private change(turns: readonly Turn[]): void {
    this.current = turns;
    this.onChange();
  }
}

function newTurn(turn: Omit<Turn, "id" | "createdAt">): Turn {
  return { ...turn, id: crypto.randomUUID(), createdAt: Date.now() };
}

/** The same turn as new objects: the panel's buttons rest after a press until they are sent again. */
function renewed(turn: Turn): Turn {
  return { ...turn, parts: turn.parts.map((part) => ({ ...part })) };
}

function waitsFor(turn: Turn, toolCallId: string): boolean {
  return turn.parts.some((part) => part.kind === "tool" && part.id === toolCallId && part.status === "awaitingApproval");
}

function decided(turn: Turn, toolCallId: string, approved: boolean): Turn {
  const status: ToolCallPart["status"] = approved ? "running" : "declined";
  const parts = turn.parts.map((part) => (part.kind === "tool" && part.id === toolCallId ? { ...part, status } : part));
  return { ...turn, state: "streaming", parts };
}
