import type { TranscriptStore } from "../../../../src/chat/transcriptStore";
import type { Transcript } from "../../../../src/shared/transcript";

/** Makes of a transcript the bytes that a file would hold, and keeps nothing but their number. */
export class BenchStore implements TranscriptStore {
  /** Bytes that went to a file so far. */
  written = 0;

  loadLast(): Promise<Transcript | undefined> {
    return Promise.resolve(undefined);
  }

  load(): Promise<Transcript | undefined> {
    return Promise.resolve(undefined);
  }

  save(_owner: unknown, transcript: Transcript): Promise<void> {
    this.written += new TextEncoder().encode(JSON.stringify(transcript)).byteLength;
    return Promise.resolve();
  }

  list(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  setLast(): Promise<void> {
    return Promise.resolve();
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }

  clear(): Promise<void> {
    return Promise.resolve();
  }

  clearMadeAnew(): Promise<void> {
    return Promise.resolve();
  }
}
