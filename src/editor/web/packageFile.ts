import * as vscode from "vscode";
import { fromUtf8 } from "../../shared/bytes";

/**
 * What another script of this package exports. VS Code loads one file of an extension in a browser; others are read and
 * run here as it does that.
 *
 * @param path from the extension's folder; a CommonJS module that needs no other one
 * @throws FileSystemError when it cannot be read
 */
export async function packageFile<T>(path: string): Promise<T> {
  const extension = vscode.extensions.getExtension("agent-chat.mastra-clerk");
  if (extension === undefined) {
    throw new Error("The extension does not know itself.");
  }
  const text = fromUtf8(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, path)));
  const module: { exports: unknown } = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a file of this package, as VS Code runs the other one
  const run = new Function("module", "exports", text) as (own: object, exports: unknown) => void;
  run(module, module.exports);
  return module.exports as T;
}
