import type { TranscriptStore } from "../../../src/chat/transcriptStore";
import type { Transcript } from "../../../src/shared/transcript";

/** Keeps transcripts as the text they would be in a file. */
export class MemoryStore implements TranscriptStore {
  readonly files = new Map<string, string>();
  writes = 0;

  load(key: string): Promise<Transcript | undefined> {
    const text = this.files.get(key);
    return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as Transcript));
  }

  save(key: string, transcript: Transcript): Promise<void> {
    this.writes += 1;
    this.files.set(key, JSON.stringify(transcript));
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.files.clear();
    return Promise.resolve();
  }
}
