import type { Owner } from "../shared/owner";
import type { Transcript } from "../shared/transcript";
import { Conversation } from "./conversation";
import type { Agents } from "./conversationDependencies";
import { alreadyResolved } from "./conversationNotices";
import { endTurn } from "./reducer/turnReducer";
import { TranscriptSaver } from "./transcriptSaver";
import type { TranscriptStore } from "./transcriptStore";
import { countWaiting } from "./turn/turnChanges";
import type { RunTimes } from "./turn/turnTimes";

export interface OpenConversationsDependencies {
  readonly owner: Owner;
  readonly agents: Agents;
  /** The same agents, where those of a thread may do more. */
  readonly assisted?: (thread: () => Conversation) => Agents;
  readonly store: TranscriptStore;
  /** The turns of a conversation have changed, or whether a response is being written to it. */
  readonly onChange: (conversation: Conversation) => void;
  /** Another set of conversations is open: one of them may have a call that waits. */
  readonly onOpened: () => void;
  readonly logError: (what: string, error: unknown) => void;
  /** A message has come into the run of a thread; see `ConversationDependencies`. */
  readonly onSteered?: (threadId: string, id: string | undefined) => void;
  /** Whether the server has a message of a thread; see `ConversationDependencies`. */
  readonly wasStored?: (threadId: string, messageId: string, agentId: string, error: unknown) => Promise<boolean>;
  readonly logUnknown?: (type: string) => void;
  readonly logTimes?: (times: RunTimes) => void;
}

interface OpenConversation {
  readonly conversation: Conversation;
  readonly saver: TranscriptSaver;
}

/**
 * The conversations of one owner that are in memory: the one that is shown, and those in which a response is
 * still being written, a call waits, or something else is under way.
 */
export class OpenConversations {
  private readonly open = new Map<string, OpenConversation>();
  private current: OpenConversation;
  /** Who needs a conversation in memory. */
  private readonly holds = new Map<object, Conversation>();
  /** By thread that has left the memory: what is still being written of it. */
  private readonly leaving = new Map<string, Promise<void>>();
  /** Which thread is shown is being written. */
  private remembering: Promise<void> = Promise.resolve();
  private readonly watchers = new Map<Conversation, Set<() => void>>();
  private opening: Promise<unknown> = Promise.resolve();
  private dropped = false;

  constructor(private readonly deps: OpenConversationsDependencies) {
    this.current = this.create();
  }

  /** The conversation that is shown. */
  get shown(): Conversation {
    return this.current.conversation;
  }

  /** Every conversation in memory, the shown one among them. */
  get all(): readonly Conversation[] {
    return [...this.open.values()].map(({ conversation }) => conversation);
  }

  find(threadId: string): Conversation | undefined {
    return this.open.get(threadId)?.conversation;
  }

  /** The conversation of a thread, read from this computer's files when it is not in memory; another one stays shown. */
  async get(threadId: string): Promise<Conversation> {
    const stored = this.open.has(threadId) ? undefined : await this.read(() => this.load(threadId));
    return (this.open.get(threadId) ?? this.create(threadId, stored)).conversation;
  }

  /**
   * Tells of every change of a conversation, shown or not, for a place other than the panels.
   *
   * @returns ends that
   */
  watch(conversation: Conversation, listener: () => void): () => void {
    const watchers = this.watchers.get(conversation) ?? new Set();
    this.watchers.set(conversation, watchers.add(listener));
    return () => {
      watchers.delete(listener);
      if (watchers.size === 0) {
        this.watchers.delete(conversation);
      }
    };
  }

  /** Whether a place other than the panels tells what happens in a conversation. */
  isWatched(conversation: Conversation): boolean {
    return this.watchers.has(conversation);
  }

  /**
   * Keeps a conversation in memory for an editor tab that shows it, or for what is under way in it between two runs:
   * one that has left the memory is neither saved nor shown any more.
   *
   * @returns ends that
   */
  hold(conversation: Conversation): () => void {
    const hold = {};
    this.holds.set(hold, conversation);
    return () => {
      this.holds.delete(hold);
      this.release(conversation);
    };
  }

  /** Shows the conversation that was shown last, unless a person has begun another one meanwhile. */
  restoreLast(): Promise<void> {
    const before = this.current;
    return this.inOrder(async () => {
      const stored = await this.read(() => this.deps.store.loadLast(this.deps.owner));
      const untouched = this.current === before && before.conversation.turns.length === 0;
      if (stored && untouched) {
        this.open.delete(before.conversation.threadId);
        this.current = this.open.get(stored.threadId) ?? this.create(stored.threadId, stored);
        this.deps.onOpened();
      }
    });
  }

  /** Shows an empty conversation; a response in the one before goes on. */
  startNew(): void {
    this.makeShown(this.create());
  }

  /** Shows a thread, from memory or from this computer's files; an empty conversation where neither has it. */
  show(threadId: string): Promise<void> {
    return this.inOrder(async () => {
      const stored = this.open.has(threadId) ? undefined : await this.read(() => this.load(threadId));
      this.makeShown(this.open.get(threadId) ?? this.create(threadId, stored));
    });
  }

  /** Shows a conversation made of turns that are known already, such as a branch. */
  showCopy(transcript: Transcript): void {
    this.addCopy(transcript);
    const made = this.open.get(transcript.threadId);
    if (made) {
      this.makeShown(made);
    }
  }

  /** As `showCopy`, for another place: the view shows what it has shown. */
  addCopy(transcript: Transcript): void {
    const made = this.create(transcript.threadId, transcript);
    if (!this.dropped) {
      made.saver.changed();
    }
  }

  /** Gives a thread that rests on this computer another title; one in memory has it already. */
  renameStored(threadId: string, title: string): Promise<void> {
    return this.changeStored(threadId, (stored) => ({ ...stored, title }));
  }

