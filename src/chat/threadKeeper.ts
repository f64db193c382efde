import type { Turn } from "../shared/transcript";
import { type Agents, Conversation } from "./conversation";
import { TranscriptSaver, type TranscriptStore } from "./transcriptStore";

export interface ThreadKeeperParts {
  readonly agents: Agents;
  readonly store: TranscriptStore;
  /** The turns of the current conversation have changed. */
  readonly onChange: () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * Which conversation is the current one, and whose. A conversation belongs to one account on one
 * server, and is brought back when that account is there again.
 */
export class ThreadKeeper {
  private current: Conversation;
  private owner = "";
  private wasBusy = false;
  private adopting: Promise<boolean> = Promise.resolve(false);
  private readonly saver: TranscriptSaver;

  constructor(private readonly parts: ThreadKeeperParts) {
    this.current = this.create();
    this.saver = new TranscriptSaver(
      parts.store,
      () => (this.owner === "" ? undefined : { key: this.owner, transcript: this.current.transcript }),
      (error) => parts.logError("saving the conversation", error),
    );
  }

  get conversation(): Conversation {
    return this.current;
  }

  /**
   * Makes the conversation of `owner` the current one.
   *
   * @param owner server origin and `sub`; empty when nobody is signed in
   * @returns true when it is another conversation now
   */
  adopt(owner: string): Promise<boolean> {
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

  /** Removes the conversation, and every other one, from this machine. */
  async forget(): Promise<void> {
    this.current.stop();
    this.owner = "";
    this.current = this.create();
    await this.saver.clear();
  }

  flush(): Promise<void> {
    return this.saver.flush();
  }

  private async adoptNow(owner: string): Promise<boolean> {
    if (owner === this.owner) {
      return false;
    }
    this.current.stop();
    const stored = owner === "" ? undefined : await this.load(owner);
    // Both in one go, so that no conversation is ever saved under another's name.
    this.owner = owner;
    this.current = this.create(stored?.threadId, stored?.turns);
    return true;
  }

  private async load(owner: string): ReturnType<TranscriptStore["load"]> {
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
