import * as vscode from "vscode";
import { EditorAccess } from "../chat/clientTools/editorAccess";
import type { EditorTools } from "../editor/editorTools";
import type { Session } from "./createSession";

/** In which threads agents may use this window's editor; the tools load with the first call. */
export function createEditorAccess(
  { memory, settings }: Pick<Session, "memory" | "settings">,
  tools: () => Promise<Pick<EditorTools, "code">>,
  logError: (what: string, error: unknown) => void,
): EditorAccess {
  return new EditorAccess({
    memory: memory.editorTools,
    setting: () => settings.editorTools(),
    isPossible: () => vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined,
    load: async () => {
      const { createClientTools } = await import("../editor/editorTools/createClientTools");
      return createClientTools((await tools()).code, logError);
    },
  });
}
