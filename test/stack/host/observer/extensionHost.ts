// Loaded into an extension host before VS Code: stands between it and the extension under test. What it
// sees is read by hostObserver.ts.
import type * as vscode from "vscode";
import { observedApi } from "./observedApi";
import { observedContext } from "./observedContext";
import { observeLoads } from "./observeLoads";
import { OBSERVE_VARIABLE } from "./observerFiles";
import { oncePerObject, overlay } from "./overlay";
import { WindowRecord } from "./windowRecord";

interface ExtensionModule {
  readonly activate: (context: vscode.ExtensionContext) => unknown;
}

/** The folder of the installed VSIX, whatever its version. */
const OURS = /[\\/]agent-chat\.mastra-clerk-[^\\/]+[\\/]/i;

const root = process.env[OBSERVE_VARIABLE];
if (root !== undefined) {
  observe(new WindowRecord(root, process.pid));
}

function observe(record: WindowRecord): void {
  let real: typeof vscode | undefined;
  const apiOf = oncePerObject((api: typeof vscode) => {
    real = api;
    record.present(api.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "");
    return observedApi(api, record);
  });
  const moduleOf = oncePerObject((exports: ExtensionModule) =>
    overlay(exports, {
      activate: (context) => {
        // The extension asks for "vscode" while it is loaded, and so before it is activated.
        return exports.activate(real === undefined ? context : observedContext(real, context, record));
      },
    }),
  );
  observeLoads((request, from, exports) => {
    if (request === "vscode" && OURS.test(from)) {
      return apiOf(exports as typeof vscode);
    }
    return OURS.test(request) && isExtension(exports) ? moduleOf(exports) : exports;
  });
}

function isExtension(exports: unknown): exports is ExtensionModule {
  return typeof exports === "object" && exports !== null && "activate" in exports;
}
