import * as vscode from "vscode";
import { fromUtf8 } from "../../shared/bytes";
import { lazily } from "../../shared/lazily";
import type { MastraClientModule } from "../../agents/mastraClient";
import type * as node from "../loadMastraClient";

/** The same without Node: VS Code loads one file of an extension there, and others are read and run as it does that. */
export const loadMastraClient: typeof node.loadMastraClient = lazily(async () => {
  const extension = vscode.extensions.getExtension("agent-chat.mastra-clerk");
  if (extension === undefined) {
    throw new Error("The extension does not know itself.");
  }
  const file = vscode.Uri.joinPath(extension.extensionUri, "dist/web/mastraClient.js");
  const text = fromUtf8(await vscode.workspace.fs.readFile(file));
  const module: { exports: unknown } = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a file of this package, as VS Code runs the other one
  const run = new Function("module", "exports", text) as (own: object, exports: unknown) => void;
  run(module, module.exports);
  return module.exports as MastraClientModule;
});
