import { join } from "node:path";
import * as vscode from "vscode";
import { EditorAccess } from "../chat/clientTools/editorAccess";
import type { EditorTools } from "../editor/editorTools";
import { lazily } from "../shared/lazily";
import type { Session } from "./createSession";

/** In which threads agents may use this window's editor; the tools load with the first call. */
export function createEditorAccess(
  { memory, settings }: Pick<Session, "memory" | "settings">,
  tools: () => Promise<Pick<EditorTools, "code">>,
  logError: (what: string, error: unknown) => void,
  storage: string,
): EditorAccess {
  const checkpoints = lazily(async () => {
    const { Checkpoints } = await import("../editor/editorTools/checkpoints");
    return new Checkpoints(join(storage, "checkpoints"));
  });
  return new EditorAccess({
    memory: memory.editorTools,
    setting: () => settings.editorTools(),
    isPossible: () => vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined,
    load: async () => {
      const { createClientTools } = await import("../editor/editorTools/createClientTools");
      return createClientTools((await tools()).code, await checkpoints(), logError);
    },
    checkpoints: {
      restore: async (owner, threadId, callIds) => {
        const { restoreInWindow } = await import("../editor/editorTools/createClientTools");
        await restoreInWindow(await checkpoints(), { owner, threadId }, callIds);
      },
      forget: (owner, threadId) =>
        void checkpoints()
          .then((kept) => kept.forget(owner, threadId))
          .catch((error: unknown) => logError("deleting what files were", error)),
    },
  });
}
