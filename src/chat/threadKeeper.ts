import { type Agents, Conversation } from "./conversation";
import { TranscriptSaver } from "./threads/transcriptSaver";
import type { Owner, TranscriptStore } from "./transcriptStore";
import type { Transcript } from "../shared/transcript";
import { countWaiting } from "./turn/turnChanges";
import type { RunTimes } from "./turn/turnTimes";

export interface ThreadKeeperParts {
  readonly agents: Agents;
  readonly store: TranscriptStore;
  /** The turns of a conversation have changed, or whether an answer is being written to it. */
  readonly onChange: (conversation: Conversation) => void;
  /** Another set of conversations is in memory: one that was opened may have a call that waits. */
  readonly onKept: () => void;
  /** Whether an account was signed out meanwhile: what belongs to one that was must not be written again. */
  readonly hasLeft: (account: string) => boolean;
  readonly logError: (what: string, error: unknown) => void;
  readonly logUnknown?: (type: string) => void;
  readonly logTimes?: (times: RunTimes) => void;
}

interface Kept {
  readonly conversation: Conversation;
  /** Missing while nobody is signed in. */
  readonly saver: TranscriptSaver | undefined;
}

/**
 * The conversations that are in memory: the one that is shown, and those in which an answer is still
 * being written or a call waits. They belong to one account on one server, and come back when that
 * account is there again.
 */
