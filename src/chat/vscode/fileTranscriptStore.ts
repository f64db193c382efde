import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Transcript } from "../../shared/transcript";
import type { Owner, TranscriptStore } from "../transcriptStore";

/**
 * Conversations as JSON files in the folder that VS Code gives the extension: a folder for each account,
 * a file for each server and workspace. Names are hashes, since they would tell addresses and user ids.
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

  async load(owner: Owner): Promise<Transcript | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(this.file(owner));
    } catch {
      return undefined;
    }
    return parse(new TextDecoder().decode(bytes));
  }

  async save(owner: Owner, transcript: Transcript): Promise<void> {
    await vscode.workspace.fs.writeFile(this.file(owner), new TextEncoder().encode(JSON.stringify(transcript)));
  }

  async clear(account: string): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.folder(account), { recursive: true });
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError && error.code === "FileNotFound")) {
        throw error;
      }
    }
  }

  private folder(account: string): vscode.Uri {
    return vscode.Uri.joinPath(this.storage, "conversations", hash(account));
  }

  private file({ account, origin }: Owner): vscode.Uri {
    return vscode.Uri.joinPath(this.folder(account), `${hash(`${this.workspace} ${origin}`)}.json`);
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** A file that another version or a crash left half-written counts as none. */
function parse(text: string): Transcript | undefined {
  try {
    const value = JSON.parse(text) as Partial<Transcript> | null;
    const sound = typeof value?.threadId === "string" && Array.isArray(value.turns) && value.turns.every(isTurn);
    return sound ? (value as Transcript) : undefined;
  } catch {
    return undefined;
  }
}

function isTurn(value: unknown): boolean {
  const turn = value as { id?: unknown; parts?: unknown } | null | undefined;
  return typeof turn?.id === "string" && Array.isArray(turn.parts);
}
