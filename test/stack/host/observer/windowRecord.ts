import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inboxFolder, type ObservedWindow, recordFile, type RecordName, windowFile } from "./observerFiles";

/** Writes down what the extension does in this extension host. */
export class WindowRecord {
  constructor(
    readonly root: string,
    readonly pid: number,
  ) {
    mkdirSync(inboxFolder(root, pid), { recursive: true });
  }

  /** Synchronous: an extension host is killed without notice, and what it did before counts. */
  add(name: RecordName, line: string): void {
    appendFileSync(recordFile(this.root, this.pid, name), `${line}\n`);
  }

  /** Tells that the extension is there. Whole or not at all: a test may be reading. */
  present(folder: string): void {
    const file = windowFile(this.root, this.pid);
    mkdirSync(dirname(file), { recursive: true });
    const window: ObservedWindow = { pid: this.pid, folder, started: Date.now() };
    writeFileSync(`${file}.new`, JSON.stringify(window));
    renameSync(`${file}.new`, file);
  }
}
