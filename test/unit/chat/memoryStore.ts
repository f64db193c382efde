import type { TranscriptStore } from "../../../src/chat/transcriptStore";
import { describeThread, type LocalThread } from "../../../src/chat/threads/localThread";
import { accountKey, type Owner } from "../../../src/shared/owner";
import type { Transcript } from "../../../src/shared/transcript";

/** Keeps transcripts as the text they would be in a file. */
export class MemoryStore implements TranscriptStore {
  /** By account, server and thread, with spaces between. */
  readonly files = new Map<string, string>();
  readonly last = new Map<string, string>();
  writes = 0;

  async loadLast(owner: Owner): Promise<Transcript | undefined> {
    const threadId = this.last.get(nameOf(owner));
    return threadId === undefined ? undefined : this.load(owner, threadId);
  }

  setLast(owner: Owner, threadId: string): Promise<void> {
    this.last.set(nameOf(owner), threadId);
    return Promise.resolve();
  }

  load(owner: Owner, threadId: string): Promise<Transcript | undefined> {
    const text = this.files.get(`${nameOf(owner)} ${threadId}`);
    return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as Transcript));
  }

  save(owner: Owner, transcript: Transcript): Promise<void> {
    this.writes += 1;
    this.files.set(`${nameOf(owner)} ${transcript.threadId}`, JSON.stringify(transcript));
    if (!this.last.has(nameOf(owner))) {
      this.last.set(nameOf(owner), transcript.threadId);
    }
    return Promise.resolve();
  }

  remove(owner: Owner, threadId: string): Promise<void> {
    this.files.delete(`${nameOf(owner)} ${threadId}`);
    return Promise.resolve();
  }

  list(owner: Owner): Promise<readonly LocalThread[]> {
    return Promise.resolve(this.of(owner).map((transcript) => describeThread(transcript)));
  }

  clear(account: string): Promise<void> {
    for (const map of [this.files, this.last]) {
      for (const name of [...map.keys()].filter((each) => each.startsWith(`${account} | `))) {
        map.delete(name);
      }
    }
    return Promise.resolve();
  }

  clearMadeAnew: TranscriptStore["clearMadeAnew"] = () => Promise.resolve();

  /** Everything that is saved for an owner. */
  of(owner: Owner): Transcript[] {
    return [...this.files]
      .filter(([name]) => name.startsWith(`${nameOf(owner)} `))
      .map(([, text]) => JSON.parse(text) as Transcript);
  }
}

function nameOf(owner: Owner): string {
  return `${accountKey(owner)} | ${owner.server}`;
}
