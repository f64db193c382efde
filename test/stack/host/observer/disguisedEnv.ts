import { readFileSync } from "node:fs";
import type * as vscode from "vscode";
import { type HostDisguise, traitsFile } from "./observerFiles";
import { overlay } from "./overlay";

/** Any name will do: the extension asks only whether there is one. */
const REMOTE_NAME = "ssh-remote";

/** The disguise at this moment. */
function currentDisguise(root: string): HostDisguise | undefined {
  try {
    return JSON.parse(readFileSync(traitsFile(root), "utf8")) as HostDisguise;
  } catch {
    return undefined;
  }
}

/** `vscode.env` as the disguise has it, asked anew each time. */
export function disguisedEnv(api: typeof vscode, root: string, pid: number): Partial<typeof vscode.env> {
  const { env, UIKind, Uri } = api;
  return {
    get uiKind() {
      const disguise = currentDisguise(root);
      return disguise === undefined ? env.uiKind : disguise.ui === "web" ? UIKind.Web : UIKind.Desktop;
    },
    get remoteName() {
      const disguise = currentDisguise(root);
      return disguise === undefined ? env.remoteName : disguise.remote ? REMOTE_NAME : undefined;
    },
    get uriScheme() {
      return currentDisguise(root)?.uriScheme ?? env.uriScheme;
    },
    asExternalUri: (target) => {
      const disguise = currentDisguise(root);
      if (disguise?.ui !== "desktop") {
        return env.asExternalUri(target);
      }
      // A desktop adds its window to its own addresses and leaves others alone (docs/wire.md#vs-code-callbacks).
      const query = [target.query, `windowId=${pid}`].filter(Boolean).join("&");
      return Promise.resolve(target.scheme === disguise.uriScheme ? target.with({ query }) : Uri.from(target));
    },
  };
}

/** `context.extension`: a local desktop runs it as an extension of the user interface. */
export function disguisedExtension<T>(
  api: typeof vscode,
  root: string,
  extension: vscode.Extension<T>,
): vscode.Extension<T> {
  return overlay(extension, {
    get extensionKind() {
      const disguise = currentDisguise(root);
      const { UI, Workspace } = api.ExtensionKind;
      return disguise === undefined ? extension.extensionKind : disguise.remote ? Workspace : UI;
    },
  });
}
