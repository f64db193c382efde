import type { Memory } from "../agents/memory";
import { type AgentChunk, endsTurn, isSilent, type UserMessageChunk } from "../agents/chunk";
import { GOES_ON } from "../agents/runOptions";
import type { OutgoingMessage } from "../agents/outgoingMessage";
import { within } from "../shared/delay";
import type { AgentSummary } from "../shared/protocol";
import type { ThreadOptions } from "../shared/threadOptions";
import type { ApprovalSource, Notice, SubmittedPlan, ToolCallPart, Transcript, Turn } from "../shared/transcript";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import type { ConversationDependencies, Open } from "./conversationDependencies";
import { alreadyResolved, lostResponse, reloaded, stillBusy } from "./conversationNotices";
import { endTurn, joinWords, reduceTurn } from "./reducer/turnReducer";
import type { Outcome, Run } from "./turn/run";
import { answered, newTurn, questionTurn, renewed, waitingCall, withCall } from "./turn/turnChanges";
import { TurnList } from "./turn/turnList";
import { TurnTimes } from "./turn/turnTimes";

/** Milliseconds that an end waits for its place on the disk, and not longer. */
const SAVE_LIMIT_MS = 2_000;

/**
 * The turns of one thread, and the one run that may be writing to them. Knows nothing of panels or
 * files: it says that something changed, and others read `turns`.
 */
export class Conversation {
  private run: Run | undefined;
  private readonly list: TurnList;
  private hasEarlier: boolean;
  private name: string | undefined;
  private chosen: ThreadOptions | undefined;
  /** Ids of the runs whose chunks have come here. */
  private readonly runs = new Set<string>();
  /** True once the server's memory was seen to hold this thread. */
  onServer: boolean;

