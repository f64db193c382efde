import type { AgentService, Memory } from "../agents/agentService";
import { type AgentChunk, endsTurn, isSilent } from "../agents/chunk";
import type { StreamMeter } from "../agents/chunkStream";
import type { OutgoingMessage } from "../agents/outgoingMessage";
import type { AgentSummary } from "../shared/protocol";
import type { Transcript, Turn } from "../shared/transcript";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import { alreadyResolved, brokenOff, connectionLost, reloaded, stillBusy } from "./conversationNotices";
import { joinWords } from "./turn/joinWords";
import { answered, newTurn, questionTurn, renewed, waitingCall } from "./turn/turnChanges";
import { TurnList } from "./turn/turnList";
import { type RunTimes, TurnTimes } from "./turn/turnTimes";
import { endTurn, reduceTurn } from "./turnReducer";

export type Agents = Pick<AgentService, "stream" | "decideToolCall" | "resumeToolCall" | "serverLabel">;

/** Makes the request of a run. */
type Open = (signal: AbortSignal, meter: StreamMeter) => AsyncIterable<readonly AgentChunk[]>;

export interface ConversationParts {
  readonly agents: Agents;
  readonly onChange: () => void;
  readonly logError: (what: string, error: unknown) => void;
  /** A chunk that this version does not show; its type, never its content. */
  readonly logUnknown?: (type: string) => void;
  /** A run that the server had taken is over, however it ended. */
  readonly logTimes?: (times: RunTimes) => void;
}

/**
 * The turns of one thread, and the one run that may be writing to them. Knows nothing of panels or
 * files: it says that something changed, and others read `turns`.
 */
export class Conversation {
  private run: { readonly abort: AbortController; readonly turnId: string; readonly times: TurnTimes } | undefined;
  private readonly list: TurnList;
  private hasEarlier: boolean;
  private name: string | undefined;
  /** True once the server's memory was seen to hold this thread. */
  onServer: boolean;

  constructor(
    readonly threadId: string,
    private readonly parts: ConversationParts,
    stored: Omit<Transcript, "threadId"> = { turns: [] },
  ) {
    this.list = new TurnList(
      stored.turns.map((turn) => (turn.state === "streaming" ? endTurn(turn, "interrupted", reloaded()) : turn)),
    );
    this.hasEarlier = stored.earlier ?? false;
    this.onServer = this.hasEarlier;
    this.name = stored.title;
  }

  /** The list of this moment; a later change makes another one. */
  get turns(): readonly Turn[] {
    return this.list.all;
  }

  /** The newest turn. Unlike `turns`, asking for it at every chunk costs nothing in a long thread. */
  get lastTurn(): Turn | undefined {
    return this.list.last;
  }

  get busy(): boolean {
    return this.run !== undefined;
  }

  get transcript(): Transcript {
    const { threadId, name, turns } = this;
    return { threadId, turns, earlier: this.hasEarlier, ...(name === undefined ? {} : { title: name }) };
  }

  /** True when the server has messages before the first turn. */
  get earlier(): boolean {
    return this.hasEarlier;
  }

  /** The thread's name, when the server or a person has given it one. */
  get title(): string | undefined {
    return this.name;
  }

  rename(title: string): void {
    if (title !== this.name) {
      this.name = title;
      this.parts.onChange();
    }
  }

  /** Puts other turns in the place of all, such as what the server's memory says. Never while a run writes. */
  setTurns(turns: readonly Turn[], earlier: boolean): void {
    if (turns !== this.list.all || earlier !== this.hasEarlier) {
      this.hasEarlier = earlier;
      this.change(turns);
    }
  }

  /**
   * Sends a message and streams the answer. Resolves when the turn has ended, however it ended.
   *
   * @throws UserFacingError when the server took nothing: the turns are as before and the text is the
   *   caller's to give back, so that sending it again makes no second copy
   */
  async send(message: OutgoingMessage, agent: AgentSummary, resourceId: string): Promise<void> {
    const before = this.turns;
    const question = questionTurn(message);
    const answer = newTurn({ role: "agent", agentName: agent.name, agentId: agent.id, state: "streaming", parts: [] });
    this.change([...before, question, answer]);
    const memory: Memory = { threadId: this.threadId, resourceId };
    const outcome = await this.follow(answer.id, (...how) =>
      this.parts.agents.stream(agent.id, message, memory, ...how),
    );
    if (outcome.refused) {
      this.change(this.turns.filter(({ id }) => id !== question.id && id !== answer.id));
      throw outcome.refused;
    }
  }

