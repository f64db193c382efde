import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Transcript } from "../../shared/transcript";
import type { TranscriptStore } from "../transcriptStore";

/**
 * Conversations as JSON files in the folder that VS Code gives the extension. A file's name is a hash,
 * since a key holds an address and a user id.
 */
export class FileTranscriptStore implements TranscriptStore {
  /**
   * @param storage the extension's global folder: a sign-out in one workspace deletes those of all
   * @param workspace which workspace this window shows; empty where no folder is open
   */
  constructor(
    private readonly storage: vscode.Uri,
    private readonly workspace: string,
  ) {}

  async load(key: string): Promise<Transcript | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(this.file(key));
    } catch {
      return undefined;
    }
    return parse(new TextDecoder().decode(bytes));
  }

  async save(key: string, transcript: Transcript): Promise<void> {
    await vscode.workspace.fs.writeFile(this.file(key), new TextEncoder().encode(JSON.stringify(transcript)));
  }

  async clear(): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.folder, { recursive: true });
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError && error.code === "FileNotFound")) {
        throw error;
      }
    }
  }

  private get folder(): vscode.Uri {
    return vscode.Uri.joinPath(this.storage, "conversations");
  }

  private file(key: string): vscode.Uri {
    const name = createHash("sha256").update(`${this.workspace} ${key}`).digest("hex").slice(0, 32);
    return vscode.Uri.joinPath(this.folder, `${name}.json`);
  }
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