  constructor(
    readonly threadId: string,
    private readonly deps: ConversationDependencies,
    stored: Omit<Transcript, "threadId"> = { turns: [] },
  ) {
    this.list = new TurnList(
      stored.turns.map((turn) => (turn.state === "streaming" ? endTurn(turn, "interrupted", reloaded()) : turn)),
    );
    this.hasEarlier = stored.earlier ?? false;
    this.onServer = this.hasEarlier;
    this.name = stored.title;
    this.chosen = stored.options;
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

  /** True for a run that this window has streamed itself: what else is told of it is no news. */
  hasStreamed(runId: string): boolean {
    return this.runs.has(runId);
  }

  get transcript(): Transcript {
    const { threadId, name, turns } = this;
    return {
      ...{ threadId, turns, earlier: this.hasEarlier },
      ...(name === undefined ? {} : { title: name }),
      ...this.withOptions,
    };
  }

  /** True when the server has messages before the first turn. */
  get earlier(): boolean {
    return this.hasEarlier;
  }

  /** The thread's name, when the server or a person has given it one. */
  get title(): string | undefined {
    return this.name;
  }

  /** What a person has set for the requests of this thread. */
  get options(): ThreadOptions | undefined {
    return this.chosen;
  }

  /** @param options none set: as the agent itself */
  setOptions(options: ThreadOptions): void {
    this.chosen = Object.keys(options).length > 0 ? options : undefined;
    this.deps.onChange();
  }

  /** As a field of what goes to an agent now. */
  get withOptions(): { readonly options?: ThreadOptions } {
    return this.chosen ? { options: this.chosen } : {};
  }

  rename(title: string): void {
    if (title !== this.name) {
      this.name = title;
      this.deps.onChange();
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
   * @returns false when it was stopped before the server had begun to answer: whether the message got there is
   *   not known then
   * @throws UserFacingError when the server took nothing, or kind `busy` while another run is being written: the turns
   *   are as before and the text is the caller's to give back, so that sending it again makes no second copy. A
   *   message whose answer was lost stays, with a response that broke off
   */
  async send(message: OutgoingMessage, agent: AgentSummary, resourceId: string): Promise<boolean> {
    if (this.busy) {
      throw stillBusy();
    }
    const question = questionTurn(message);
    const answer = newTurn({ role: "agent", agentName: agent.name, agentId: agent.id, state: "streaming", parts: [] });
    this.change([...this.turns, question, answer]);
    const memory: Memory = { threadId: this.threadId, resourceId };
    const { taken, refused, givenUp } = await this.follow(
      answer.id,
      (...how) => this.deps.agents.stream(agent.id, message, memory, ...how),
      async (error) => (await this.deps.wasStored?.(message.id, agent.id, error)) ?? false,
    );
    if (givenUp) {
      this.update(answer.id, (turn) => endTurn(turn, "stopped"));
    }
    if (refused) {
      this.change(this.turns.filter(({ id }) => id !== question.id && id !== answer.id));
      throw refused;
    }
    return taken;
  }

  /**
   * Approves a call, or declines one, or what a suspended tool asks for, and streams what follows into the same turn.
   *
   * @param reason why it was declined; may be empty
   * @param by who approves it
   * @returns the server's refusal when it knows of no such call any more (kind `runGone`): it was decided
   *   elsewhere, and what came of it only the server's memory knows
   * @throws UserFacingError when the server did not take the decision, for whatever other reason; the call waits
   *   as before
   */
  decide(
    turnId: string,
    toolCallId: string,
    approved: boolean,
    reason = "",
    by: ApprovalSource = "person",
  ): Promise<UserFacingError | undefined> {
    const { withOptions } = this;
    const { agents } = this.deps;
    const ways = approved ? (["awaitingApproval"] as const) : (["awaitingApproval", "suspended"] as const);
    return this.answer(turnId, toolCallId, ways, (turn, agentId, runId, { status, suspension }) => ({
      next: answered(
        turn,
        toolCallId,
        approved
          ? { status: "running", startedAt: Date.now(), approval: by }
          : { status: "declined", ...(reason === "" ? {} : { reason }) },
      ),
      open: (...how) =>
        status === "suspended"
          ? agents.declineAnswer(agentId, { runId, toolCallId, reason, ...withOptions }, suspension?.schema, ...how)
          : agents.decideToolCall(agentId, { runId, toolCallId, approved, reason, ...withOptions }, ...how),
    }));
  }

  /** Gives a suspended tool what it asked for; as `decide`. */
  resume(turnId: string, toolCallId: string, resumeData: unknown): Promise<UserFacingError | undefined> {
    const { withOptions } = this;
    return this.answer(turnId, toolCallId, ["suspended"], (turn, agentId, runId) => ({
      next: answered(turn, toolCallId, { status: "running", startedAt: Date.now() }),
      open: (...how) =>
        this.deps.agents.resumeToolCall(agentId, { runId, toolCallId, resumeData, ...withOptions }, ...how),
    }));
  }

  /** Notes what the plan says that a call submits. */
  setPlan(turnId: string, toolCallId: string, plan: SubmittedPlan): void {
    this.update(turnId, (turn) => ({ ...turn, parts: withCall(turn.parts, toolCallId, { plan }) }));
  }

  /**
   * Streams more into a turn that is there already; as `decide`.
   *
   * @param turn as it is, and as it stays when the server takes nothing
   * @param next as it is from now on
   */
  async goOn(turn: Turn, next: Turn, open: Open): Promise<UserFacingError | undefined> {
    if (this.busy) {
      this.replace(renewed(turn));
      throw stillBusy();
    }
    this.replace(next);
    const { refused, givenUp } = await this.follow(turn.id, open);
    if (refused instanceof UserFacingError && refused.kind === "runGone") {
      const ended = endTurn(turn, "interrupted", alreadyResolved());
      await this.keep(ended);
      this.replace(ended);
      return refused;
    }
    if (refused || givenUp) {
      // An outage decides nothing.
      this.replace(renewed(turn));
    }
    if (refused) {
      throw refused;
    }
    return undefined;
  }

  /** Stops the run. The turn says so at once; the server hears of it by the closed connection, or is told. */
  stop(): void {
    this.giveUp((turn) => endTurn(turn, "stopped"));
  }

  /** Nobody reads the run here any more: one that is kept alive goes on on the server, and any other one is stopped. */
  leave(): void {
    if (this.run?.isKept) {
      this.giveUp((turn) => endTurn(turn, "interrupted", reloaded()), GOES_ON);
    } else {
      this.stop();
    }
  }

  /** Somebody has told a panel of the turns. @param milliseconds that it took, for the log's line about the run */
  told(milliseconds: number): void {
    this.run?.times.told(milliseconds);
  }

  private giveUp(change: (turn: Turn) => Turn, reason?: unknown): void {
    const { run } = this;
    if (run) {
      this.run = undefined;
      this.letGo(run);
      this.update(run.turnId, change);
      run.abort.abort(reason);
    }
  }

  /** Whatever still comes of a run that is kept alive is shown as a response of elsewhere. */
  private letGo({ isKept, turnId }: Run): void {
    if (isKept) {
      this.runs.delete(this.list.find(turnId)?.runId ?? "");
    }
  }

  private async answer(
    turnId: string,
    toolCallId: string,
    ways: readonly ("awaitingApproval" | "suspended")[],
    plan: (turn: Turn, agentId: string, runId: string, call: ToolCallPart) => { next: Turn; open: Open },
  ): Promise<UserFacingError | undefined> {
    const turn = this.list.find(turnId);
    const call = turn && waitingCall(turn, toolCallId, ...ways);
    if (!turn?.agentId || turn.runId === undefined || !call) {
      return undefined;
    }
    this.runs.add(turn.runId);
    const { next, open } = plan(turn, turn.agentId, turn.runId, call);
    return this.goOn(turn, next, open);
  }

  /** @param wasTaken asked when it fails before the server has begun to answer: whether it will have to all the same */
  private async follow(turnId: string, open: Open, wasTaken?: (error: unknown) => Promise<boolean>): Promise<Outcome> {
    const times = new TurnTimes();
    const run: Run = { abort: new AbortController(), turnId, times, isKept: false };
    this.run = run;
    // Stop must be there from the first moment, not from the first chunk.
    this.deps.onChange();
    const lost = (error?: unknown): Notice => {
      this.letGo(run);
      return lostResponse(this.deps.agents.serverLabel(), error, run.isKept);
    };
    let taken = false;
    let ended = false;
    try {
      for await (const batch of open(run.abort.signal, times)) {
        taken = true;
        if (this.run !== run) {
          return { taken };
        }
        ended = (await this.takeIn(run, batch)) || ended;
      }
      await this.end(run, (turn) =>
        ended ? turn : turn.error ? endTurn(turn, "failed") : endTurn(turn, "interrupted", lost()),
      );
      return { taken: true };
    } catch (error) {
      const arrived = !taken && !isCancellation(error) && this.run === run && ((await wasTaken?.(error)) ?? false);
      const current = this.run === run;
      if (arrived && current) {
        this.deps.logError("sending a message", error);
        await this.end(run, (turn) => endTurn(turn, "interrupted", lost(error)));
        return { taken: true };
      }
      // A session that ends stops the run as well; its reason must not pass for a Stop.
      const stopped = isCancellation(error) || ((taken || arrived) && !current);
      if (!taken) {
        this.run = current ? undefined : this.run;
        return stopped
          ? { taken, givenUp: current }
          : { taken, refused: error instanceof Error ? error : new Error(String(error)) };
      }
      if (stopped) {
        await this.end(run, (turn) => (ended ? turn : endTurn(turn, "stopped")));
        return { taken };
      }
      this.deps.logError("streaming an answer", error);
      await this.end(run, (turn) => (ended ? turn : endTurn(turn, "interrupted", lost(error))));
      return { taken };
    } finally {
      if (taken) {
        this.deps.logTimes?.(times.sum);
      }
    }
  }

  /** @returns true when the turn has properly ended with one of these chunks */
  private async takeIn(run: Run, batch: readonly AgentChunk[]): Promise<boolean> {
    const at = batch.findIndex(({ type }) => type === "user-message");
    const message = batch[at];
    if (message?.type === "user-message") {
      const ended = at > 0 && (await this.takeIn(run, batch.slice(0, at)));
      await this.interject(run, message);
      return (await this.takeIn(run, batch.slice(at + 1))) || ended;
    }
    if (this.run !== run) {
      return false;
    }
    const chunks = joinWords(batch);
    for (const chunk of chunks) {
      if (chunk.type === "other" && !isSilent(chunk.name)) {
        this.deps.logUnknown?.(chunk.name);
      } else if (chunk.type === "start" && chunk.runId !== undefined) {
        this.runs.add(chunk.runId);
      } else if (chunk.type === "accepted") {
        run.isKept = chunk.kept === true;
      }
    }
    const now = Date.now();
    const reduce = (turn: Turn, some: readonly AgentChunk[]): Turn =>
      some.reduce((sofar, chunk) => reduceTurn(sofar, chunk, now), turn);
    const end = chunks.findIndex(endsTurn);
    const before = end < 0 ? chunks : chunks.slice(0, end);
    run.times.apply(batch, () => this.update(run.turnId, (turn) => reduce(turn, before)));
    if (end < 0) {
      return false;
    }
    const rest = chunks.slice(end);
    const turn = this.list.find(run.turnId);
    if (turn) {
      const ended = reduce(turn, rest);
      run.saved = ended;
      await this.keep(ended);
      if (this.run === run) {
        this.update(run.turnId, (latest) => (latest === turn ? ended : reduce(latest, rest)));
      }
    }
    return true;
  }

  /** A message of a person's has come into the run: its turn, and then another one of the agent's. */
  private async interject(run: Run, message: UserMessageChunk): Promise<void> {
    const { interjected } = await import("./history/interjection");
    const made = this.run === run ? interjected(this.turns, run.turnId, message) : undefined;
    if (made) {
      run.turnId = made.turnId;
      this.change(made.turns);
      this.deps.onSteered?.(message.clientId);
    }
  }

  /** The run is over: the turn's last change and the thread being idle are told in one, after both are on disk. */
  private async end(run: Run, change: (turn: Turn) => Turn): Promise<void> {
    const turn = this.run === run ? this.list.find(run.turnId) : undefined;
    const ended = turn && change(turn);
    if (ended && ended !== run.saved) {
      await this.keep(ended);
    }
    if (this.run !== run) {
      return;
    }
    this.run = undefined;
    this.list.update(run.turnId, (latest) => (ended && latest === turn ? ended : change(latest)));
    this.deps.onChange();
  }

  /** Never throws and never hangs: an answer must end on a disk that is full or gone, too. */
  private async keep(ended: Turn): Promise<void> {
    const { beforeEnd } = this.deps;
    if (!beforeEnd) {
      return;
    }
    const { transcript } = this;
    const turns = transcript.turns.map((turn) => (turn.id === ended.id ? ended : turn));
    try {
      await within(beforeEnd({ ...transcript, turns }), SAVE_LIMIT_MS);
    } catch (error) {
      this.deps.logError("saving the end of an answer", error);
    }
  }

  private update(turnId: string, change: (turn: Turn) => Turn): void {
    if (this.list.update(turnId, change)) {
      this.deps.onChange();
    }
  }

  private replace(turn: Turn): void {
    this.update(turn.id, () => turn);
  }

  private change(turns: readonly Turn[]): void {
    this.list.set(turns);
    this.deps.onChange();
  }
}
