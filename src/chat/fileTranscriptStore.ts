import { utf8 } from "../shared/bytes";
import { accountKey, type Owner } from "../shared/owner";
import type { Transcript } from "../shared/transcript";
import { readFileIfThere, removeFileIfThere, writeFileAtomically } from "../storage/atomicFile";
import { savedTranscript } from "./savedTranscript";
import { describeThread, type LocalThread } from "./threads/localThread";
import type { TranscriptStore } from "./transcriptStore";
import {
  folderOf,
  makeFolder,
  modifiedAt,
  move,
  namesIn,
  pathIn,
  removeEmptyFolder,
  removeFolder,
} from "../storage/folders";
import { sha256 } from "../storage/sha256";

const SUMMARY = ".summary.json";
const SEARCH = "search.json";

/** Threads of an owner that rest here; older ones are left to the server. */
const KEPT_THREADS = 500;

const DAY_MS = 86_400_000;

/**
 * Conversations as JSON files in the folder that VS Code gives the extension: a folder for each account, in it one
 * for each server, in that two files for each thread. Names are hashes, since they would tell addresses and user
 * ids. Several windows write here at the same time: every file is replaced as a whole.
 */
export class FileTranscriptStore implements TranscriptStore {
  private readonly folders = new Map<string, Promise<string>>();
  /** Accounts whose folder has been there. */
  private readonly known = new Set<string>();
  /** By account whose folder somebody else has deleted: the files that were written here since. */
  private readonly madeAnew = new Map<string, Set<string>>();

  /**
   * @param storage the extension's global folder: a sign-out in one workspace deletes the account's in all
   * @param workspace which workspace this window shows; empty where no folder is open
   */
  constructor(
    private readonly storage: string,
    private readonly workspace: string,
  ) {}

  async loadLast(owner: Owner): Promise<Transcript | undefined> {
    // A session begins: the folder may have been deleted since the last one.
    this.folders.delete(this.folderOf(owner));
    const pointer = savedTranscript(await readJson(await this.pointer(owner)));
    // Version 0.2.0 wrote the whole conversation there.
    return pointer && pointer.turns.length > 0 ? pointer : pointer && (await this.load(owner, pointer.threadId));
  }

  async setLast(owner: Owner, threadId: string): Promise<void> {
    await this.write(owner, await this.pointer(owner), { threadId, turns: [] } satisfies Transcript);
  }

  async load(owner: Owner, threadId: string): Promise<Transcript | undefined> {
    return savedTranscript(await readJson(await this.file(owner, threadId)));
  }

  async save(owner: Owner, transcript: Transcript): Promise<void> {
    const { threadId } = transcript;
    await this.write(owner, await this.file(owner, threadId), transcript);
    await this.write(owner, await this.file(owner, threadId, SUMMARY), describeThread(transcript));
    if (savedTranscript(await readJson(await this.pointer(owner))) === undefined) {
      await this.setLast(owner, threadId);
    }
  }

  async remove(owner: Owner, threadId: string): Promise<void> {
    await removeFileIfThere(await this.file(owner, threadId));
    await removeFileIfThere(await this.file(owner, threadId, SUMMARY));
  }

  async list(owner: Owner): Promise<readonly LocalThread[]> {
    const folder = await this.folder(owner);
    const names = (await namesIn(folder)).filter((name) => name.endsWith(SUMMARY));
    const found = await Promise.all(names.map((name) => readJson(pathIn(folder, name))));
    const threads = found.filter(isLocalThread).sort((a, b) => b.updatedAt - a.updatedAt);
    await Promise.all(threads.slice(KEPT_THREADS).map(({ id }) => this.remove(owner, id)));
    return threads.slice(0, KEPT_THREADS);
  }

  async clear(account: string): Promise<void> {
    this.forget(account);
    await removeFolder(this.accountFolder(account));
  }

  /**
   * Where a sign-out in another window has deleted the folder, and this one has written before it heard of that, it
   * deletes what it wrote. What a sign-in since has written stays.
   */
  async clearMadeAnew(account: string): Promise<void> {
    const written = this.madeAnew.get(account);
    this.forget(account);
    for (const file of written ?? []) {
      await removeFileIfThere(file);
    }
    if (written) {
      await removeEmptyFolders(this.accountFolder(account));
    }
  }

  /** Where what a search has read of an owner's threads may be kept: it goes with the conversations. */
  searchFile(owner: Owner): string {
    return pathIn(this.folderOf(owner), SEARCH);
  }

