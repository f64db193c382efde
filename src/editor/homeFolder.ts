import { homedir } from "node:os";
import * as vscode from "vscode";

/** Where a person's own files are. */
export function homeFolder(): vscode.Uri {
  return vscode.Uri.file(homedir());
}
