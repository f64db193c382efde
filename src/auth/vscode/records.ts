import { join } from "node:path";
import * as vscode from "vscode";
import type { CrossWindowLock } from "../../storage/crossWindowLock";
import { FileLock } from "../../storage/fileLock";
import { KeptMarks } from "../session/keptMarks";
import { SealedSecrets, loadSealKey, openSealedSecrets } from "../session/sealedSecrets";
import { type SecretStore, SessionStore } from "../session/sessionStore";
import { SharedSecrets, loadMachineId } from "../session/sharedSecrets";
import { sayNotKept } from "./keptNotices";

/** Where the sessions of this host rest, and how its windows keep out of each other's way. */
export interface Records {
  readonly store: SessionStore;
  readonly marks: KeptMarks;
  readonly lock: CrossWindowLock;
  /** For what one window leaves for another, such as a callback of the browser. */
  readonly secrets: SecretStore;
  /** Tells of changes by any window; reads nothing before it is called. */
  watch(listener: () => void): { dispose(): void };
}

/**
 * The sessions rest in SecretStorage wherever windows share it: on the desktop. In a browser each window has a
 * copy of its own, read once when it opens (docs/wire.md#vs-code-secret-storage); there they rest in sealed
 * files, and SecretStorage keeps their key, which does not change.
 *
 * @param owns whether a name in SecretStorage is of interest to {@link Records.watch}
 */
export function openRecords(context: vscode.ExtensionContext, owns: (name: string) => boolean): Records {
  const { secrets, globalStorageUri } = context;
  const watchSecrets: Records["watch"] = (listener) =>
    secrets.onDidChange(({ key }) => {
      if (owns(key)) {
        listener();
      }
    });
  const folder = globalStorageUri.fsPath;
  const directory = join(folder, "sessions");
  const lock = new FileLock(folder);
  const marks = new KeptMarks(folder, lock);
  if (vscode.env.uiKind === vscode.UIKind.Web) {
    const sealed = new SealedSecrets(directory, () => loadSealKey(secrets, lock, folder));
    // Version 0.1.0 kept its one record in SecretStorage itself.
    const earlier = (): Promise<readonly SecretStore[]> => Promise.resolve([secrets]);
    const store = new SessionStore(sealed, lock, { notKept: sayNotKept, earlier });
    return { store, marks, lock, secrets: sealed, watch: (listener) => sealed.onDidChange(listener) };
  }
  const machine = loadMachineId(folder, lock);
  const shared = new SharedSecrets(secrets, { directory, machine, client: vscode.env.machineId });
  // Versions up to 0.4.0 sealed the records here as well.
  const earlier = async (): Promise<readonly SecretStore[]> => {
    const sealed = await openSealedSecrets(secrets, directory);
    return sealed === undefined ? [secrets] : [sealed, secrets];
  };
  const store = new SessionStore(shared, lock, { notKept: sayNotKept, earlier });
  return { store, marks, lock, secrets, watch: watchSecrets };
}
