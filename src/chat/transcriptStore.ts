import type { Transcript } from "../shared/transcript";

/** Whose a conversation is: no account ever sees another's, and none goes from one server to another. */
export interface Owner {
  /** Clerk instance and `sub`. */
  readonly account: string;
  /** The server's origin. */
  readonly origin: string;
}

/** Where the last conversation of an account on a server rests between two windows. */
export interface TranscriptStore {
  load(owner: Owner): Promise<Transcript | undefined>;
  save(owner: Owner, transcript: Transcript): Promise<void>;
  /** Forgets every conversation of an account on this machine, whatever the server and the folder. */
  clear(account: string): Promise<void>;
}

/** Milliseconds between two writes while an answer streams. */
const WRITE_INTERVAL_MS = 1_000;

/** Saves a conversation as it grows: at once when a turn begins or ends, once a second in between. */
export class TranscriptSaver {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: TranscriptStore,
    private readonly current: () => { owner: Owner; transcript: Transcript } | undefined,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** @param busy an answer is streaming, so more changes will follow */
  changed(busy: boolean): void {
    if (!busy) {
      void this.flush();
    } else {
      this.timer ??= setTimeout(() => void this.flush(), WRITE_INTERVAL_MS);
    }
  }

  /** Writes what there is now; one write at a time, in order. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const now = this.current();
    if (now) {
      this.writing = this.writing.then(() => this.store.save(now.owner, now.transcript)).catch(this.onError);
    }
    return this.writing;
  }

  /** What has not been written yet is not wanted any more. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Forgets an account's conversations, after whatever is being written. */
  clear(account: string): Promise<void> {
    this.writing = this.writing.then(() => this.store.clear(account)).catch(this.onError);
    return this.writing;
  }
}