  /**
   * Answers a call that waits for approval and streams what follows into the same turn.
   *
   * @param reason why it was declined; may be empty
   * @returns the server's refusal when the call seems to have been decided elsewhere; what came of it only
   *   the server's memory knows
   * @throws UserFacingError when the server did not take the decision; the call waits as before
   */
  decide(turnId: string, toolCallId: string, approved: boolean, reason = ""): Promise<UserFacingError | undefined> {
    return this.answer(turnId, toolCallId, "awaitingApproval", (turn, agentId, runId) => ({
      next: answered(
        turn,
        toolCallId,
        approved
          ? { status: "running", startedAt: Date.now() }
          : { status: "declined", ...(reason === "" ? {} : { reason }) },
      ),
      open: (...how) => this.parts.agents.decideToolCall(agentId, { runId, toolCallId, approved, reason }, ...how),
    }));
  }

  /** Gives a suspended tool what it asked for; as `decide`. */
  resume(turnId: string, toolCallId: string, resumeData: unknown): Promise<UserFacingError | undefined> {
    return this.answer(turnId, toolCallId, "suspended", (turn, agentId, runId) => ({
      next: answered(turn, toolCallId, { status: "running", startedAt: Date.now() }),
      open: (...how) => this.parts.agents.resumeToolCall(agentId, { runId, toolCallId, resumeData }, ...how),
    }));
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

  /** Somebody has told a panel of the turns. @param milliseconds that it took, for the log's line about the run */
  told(milliseconds: number): void {
    this.run?.times.told(milliseconds);
  }

  private async answer(
    turnId: string,
    toolCallId: string,
    status: "awaitingApproval" | "suspended",
    plan: (turn: Turn, agentId: string, runId: string) => { next: Turn; open: Open },
  ): Promise<UserFacingError | undefined> {
    const turn = this.list.find(turnId);
    if (!turn?.agentId || turn.runId === undefined || !waitingCall(turn, toolCallId, status)) {
      return undefined;
    }
    if (this.busy) {
      this.replace(renewed(turn));
      throw stillBusy();
    }
    const { next, open } = plan(turn, turn.agentId, turn.runId);
    this.replace(next);
    const { refused } = await this.follow(turnId, open);
    if (refused) {
      if (refused instanceof UserFacingError && refused.kind === "server") {
        this.replace(endTurn(turn, "interrupted", alreadyResolved()));
        return refused;
      }
      this.replace(renewed(turn));
      throw refused;
    }
    return undefined;
  }

  private async follow(turnId: string, open: Open): Promise<{ refused?: Error }> {
    const times = new TurnTimes();
    const run = { abort: new AbortController(), turnId, times };
    const lost = (): ReturnType<typeof connectionLost> => connectionLost(this.parts.agents.serverLabel());
    this.run = run;
    // Stop must be there from the first moment, not from the first chunk.
    this.parts.onChange();
    let began = false;
    try {
      let ended = false;
      for await (const batch of open(run.abort.signal, times)) {
        if (this.run !== run) {
          return {};
        }
        began = true;
        ended = times.apply(batch, () => this.takeIn(turnId, batch)) || ended;
      }
      this.finishRun(run);
      if (!ended) {
        this.update(turnId, (turn) => (turn.error ? endTurn(turn, "failed") : endTurn(turn, "interrupted", lost())));
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
      this.parts.logError("streaming an answer", error);
      this.update(turnId, (turn) =>
        endTurn(turn, "interrupted", error instanceof UserFacingError ? brokenOff(error) : lost()),
      );
      return {};
    } finally {
      if (began) {
        this.parts.logTimes?.(times.sum);
      }
    }
  }

  /** @returns true when the turn has properly ended with one of these chunks */
  private takeIn(turnId: string, batch: readonly AgentChunk[]): boolean {
    const chunks = joinWords(batch);
    for (const chunk of chunks) {
      if (chunk.type === "other" && !isSilent(chunk.name)) {
        this.parts.logUnknown?.(chunk.name);
      }
    }
    const now = Date.now();
    this.update(turnId, (turn) => chunks.reduce((sofar, chunk) => reduceTurn(sofar, chunk, now), turn));
    return chunks.some(endsTurn);
  }

  /** Before the turn's last change, so that whoever hears of that change sees the thread idle. */
  private finishRun(run: object): void {
    if (this.run === run) {
      this.run = undefined;
      this.parts.onChange();
    }
  }

  private update(turnId: string, change: (turn: Turn) => Turn): void {
    if (this.list.update(turnId, change)) {
      this.parts.onChange();
    }
  }

  private replace(turn: Turn): void {
    this.update(turn.id, () => turn);
  }

  private change(turns: readonly Turn[]): void {
    this.list.set(turns);
    this.parts.onChange();
  }
}
