import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Transcript } from "../../shared/transcript";
import { describeThread, type LocalThread } from "../threads/localThread";
import type { Owner, TranscriptStore } from "../transcriptStore";
import { jsonFiles, readJson, remove, removeJson, writeJson } from "./jsonFiles";

const SUMMARY = ".summary.json";

/** Threads of an owner and server that rest here; older ones are left to the server. */
const KEPT_THREADS = 500;

/**
 * Conversations as JSON files in the folder that VS Code gives the extension: a folder for each account,
 * in it one for each server, in that two files for each thread. Names are hashes, since they would tell
 * addresses and user ids.
 */
export class FileTranscriptStore implements TranscriptStore {
  /**
   * @param storage the extension's global folder: a sign-out in one workspace deletes the account's in all
   * @param workspace which workspace this window shows; empty where no folder is open
   */
  constructor(
    private readonly storage: vscode.Uri,
    private readonly workspace: string,
  ) {}

  async loadLast(owner: Owner): Promise<Transcript | undefined> {
    const pointer = asTranscript(await readJson(this.pointer(owner)));
    // Version 0.2.0 wrote the whole conversation there.
    return pointer && pointer.turns.length > 0 ? pointer : pointer && (await this.load(owner, pointer.threadId));
  }

  async setLast(owner: Owner, threadId: string): Promise<void> {
    await writeJson(this.pointer(owner), { threadId, turns: [] } satisfies Transcript);
  }

  async load(owner: Owner, threadId: string): Promise<Transcript | undefined> {
    return asTranscript(await readJson(this.file(owner, threadId)));
  }

  async save(owner: Owner, transcript: Transcript): Promise<void> {
    const { threadId } = transcript;
    await writeJson(this.file(owner, threadId), transcript);
    await writeJson(this.file(owner, threadId, SUMMARY), describeThread(transcript));
    if (asTranscript(await readJson(this.pointer(owner))) === undefined) {
      await this.setLast(owner, threadId);
    }
  }

  async remove(owner: Owner, threadId: string): Promise<void> {
    await Promise.all([removeJson(this.file(owner, threadId)), removeJson(this.file(owner, threadId, SUMMARY))]);
  }

  async list(owner: Owner): Promise<readonly LocalThread[]> {
    const found = await Promise.all((await jsonFiles(this.server(owner), SUMMARY)).map(readJson));
    const threads = found.filter(isLocalThread).sort((a, b) => b.updatedAt - a.updatedAt);
    await Promise.all(threads.slice(KEPT_THREADS).map(({ id }) => this.remove(owner, id)));
    return threads.slice(0, KEPT_THREADS);
  }

  async clear(account: string): Promise<void> {
    await remove(this.folder(account));
  }

  private folder(account: string): vscode.Uri {
    return vscode.Uri.joinPath(this.storage, "conversations", hash(account));
  }

  private server({ account, origin }: Owner): vscode.Uri {
    return vscode.Uri.joinPath(this.folder(account), hash(origin));
  }

  private file(owner: Owner, threadId: string, ending = ".json"): vscode.Uri {
    return vscode.Uri.joinPath(this.server(owner), `${hash(threadId)}${ending}`);
  }

  private pointer({ account, origin }: Owner): vscode.Uri {
    return vscode.Uri.joinPath(this.folder(account), `${hash(`${this.workspace} ${origin}`)}.json`);
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

function asTranscript(value: unknown): Transcript | undefined {
  const { threadId, turns } = (value ?? {}) as Partial<Transcript>;
  return typeof threadId === "string" && Array.isArray(turns) && turns.every(isTurn)
    ? (value as Transcript)
    : undefined;
}

function isTurn(value: unknown): boolean {
  const turn = value as { id?: unknown; parts?: unknown } | null | undefined;
  return typeof turn?.id === "string" && Array.isArray(turn.parts);
}

function isLocalThread(value: unknown): value is LocalThread {
  const thread = (value ?? {}) as Partial<LocalThread>;
  return typeof thread.id === "string" && typeof thread.title === "string" && typeof thread.updatedAt === "number";
}
