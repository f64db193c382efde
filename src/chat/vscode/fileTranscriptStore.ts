import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Transcript } from "../../shared/transcript";
import type { TranscriptStore } from "../transcriptStore";

/**
 * Conversations as JSON files in the folder that VS Code gives the extension. A file's name is a hash,
 * since a key holds an address and a user id.
 */
export class FileTranscriptStore implements TranscriptStore {
  /** @param storage the workspace's storage folder, or the global one where no folder is open */
  constructor(private readonly storage: vscode.Uri) {}

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
    const name = createHash("sha256").update(key).digest("hex").slice(0, 32);
    return vscode.Uri.joinPath(this.folder, `${name}.json`);
  }
}

/** A file that another version or a crash left half-written counts as none. */
function parse(text: string): Transcript | undefined {
  try {
    const value = JSON.parse(text) as Partial<Transcript> | null;
    return typeof value?.threadId === "string" && Array.isArray(value.turns) ? (value as Transcript) : undefined;
  } catch {
    return undefined;
  }
}
