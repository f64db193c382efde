import { readdirSync, readFileSync, rmSync, watch } from "node:fs";
import { join } from "node:path";
import type * as vscode from "vscode";
import { inboxFolder } from "./observerFiles";

/** Hands URIs to the extension as the operating system does on a desktop: out of the blue. */
export class UriInbox {
  private readonly folder: string;
  private handler: vscode.UriHandler | undefined;

  constructor(
    root: string,
    pid: number,
    private readonly parse: (text: string) => vscode.Uri,
  ) {
    this.folder = inboxFolder(root, pid);
    watch(this.folder, () => this.collect()).unref();
  }

  /** From now on this handler gets what comes, and what has come already. */
  open(handler: vscode.UriHandler): void {
    this.handler = handler;
    this.collect();
  }

  close(handler: vscode.UriHandler): void {
    if (this.handler === handler) {
      this.handler = undefined;
    }
  }

  private collect(): void {
    const { handler } = this;
    if (handler === undefined) {
      return;
    }
    for (const name of readdirSync(this.folder)
      .filter((name) => name.endsWith(".json"))
      .sort()) {
      const file = join(this.folder, name);
      const { uri } = JSON.parse(readFileSync(file, "utf8")) as { uri: string };
      rmSync(file);
      void handler.handleUri(this.parse(uri));
    }
  }
}