export class ThreadKeeper {
  private current: Kept;
  private readonly kept = new Map<string, Kept>();
  private ownedBy: Owner | undefined;
  private adopting: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ThreadKeeperParts) {
    this.current = this.create();
  }

  /** The conversation that is shown. */
  get conversation(): Conversation {
    return this.current.conversation;
  }

  get owner(): Owner | undefined {
    return this.ownedBy;
  }

  /** Every conversation in memory, the shown one among them. */
  get conversations(): readonly Conversation[] {
    return [...this.kept.values()].map(({ conversation }) => conversation);
  }

  /**
   * Makes the last conversation of `owner` the shown one.
   *
   * @param owner undefined when nobody is signed in
   * @returns true when it is another conversation now
   */
  adopt(owner: Owner | undefined): Promise<boolean> {
    return this.inOrder(() => this.adoptNow(owner));
  }

  /** Shows an empty conversation; an answer in the one before goes on. */
  startNew(): void {
    this.show(this.create());
  }

  /**
   * Shows a thread, from memory or from this machine's files.
   *
   * @returns true when it was found; otherwise an empty conversation of that id is shown
   */
  open(threadId: string): Promise<boolean> {
    return this.inOrder(async () => {
      const kept = this.kept.get(threadId);
      const stored = kept ? undefined : await this.read((owner) => this.parts.store.load(owner, threadId));
      this.show(kept ?? this.create(threadId, stored));
      return kept !== undefined || stored !== undefined;
    });
  }

  /** Shows a conversation made of turns that are known already, such as a branch. */
  openWith(transcript: Transcript): void {
    const kept = this.create(transcript.threadId, transcript);
    kept.saver?.changed();
    this.show(kept);
  }

  /** Gives a thread that rests on this machine another title; one in memory has it already. */
  async renameStored(threadId: string, title: string): Promise<void> {
    const owner = this.ownedBy;
    const stored = owner && !this.kept.has(threadId) ? await this.parts.store.load(owner, threadId) : undefined;
    if (owner && stored) {
      await this.parts.store.save(owner, { ...stored, title });
    }
  }

  /** Ends a thread's run and removes it from memory and from this machine. */
  async remove(threadId: string): Promise<void> {
    const kept = this.kept.get(threadId);
    if (kept) {
      kept.conversation.stop();
      await kept.saver?.drop();
      this.kept.delete(threadId);
    }
    if (kept === this.current) {
      this.startNew();
    } else {
      this.parts.onKept();
    }
    if (this.ownedBy) {
      await this.parts.store.remove(this.ownedBy, threadId);
    }
  }

  /**
   * Removes an account's conversations from this machine.
   *
   * @returns true when the shown one was among them
   */
  async forget(account: string): Promise<boolean> {
    const mine = this.ownedBy?.account === account;
    await (mine ? this.leave() : this.flush());
    try {
      await this.parts.store.clear(account);
    } catch (error) {
      this.parts.logError("deleting the conversations", error);
    }
    return mine;
  }

  /** A conversation that is not shown and in which nothing happens is not kept in memory. */
  release(conversation: Conversation): void {
    const { threadId, busy, turns } = conversation;
    if (conversation !== this.conversation && !busy && countWaiting(turns) === 0) {
      void this.kept.get(threadId)?.saver?.flush();
      this.kept.delete(threadId);
    }
  }

  async flush(): Promise<void> {
    await Promise.all([...this.kept.values()].flatMap(({ saver }) => (saver ? [saver.flush()] : [])));
  }

  private async adoptNow(owner: Owner | undefined): Promise<boolean> {
    const before = this.ownedBy;
    if (before?.account === owner?.account && before?.origin === owner?.origin) {
      return false;
    }
    if (before !== undefined && this.parts.hasLeft(before.account)) {
      void this.leave();
    }
    this.stopAll();
    const stored = owner && (await this.read((whose) => this.parts.store.loadLast(whose), owner));
    // Both in one go, so that no conversation is ever saved under another's name.
    void this.flush();
    this.kept.clear();
    this.ownedBy = owner;
    this.current = this.create(stored?.threadId, stored);
    return true;
  }

  /** Ends the runs and lets go of the turns without writing them: another window has just deleted them. */
  private async leave(): Promise<void> {
    this.ownedBy = undefined;
    const dropped = [...this.kept.values()].flatMap(({ saver }) => (saver ? [saver.drop()] : []));
    const before = [...this.kept.values()];
    this.kept.clear();
    this.current = this.create();
    for (const { conversation } of before) {
      conversation.stop();
    }
    await Promise.all(dropped);
  }

  private stopAll(): void {
    for (const { conversation } of this.kept.values()) {
      conversation.stop();
    }
  }

  private show(next: Kept): void {
    const before = this.current;
    this.current = next;
    this.release(before.conversation);
    if (this.ownedBy) {
      this.parts.store.setLast(this.ownedBy, next.conversation.threadId).catch((error: unknown) => {
        this.parts.logError("remembering the thread", error);
      });
    }
    this.parts.onKept();
  }

  private create(threadId: string = crypto.randomUUID(), stored?: Transcript): Kept {
    const { agents, store, logError, logUnknown, logTimes } = this.parts;
    const conversation: Conversation = new Conversation(
      threadId,
      {
        agents,
        logError,
        ...(logUnknown ? { logUnknown } : {}),
        ...(logTimes ? { logTimes } : {}),
        onChange: () => this.changed(conversation),
      },
      stored,
    );
    const onError = (error: unknown): void => logError("saving the conversation", error);
    const saver = this.ownedBy && new TranscriptSaver(store, this.ownedBy, conversation, onError);
    const kept = { conversation, saver };
    this.kept.set(threadId, kept);
    return kept;
  }

  private changed(conversation: Conversation): void {
    const kept = this.kept.get(conversation.threadId);
    if (kept?.conversation === conversation) {
      kept.saver?.changed();
      this.parts.onChange(conversation);
    }
  }

  private async read(
    from: (owner: Owner) => Promise<Transcript | undefined>,
    owner = this.ownedBy,
  ): Promise<Transcript | undefined> {
    try {
      return owner && (await from(owner));
    } catch (error) {
      this.parts.logError("reading the last conversation", error);
      return undefined;
    }
  }

  /** One after the other: a load that is slow must not overtake a later one. */
  private inOrder(run: () => Promise<boolean>): Promise<boolean> {
    const next = this.adopting.then(run, run);
    this.adopting = next;
    return next;
  }
}
