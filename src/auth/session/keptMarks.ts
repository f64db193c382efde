import { readFileIfThere, writeFileAtomically } from "../../storage/atomicFile";
import type { CrossWindowLock } from "../../storage/crossWindowLock";
import type { ClerkInstance } from "../clerk/clerkInstance";
import { type ClerkSession, refOf } from "./clerkSession";
import { SessionStore } from "./sessionStore";
import { fromUtf8, utf8 } from "../../shared/bytes";
import { makeFolder, pathIn } from "../../storage/folders";
import { sha256 } from "../../storage/sha256";

/** Takes the marks as they are, and gives back what they become. */
type Change = (marks: readonly string[]) => readonly string[];

/**
 * Remembers in a file which sessions ought to be there, as hashes: some secret storages (Linux without
 * a keyring, hosts in memory) take everything and have lost it at the next start.
 */
export class KeptMarks {
  /**
   * @param folder of the file, which all windows share; undefined where there is none, and then nothing is noticed
   * @param lock held while the file is read and written
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly lock: CrossWindowLock,
  ) {}

  async add(session: ClerkSession): Promise<void> {
    const mark = markOf(session);
    await this.change((marks) => (marks.includes(mark) ? marks : [...marks, mark]));
  }

  /** Before the session itself goes, so that no other window takes it for lost. */
  async remove(session: ClerkSession): Promise<void> {
    const mark = markOf(session);
    await this.change((marks) => marks.filter((other) => other !== mark));
  }

  /**
   * Forgets the marks of an instance whose sessions are not there. To be asked only when the storage has
   * answered: what a locked keyring does not show is not lost.
   *
   * @param present the sessions that are
   * @returns whether there was one
   */
  async lost(instance: ClerkInstance, present: readonly ClerkSession[]): Promise<boolean> {
    const prefix = instanceMark(instance);
    const found = new Set(present.map(markOf));
    const isGone = (mark: string): boolean => mark.startsWith(prefix) && !found.has(mark);
    let lost = false;
    await this.change((marks) => {
      lost = marks.some(isGone);
      return marks.filter((mark) => !isGone(mark));
    });
    return lost;
  }

  private async change(change: Change): Promise<void> {
    const { folder } = this;
    if (folder === undefined) {
      return;
    }
    const path = pathIn(folder, "signedIn.json");
    try {
      await this.lock.run("agentChat.keptMarks", async () => {
        const before = parseMarks(await readFileIfThere(path));
        const after = change(before);
        if (after.join() !== before.join()) {
          await makeFolder(folder);
          await writeFileAtomically(path, utf8(JSON.stringify(after)));
        }
      });
    } catch {
      // A folder that cannot be written to: then nobody is told of a loss, and that is all.
    }
  }
}

function parseMarks(bytes: Uint8Array | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(bytes ? fromUtf8(bytes) : "");
    return Array.isArray(value) ? value.filter((mark): mark is string => typeof mark === "string") : [];
  } catch {
    return [];
  }
}

function markOf(session: ClerkSession): string {
  return `${instanceMark(session)}.${hash(SessionStore.keyOf(refOf(session)))}`;
}

function instanceMark({ issuer, clientId }: ClerkInstance): string {
  return hash(`${issuer} ${clientId}`);
}

function hash(text: string): string {
  return sha256(text).slice(0, 24);
}