  /** What waits in a thread that rests on this computer was decided elsewhere: what came of it is read when it is opened. */
  settleStored(threadId: string): Promise<void> {
    return this.changeStored(threadId, (stored) => ({
      ...stored,
      turns: stored.turns.map((turn) =>
        turn.state === "waiting" ? endTurn(turn, "interrupted", alreadyResolved()) : turn,
      ),
    }));
  }

  /** Changes a thread that rests on this computer; one in memory stays as it is. */
  private async changeStored(threadId: string, change: (stored: Transcript) => Transcript): Promise<void> {
    const { owner, store } = this.deps;
    const stored = this.open.has(threadId) ? undefined : await this.load(threadId);
    if (stored && !this.dropped && !this.open.has(threadId)) {
      const saved = store.save(owner, change(stored));
      this.note(threadId, saved);
      await saved;
    }
  }

  /** Ends a thread's run and removes it from memory and from this computer. */
  async remove(threadId: string): Promise<void> {
    const removed = this.open.get(threadId);
    if (removed) {
      removed.conversation.stop();
      await removed.saver.drop();
      this.open.delete(threadId);
    }
    if (removed === this.current) {
      this.startNew();
    } else {
      this.deps.onOpened();
    }
    await this.leaving.get(threadId);
    await this.deps.store.remove(this.deps.owner, threadId);
  }

  /** A conversation that no place shows and in which nothing happens is not kept in memory. */
  release(conversation: Conversation): void {
    const { threadId, busy, turns } = conversation;
    const isNeeded = conversation === this.shown || [...this.holds.values()].includes(conversation);
    const open = this.open.get(threadId);
    if (!isNeeded && !busy && countWaiting(turns) === 0 && open?.conversation === conversation) {
      this.open.delete(threadId);
      this.note(threadId, open.saver.flush());
    }
  }

  /** Whoever reads, deletes or forgets a thread that is not in memory waits for what is still being written of it. */
  private note(threadId: string, write: Promise<void>): void {
    const all: Promise<void> = Promise.allSettled([this.leaving.get(threadId), write]).then(() => {
      if (this.leaving.get(threadId) === all) {
        this.leaving.delete(threadId);
      }
    });
    this.leaving.set(threadId, all);
  }

  /** Writes what has not been written. */
  async flush(): Promise<void> {
    await Promise.all([...this.open.values()].map(({ saver }) => saver.flush()));
    await this.written();
  }

  /** Ends every run, but for those that are kept alive on the server. */
  leaveAll(): void {
    for (const { conversation } of this.open.values()) {
      conversation.leave();
    }
  }

  /** As `leaveAll`, and writes nothing more: the owner has signed out. Resolves after what is being written. */
  async drop(): Promise<void> {
    this.dropped = true;
    const dropped = [...this.open.values()];
    // First: what a run's end changes must not be written.
    this.open.clear();
    for (const { conversation } of dropped) {
      conversation.leave();
    }
    await Promise.all(dropped.map(({ saver }) => saver.drop()));
    await this.written();
  }

  /** What is still being written of what has left the memory, and of which thread is shown. */
  private async written(): Promise<void> {
    await Promise.all([...this.leaving.values(), this.remembering]);
  }

  private makeShown(next: OpenConversation): void {
    const before = this.current;
    this.current = next;
    this.release(before.conversation);
    if (!this.dropped) {
      const remembered = this.deps.store.setLast(this.deps.owner, next.conversation.threadId);
      this.remembering = Promise.all([this.remembering, remembered]).then(
        () => undefined,
        (error: unknown) => this.deps.logError("remembering the thread", error),
      );
    }
    this.deps.onOpened();
  }

  private create(threadId: string = crypto.randomUUID(), stored?: Transcript): OpenConversation {
    const { agents, assisted, owner, store, logError, logUnknown, logTimes, wasStored } = this.deps;
    const conversation: Conversation = new Conversation(
      threadId,
      {
        agents: assisted?.(() => conversation) ?? agents,
        logError,
        ...(logUnknown ? { logUnknown } : {}),
        ...(logTimes ? { logTimes } : {}),
        ...(wasStored ? { wasStored: (...message) => wasStored(threadId, ...message) } : {}),
        onChange: () => this.changed(conversation),
        onSteered: (id) => this.deps.onSteered?.(threadId, id),
        // Once they are dropped, nothing is written any more.
        beforeEnd: async (ended) => (this.dropped ? undefined : this.open.get(threadId)?.saver.saveEnd(ended)),
      },
      stored,
    );
    const saver = new TranscriptSaver(store, owner, conversation, (error) =>
      logError("saving the conversation", error),
    );
    const made = { conversation, saver };
    this.open.set(threadId, made);
    return made;
  }

  private changed(conversation: Conversation): void {
    const open = this.open.get(conversation.threadId);
    if (open?.conversation === conversation && !this.dropped) {
      open.saver.changed();
      this.deps.onChange(conversation);
    }
    this.watchers.get(conversation)?.forEach((listener) => listener());
  }

  /** After what is still being written of the thread: a disk may take its time. */
  private async load(threadId: string): Promise<Transcript | undefined> {
    await this.leaving.get(threadId);
    return this.deps.store.load(this.deps.owner, threadId);
  }

  private async read(from: () => Promise<Transcript | undefined>): Promise<Transcript | undefined> {
    try {
      return await from();
    } catch (error) {
      this.deps.logError("reading a conversation", error);
      return undefined;
    }
  }

  /** One after the other: a load that is slow must not overtake a later one. */
  private inOrder(run: () => Promise<void>): Promise<void> {
    const next = this.opening.then(run, run);
    this.opening = next;
    return next;
  }
}
