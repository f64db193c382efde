import * as vscode from "vscode";
import { admission } from "../chat/attachments/admission";
import { fileId } from "../chat/attachments/attachmentSource";
import type { ContextSuggestion } from "../shared/context";
import { candidate, currentUri, isFile, nameOf, pathLabel } from "./attachments/documentUris";
import { affects, read } from "./configuration";

/** More files than a person goes through in a window keep their place; older ones are not on the screen any more. */
const REMEMBERED = 200;

/**
 * The file in front in the editor, which the message box offers to attach (`agentChat.suggestCurrentFile`). It is
 * never attached by itself, and a file that may hold secrets is not offered.
 */
export class CurrentFile implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly offered = new Set<string>();
  private last = "";
  private readonly listeners = [
    vscode.window.onDidChangeActiveTextEditor(() => this.look()),
    vscode.window.tabGroups.onDidChangeTabs(() => this.look()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affects(event, "suggestCurrentFile")) {
        this.look();
      }
    }),
  ];

  /** Another file is in front, or none. */
  readonly onDidChange = this.changed.event;

  /** @returns undefined when there is none, when it may hold secrets, and when the setting is off */
  suggestion(): ContextSuggestion | undefined {
    const uri = read<boolean>("suggestCurrentFile", true) ? currentUri() : undefined;
    if (!uri || !isFile(uri) || admission(candidate(uri), "oneOfMany") !== "take") {
      return undefined;
    }
    const id = fileId(uri.toString());
    this.remember(id);
    return { id, kind: "file", name: nameOf(uri), detail: pathLabel(uri) };
  }

  /** Whether this id was offered: it comes back from the panel, which must not be able to name any other file. */
  wasOffered(id: string): boolean {
    return this.offered.has(id);
  }

  dispose(): void {
    this.changed.dispose();
    vscode.Disposable.from(...this.listeners).dispose();
  }

  private look(): void {
    const id = this.suggestion()?.id ?? "";
    if (id !== this.last) {
      this.last = id;
      this.changed.fire();
    }
  }

  private remember(id: string): void {
    this.offered.delete(id);
    this.offered.add(id);
    const [oldest] = this.offered;
    if (this.offered.size > REMEMBERED && oldest !== undefined) {
      this.offered.delete(oldest);
    }
  }
}
