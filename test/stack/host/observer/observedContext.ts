import type * as vscode from "vscode";
import { disguisedExtension } from "./disguisedEnv";
import { overlay } from "./overlay";
import type { WindowRecord } from "./windowRecord";

/** What `activate` gets: whatever is put into the mementos is written down. */
export function observedContext(
  api: typeof vscode,
  context: vscode.ExtensionContext,
  record: WindowRecord,
): vscode.ExtensionContext {
  observeMemento("globalState", context.globalState, record);
  observeMemento("workspaceState", context.workspaceState, record);
  return overlay(context, { extension: disguisedExtension(api, record.root, context.extension) });
}

/** The object of VS Code itself: it rests on its own fields and cannot be copied. */
function observeMemento(name: string, memento: vscode.Memento, record: WindowRecord): void {
  const update = memento.update.bind(memento);
  memento.update = (key: string, value: unknown) => {
    record.add("state", JSON.stringify({ memento: name, key, value }));
    return update(key, value);
  };
}
