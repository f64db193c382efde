import type { Owner, TranscriptStore } from "../../../src/chat/transcriptStore";
import type { Transcript } from "../../../src/shared/transcript";

/** Keeps transcripts as the text they would be in a file. */
export class MemoryStore implements TranscriptStore {
  /** By account and origin, with a space between. */
  readonly files = new Map<string, string>();
  writes = 0;

  load(owner: Owner): Promise<Transcript | undefined> {
    const text = this.files.get(nameOf(owner));
    return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as Transcript));
  }

  save(owner: Owner, transcript: Transcript): Promise<void> {
    this.writes += 1;
    this.files.set(nameOf(owner), JSON.stringify(transcript));
    return Promise.resolve();
  }

  clear(account: string): Promise<void> {
    for (const name of [...this.files.keys()].filter((each) => each.startsWith(`${account} `))) {
      this.files.delete(name);
    }
    return Promise.resolve();
  }
}

function nameOf({ account, origin }: Owner): string {
  return `${account} ${origin}`;
}
