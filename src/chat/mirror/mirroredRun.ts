import { type AgentChunk, asks } from "../../agents/chunk";
import { endsRun } from "../../agents/threadSubscription";
import type { Notice, Turn } from "../../shared/transcript";
import { interjected } from "../history/interjection";
import { endTurn, joinWords, reduceTurn } from "../reducer/turnReducer";
import { newTurn, waits, without } from "../turn/turnChanges";

/** Turns among which the stored ones of a run are looked for. */
const NEWEST = 12;

/**
 * What comes of a run that was begun elsewhere, as turns of its own. They are shown behind the conversation's, or in
 * the place of those that are the same, and nothing here changes a conversation.
 */
export class MirroredRun {
  /** The thread has been read since the run began: from then on it is shown. */
  isShown = false;
  /** The connection was lost: the run may have ended since, or is told once more. */
  isLost = false;
  /** It was not told once more. */
  isCut = false;
  private list: readonly Turn[];
  private turnId: string;
  /** What the first message of it is called where it is stored. */
  private messageId: string | undefined;
  private ending: AgentChunk | undefined;

  /**
   * @param since the conversation's last turn when it began; what is stored of the run makes that another one
   * @param base the turn that it goes on with, where it waited for a decision
   */
  constructor(
    readonly runId: string,
    readonly agent: { readonly id: string; readonly name: string },
    private since: Turn | undefined,
    private readonly base?: Turn,
  ) {
    const turn = base
      ? { ...without(base, "error", "endedAt", "canContinue"), parts: base.parts.map(decided) }
      : newTurn({ role: "agent", agentName: agent.name, agentId: agent.id, parts: [], state: "streaming" });
    this.list = [{ ...turn, state: "streaming", elsewhere: true }];
    this.turnId = turn.id;
  }

  /** True once nothing more comes of it: it has ended, or waits for a person. */
  get isOver(): boolean {
    return this.ending !== undefined;
  }

  /** True when it waits for a person: after their decision it goes on. */
  get waits(): boolean {
    return this.ending !== undefined && asks(this.ending);
  }

  /** True when it has ended with calls that whoever began it runs in an editor, and then goes on as another run. */
  get leavesCalls(): boolean {
    return (
      this.ending?.type === "finish" &&
      this.ending.reason === "tool-calls" &&
      this.list.some(({ parts }) => parts.some((part) => part.kind === "tool" && part.status === "running"))
    );
  }

  /** @returns our own ids of the messages that have come into it */
  take(chunks: readonly AgentChunk[], now: number = Date.now()): readonly string[] {
    const came: string[] = [];
    for (const chunk of joinWords(chunks)) {
      if (this.ending) {
        break;
      }
      this.ending = endsRun(chunk) ? chunk : undefined;
      if (chunk.type === "user-message") {
        this.interject(chunk);
        came.push(...(chunk.clientId === undefined ? [] : [chunk.clientId]));
      } else if (!this.waits && !this.leavesCalls) {
        // A call that waits is asked for by the turn that is read then, and by no other.
        this.update((turn) => this.named(reduceTurn(turn, chunk, now), chunk));
      }
      if (chunk.type === "error") {
        this.update((turn) => endTurn(turn, "failed", turn.error, now));
      }
    }
    return came;
  }

  /** It is told once more: as another one that takes the place of this one. */
  again(): MirroredRun {
    const next = new MirroredRun(this.runId, this.agent, this.since, this.base);
    next.isShown = this.isShown;
    return next;
  }

  /** @param notice why nothing more comes of it for the moment */
  cut(notice: Notice): void {
    this.isCut = true;
    this.update((turn) => endTurn(turn, "interrupted", notice));
  }

  /** The thread has been read. @param turns as they are now */
  show(turns: readonly Turn[]): void {
    const last = turns.at(-1);
    this.isShown = true;
    this.since = last && this.isPartOf(last) ? this.since : last;
  }

  /** It is shown no more, and still looked for. */
  hidden(): this {
    this.isShown = false;
    return this;
  }

  /** Whether turns that were read from the server hold what came of it. */
  isStoredIn(turns: readonly Turn[]): boolean {
    const last = turns.at(-1);
    const questions = this.list.filter(({ role }) => role === "user");
    if (this.ending?.type === "abort" && questions.length > 0 && this.list.every(saysNothing)) {
      // Stopped before its first word: nothing is stored but what it was to answer.
      return questions.every((question) => turns.some((turn) => isSameMessage(turn, question)));
    }
    if (last?.role !== "agent" || last === this.since) {
      return false;
    }
    // All of a run that has finished is stored before that is told, whatever it is called. What is left of an aborted
    // one comes a moment later, and another run may have been stored meanwhile; unless it went on with the last turn.
    const isCertain = this.ending?.type === "finish" || this.messageId === undefined || last.id === this.since?.id;
    return isCertain || turns.some((turn) => this.isCalled(turn));
  }

  /** The turns of a conversation with these: the same turn is shown once. */
  over(turns: readonly Turn[]): readonly Turn[] {
    let end = turns.length;
    for (let turn = turns[end - 1]; turn && this.isPartOf(turn); turn = turns[end - 1]) {
      end -= 1;
    }
    const before = turns.slice(0, end);
    // With something behind it, it is stored, and what is told of it is late.
    return before.slice(-NEWEST).some((turn) => this.isPartOf(turn)) ? turns : [...before, ...this.list];
  }

  private isCalled({ id, messageIds = [] }: Turn): boolean {
    return this.messageId !== undefined && (id === this.messageId || messageIds.includes(this.messageId));
  }

  private isPartOf({ id, messageIds = [], role, runId }: Turn): boolean {
    return this.list.some(
      (turn) =>
        turn.role === role &&
        (turn.id === id ||
          messageIds.some((each) => turn.messageIds?.includes(each)) ||
          (role === "agent" && runId === this.runId)),
    );
  }

  /** As the server's memory will call it, so that what is read takes its place. */
  private named(turn: Turn, chunk: AgentChunk): Turn {
    const { messageId } = chunk.type === "start" ? chunk : {};
    this.messageId ??= messageId;
    return messageId === undefined || turn.parts.length > 0 ? turn : { ...turn, id: (this.turnId = messageId) };
  }

  private interject(message: AgentChunk & { readonly type: "user-message" }): void {
    const made = interjected(this.list, this.turnId, message);
    if (made) {
      this.turnId = made.turnId;
      this.list = made.turns.map((turn) =>
        turn.role === "agent" && !turn.elsewhere ? { ...turn, elsewhere: true } : turn,
      );
    }
  }

  private update(change: (turn: Turn) => Turn): void {
    const { turnId } = this;
    this.list = this.list.map((turn) => (turn.id === turnId ? change(turn) : turn));
  }
}

function saysNothing({ role, parts }: Turn): boolean {
  return role !== "agent" || parts.length === 0;
}

function isSameMessage({ id, messageIds = [] }: Turn, other: Turn): boolean {
  return id === other.id || messageIds.some((each) => each === other.id || other.messageIds?.includes(each));
}

/** Somebody has decided on what waited. */
function decided(part: Turn["parts"][number]): Turn["parts"][number] {
  return part.kind === "tool" && waits(part) ? { ...part, status: "running" } : part;
}
