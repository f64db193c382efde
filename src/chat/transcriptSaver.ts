import type { Owner } from "../shared/owner";
import type { Transcript } from "../shared/transcript";
import type { Conversation } from "./conversation";
import type { TranscriptStore } from "./transcriptStore";

/** Milliseconds between two writes while an answer streams. */
const WRITE_INTERVAL_MS = 1_000;

/** The rest between two writes is so many times as long as the last one took: a long thread of this machine alone is written whole. */
const REST = 20;

/** Turns that are kept of a conversation whose beginning the server has: what a write costs must not grow. */
const NEWEST_TURNS = 200;

/**
 * Saves one conversation as it grows: at once when a turn begins or ends; in between once a second, or less
 * often when a write takes long, so that saving never costs more than a twentieth of the time.
 */
export class TranscriptSaver {
  private timer: NodeJS.Timeout | undefined;
  private interval = WRITE_INTERVAL_MS;
  private writing: Promise<void> = Promise.resolve();
  private wasBusy = false;
  private dirty = false;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(
    private readonly store: Pick<TranscriptStore, "save">,
    private readonly owner: Owner,
    private readonly conversation: Pick<Conversation, "transcript" | "busy" | "onServer">,
    private readonly onError: (error: unknown) => void,
    private readonly now = () => performance.now(),
  ) {}

  /** The conversation has changed. */
  changed(): void {
    const { busy } = this.conversation;
    this.dirty = true;
    if (busy && this.wasBusy) {
      this.timer ??= setTimeout(() => void this.flush(), this.interval);
    } else {
      void this.flush();
    }
    this.wasBusy = busy;
  }

  /** Writes what has not been written; one write at a time, in order. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.dirty) {
      this.dirty = false;
      const transcript = savable(this.conversation.transcript, this.conversation.onServer);
      this.writing = this.writing.then(() => this.save(transcript)).catch(this.onError);
    }
    return this.writing;
  }

  /**
   * Writes a transcript as it will be once its run has ended.
   *
   * @throws what the store throws
   */
  async saveEnd(ended: Transcript): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dirty = false;
    const write = this.writing.then(() => this.save(savable(ended, this.conversation.onServer)));
    this.writing = write.catch(() => undefined);
    await write;
  }

  /** What has not been written yet is not wanted any more; resolves after what is being written. */
  drop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dirty = false;
    return this.writing;
  }

  private async save(transcript: Transcript): Promise<void> {
    const began = this.now();
    await this.store.save(this.owner, transcript);
    this.interval = Math.max(WRITE_INTERVAL_MS, REST * (this.now() - began));
  }
}

function savable(transcript: Transcript, onServer: boolean): Transcript {
  return onServer && transcript.turns.length > NEWEST_TURNS
    ? { ...transcript, turns: transcript.turns.slice(-NEWEST_TURNS), earlier: true }
    : transcript;
}