  private folderOf(owner: Owner): string {
    return pathIn(this.accountFolder(accountKey(owner)), hash(owner.server));
  }

  private accountFolder(account: string): string {
    return pathIn(this.storage, "conversations", hash(account));
  }

  /** The folder of an owner; what version 0.4.0 kept for the server's origin is taken over the first time. */
  private folder(owner: Owner): Promise<string> {
    const folder = this.folderOf(owner);
    const known = this.folders.get(folder);
    if (known) {
      return known;
    }
    const made = this.takeOver(owner, folder).then(() => folder);
    this.folders.set(folder, made);
    // A disk that was full or away is asked again.
    made.catch(() => this.folders.delete(folder));
    return made;
  }

  private async takeOver(owner: Owner, folder: string): Promise<void> {
    // Before 0.5.0 an organization and a path made no difference.
    const account = this.accountFolder(accountKey({ issuer: owner.issuer, sub: owner.sub }));
    const { origin } = new URL(owner.server);
    const key = accountKey(owner);
    this.folderIsThere(key, await makeFolder(this.accountFolder(key)));
    if (!(await namesIn(folder)).length) {
      await moveIfThere(pathIn(account, hash(origin)), folder);
      await moveIfThere(pathIn(account, pointerName(this.workspace, origin)), this.pointerIn(owner));
    }
    await makeFolder(folder);
    await tidy(folder);
  }

  /** @param made whether it was not there: a later time than the first, somebody has deleted it */
  private folderIsThere(account: string, made: boolean): void {
    if (made && this.known.has(account) && !this.madeAnew.has(account)) {
      this.madeAnew.set(account, new Set());
    }
    this.known.add(account);
  }

  private forget(account: string): void {
    this.known.delete(account);
    this.madeAnew.delete(account);
  }

  private async write(owner: Owner, path: string, value: unknown): Promise<void> {
    const bytes = utf8(JSON.stringify(value));
    // Written often, and a busy disk takes seconds to say that it has them: a window that closes must not wait.
    const write = (): Promise<void> => writeFileAtomically(path, bytes, { lazy: true });
    try {
      await write();
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      // Somebody has deleted the folder since: a person, or a sign-out that this window has yet to hear of.
      await makeFolder(folderOf(path));
      this.folderIsThere(accountKey(owner), true);
      await write();
    }
    this.madeAnew.get(accountKey(owner))?.add(path);
  }

  private async file(owner: Owner, threadId: string, ending = ".json"): Promise<string> {
    return pathIn(await this.folder(owner), `${hash(threadId)}${ending}`);
  }

  private async pointer(owner: Owner): Promise<string> {
    await this.folder(owner);
    return this.pointerIn(owner);
  }

  private pointerIn(owner: Owner): string {
    return pathIn(this.accountFolder(accountKey(owner)), pointerName(this.workspace, owner.server));
  }
}

function pointerName(workspace: string, server: string): string {
  return `${hash(`${workspace} ${server}`)}.json`;
}

function hash(text: string): string {
  return sha256(text).slice(0, 32);
}

/** The value in a file; undefined where there is none, or what is no JSON. */
async function readJson(path: string): Promise<unknown> {
  const bytes = await readFileIfThere(path);
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** What a crash left: of 0.4.0 a file that had not got its name yet, later ones temporary files of more than a day. */
async function tidy(folder: string): Promise<void> {
  const names = await namesIn(folder);
  for (const name of names) {
    const path = pathIn(folder, name);
    const plain = name.replace(/\.next$/, "");
    if (plain !== name && !names.includes(plain)) {
      await moveIfThere(path, pathIn(folder, plain));
    } else if (plain !== name || (name.endsWith(".tmp") && (await isOld(path)))) {
      await removeFileIfThere(path);
    }
  }
}

async function isOld(path: string): Promise<boolean> {
  try {
    return (await modifiedAt(path)) < Date.now() - DAY_MS;
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Removes the folders in a folder, and then itself, as far as they hold nothing. */
async function removeEmptyFolders(folder: string): Promise<void> {
  const within = (await namesIn(folder)).map((name) => pathIn(folder, name));
  for (const path of [...within, folder]) {
    try {
      await removeEmptyFolder(path);
    } catch {
      // It holds something, or is a file.
    }
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await move(from, to);
  } catch {
    // There is nothing to take over, or another window has just done it.
  }
}

function isLocalThread(value: unknown): value is LocalThread {
  const thread = (value ?? {}) as Partial<LocalThread>;
  return typeof thread.id === "string" && typeof thread.title === "string" && typeof thread.updatedAt === "number";
}
