import type { Transcript } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import type { Owner, TranscriptStore } from "../transcriptStore";

/** Milliseconds between two writes while an answer streams. */
const WRITE_INTERVAL_MS = 1_000;

/** Turns that are kept of a conversation whose beginning the server has: what a write costs must not grow. */
const NEWEST_TURNS = 200;

/** Saves one conversation as it grows: at once when a turn begins or ends, once a second in between. */
export class TranscriptSaver {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private wasBusy = false;
  private dirty = false;

  constructor(
    private readonly store: TranscriptStore,
    private readonly owner: Owner,
    private readonly conversation: Pick<Conversation, "transcript" | "busy" | "onServer">,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The conversation has changed. */
  changed(): void {
    const { busy } = this.conversation;
    this.dirty = true;
    if (busy && this.wasBusy) {
      this.timer ??= setTimeout(() => void this.flush(), WRITE_INTERVAL_MS);
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
      this.writing = this.writing.then(() => this.store.save(this.owner, transcript)).catch(this.onError);
    }
    return this.writing;
  }

  /** What has not been written yet is not wanted any more; resolves after what is being written. */
  drop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dirty = false;
    return this.writing;
  }
}

function savable(transcript: Transcript, onServer: boolean): Transcript {
  return onServer && transcript.turns.length > NEWEST_TURNS
    ? { ...transcript, turns: transcript.turns.slice(-NEWEST_TURNS), earlier: true }
    : transcript;
}
