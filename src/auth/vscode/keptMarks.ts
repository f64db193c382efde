import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { type ClerkSession, refOf } from "../session/clerkSession";
import { SessionStore } from "../session/sessionStore";

/**
 * Remembers in a file which sessions ought to be there, as hashes: some secret storages (Linux without
 * a keyring, hosts in memory) take everything and have lost it at the next start.
 */
export class KeptMarks {
  constructor(private readonly folder: vscode.Uri) {}

  async add(session: ClerkSession): Promise<void> {
    const marks = await this.read();
    await this.write([...new Set([...marks, markOf(session)])]);
  }

  /** Before the session itself goes, so that no other window takes it for lost. */
  async remove(session: ClerkSession): Promise<void> {
    const marks = await this.read();
    if (marks.includes(markOf(session))) {
      await this.write(marks.filter((mark) => mark !== markOf(session)));
    }
  }

  /**
   * Forgets the marks of an instance whose sessions are not there.
   *
   * @param present the sessions that are
   * @returns whether there was one
   */
  async lost(
    instance: { readonly issuer: string; readonly clientId: string },
    present: readonly ClerkSession[],
  ): Promise<boolean> {
    const marks = await this.read();
    const prefix = instanceMark(instance);
    const found = new Set(present.map(markOf));
    const gone = marks.filter((mark) => mark.startsWith(prefix) && !found.has(mark));
    if (gone.length > 0) {
      await this.write(marks.filter((mark) => !gone.includes(mark)));
    }
    return gone.length > 0;
  }

  private get file(): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, "signedIn.json");
  }

  private async read(): Promise<readonly string[]> {
    try {
      const value: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file)));
      return Array.isArray(value) ? value.filter((mark): mark is string => typeof mark === "string") : [];
    } catch {
      return [];
    }
  }

  private async write(marks: readonly string[]): Promise<void> {
    try {
      await vscode.workspace.fs.writeFile(this.file, new TextEncoder().encode(JSON.stringify(marks)));
    } catch {
      // A folder that cannot be written to: then nobody is told of a loss, and that is all.
    }
  }
}

function markOf(session: ClerkSession): string {
  return `${instanceMark(session)}.${hash(SessionStore.keyOf(refOf(session)))}`;
}

function instanceMark({ issuer, clientId }: { readonly issuer: string; readonly clientId: string }): string {
  return hash(`${issuer} ${clientId}`);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}
