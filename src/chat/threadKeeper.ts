import type { Turn } from "../shared/transcript";
import { type Agents, Conversation } from "./conversation";
import { type Owner, TranscriptSaver, type TranscriptStore } from "./transcriptStore";

export interface ThreadKeeperParts {
  readonly agents: Agents;
  readonly store: TranscriptStore;
  /** The turns of the current conversation have changed. */
  readonly onChange: () => void;
  /** Whether an account was signed out meanwhile: what belongs to one that was must not be written again. */
  readonly hasLeft: (account: string) => boolean;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * Which conversation is the current one, and whose. A conversation belongs to one account on one
 * server, and is brought back when that account is there again.
 */
export class ThreadKeeper {
  private current: Conversation;
  private owner: Owner | undefined;
  private wasBusy = false;
  private adopting: Promise<boolean> = Promise.resolve(false);
  private readonly saver: TranscriptSaver;

  constructor(private readonly parts: ThreadKeeperParts) {
    this.current = this.create();
    this.saver = new TranscriptSaver(
      parts.store,
      () => this.owner && { owner: this.owner, transcript: this.current.transcript },
      (error) => parts.logError("saving the conversation", error),
    );
  }

  get conversation(): Conversation {
    return this.current;
  }

  /**
   * Makes the conversation of `owner` the current one.
   *
   * @param owner undefined when nobody is signed in
   * @returns true when it is another conversation now
   */
  adopt(owner: Owner | undefined): Promise<boolean> {
    // One after the other: a load that is slow must not overtake a later one.
    this.adopting = this.adopting.then(
      () => this.adoptNow(owner),
      () => this.adoptNow(owner),
    );
    return this.adopting;
  }

  startNew(): void {
    this.current.stop();
    this.current = this.create();
    void this.saver.flush();
  }

  /**
   * Removes an account's conversations from this machine.
   *
   * @returns true when the current one was among them
   */
  async forget(account: string): Promise<boolean> {
    const mine = this.owner?.account === account;
    if (mine) {
      this.leave();
    }
    await this.saver.clear(account);
    return mine;
  }

  flush(): Promise<void> {
    return this.saver.flush();
  }

  private async adoptNow(owner: Owner | undefined): Promise<boolean> {
    const before = this.owner;
    if (before?.account === owner?.account && before?.origin === owner?.origin) {
      return false;
    }
    if (before !== undefined && this.parts.hasLeft(before.account)) {
      this.leave();
    }
    this.current.stop();
    const stored = owner && (await this.load(owner));
    // Both in one go, so that no conversation is ever saved under another's name.
    this.owner = owner;
    this.current = this.create(stored?.threadId, stored?.turns);
    return true;
  }

  /** Ends the run and lets go of the turns without writing them: another window has just deleted them. */
  private leave(): void {
    this.owner = undefined;
    this.saver.drop();
    this.current.stop();
    this.current = this.create();
  }

  private async load(owner: Owner): ReturnType<TranscriptStore["load"]> {
    try {
      return await this.parts.store.load(owner);
    } catch (error) {
      this.parts.logError("reading the last conversation", error);
      return undefined;
    }
  }

  private create(threadId: string = crypto.randomUUID(), turns: readonly Turn[] = []): Conversation {
    const conversation: Conversation = new Conversation(threadId, turns, this.parts.agents, () => {
      if (conversation === this.current) {
        this.changed();
      }
    }, this.parts.logError);
    return conversation;
  }

  private changed(): void {
    const { busy } = this.current;
    this.saver.changed(busy && this.wasBusy);
    this.wasBusy = busy;
    this.parts.onChange();
  }
}
