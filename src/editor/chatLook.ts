import * as vscode from "vscode";
import type { Look } from "../shared/protocol";
import { affects, read, text } from "./configuration";
import { runsInBrowser } from "./runsInBrowser";

/** The workbench's own default; the panel has it from the theme. */
const DEFAULT_FAMILY = "default";

/**
 * The user's settings `chat.fontSize` and `chat.fontFamily`, which VS Code's own chat follows, the key that sends,
 * whether tool calls stay open, and whether there are terminals.
 */
export class ChatLook implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listener = vscode.workspace.onDidChangeConfiguration((event) => {
    const fonts = event.affectsConfiguration("chat.fontSize") || event.affectsConfiguration("chat.fontFamily");
    if (fonts || affects(event, "sendWith", "keepToolCallsOpen", "editorTools")) {
      this.changed.fire();
    }
  });

  readonly onDidChange = this.changed.event;

  /** Only what a person has set; a value that is none is left out. */
  current(): Look {
    const settings = vscode.workspace.getConfiguration("chat");
    const size = written(settings, "fontSize");
    const family = written(settings, "fontFamily");
    return {
      ...(typeof size === "number" && size >= 6 && size <= 100 ? { fontSize: size } : {}),
      ...(typeof family === "string" && family !== "" && family !== DEFAULT_FAMILY ? { fontFamily: family } : {}),
      ...(text("sendWith") === "ctrlEnter" ? { sendWith: "ctrlEnter" } : {}),
      ...(read<boolean>("keepToolCallsOpen", false) ? { keepToolCallsOpen: true } : {}),
      ...(runsInBrowser() ? { noTerminal: true } : {}),
    };
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }
}

function written(settings: vscode.WorkspaceConfiguration, key: string): unknown {
  const found = settings.inspect(key);
  return found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
}
