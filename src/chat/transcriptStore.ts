import type { Transcript } from "../shared/transcript";

/** Where the last conversation of an account on a server rests between two windows. */
export interface TranscriptStore {
  /** @param key server origin and `sub`, so that no account ever sees another's conversation */
  load(key: string): Promise<Transcript | undefined>;
  save(key: string, transcript: Transcript): Promise<void>;
  /** Forgets every conversation on this machine. */
  clear(): Promise<void>;
}

/** Milliseconds between two writes while an answer streams. */
const WRITE_INTERVAL_MS = 1_000;

/** Saves a conversation as it grows: at once when a turn begins or ends, once a second in between. */
export class TranscriptSaver {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: TranscriptStore,
    private readonly current: () => { key: string; transcript: Transcript } | undefined,
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
      this.writing = this.writing.then(() => this.store.save(now.key, now.transcript)).catch(this.onError);
    }
    return this.writing;
  }

  /** Forgets everything, after whatever is being written. */
  clear(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.store.clear()).catch(this.onError);
    return this.writing;
  }
}
