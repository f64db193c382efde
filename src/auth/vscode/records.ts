import { join } from "node:path";
import type * as vscode from "vscode";
import { type CrossWindowLock, noLock } from "../session/crossWindowLock";
import { FileLock } from "../session/fileLock";
import { SealedSecrets } from "../session/sealedSecrets";
import { loadSealKey } from "../session/sealKey";
import type { SecretStore } from "../session/sessionStore";

/** Where the sessions of this host rest, and how its windows keep out of each other's way. */
export interface Records {
  readonly secrets: SecretStore;
  readonly lock: CrossWindowLock;
  /** Tells of changes by any window; reads nothing before it is called. */
  watch(listener: () => void): { dispose(): void };
}

/**
 * Windows do not see each other's SecretStorage in time: in a browser each has a copy in memory, read
 * once when it opens; on the desktop a change reaches the others after 200 ms. A rotated refresh token
 * must be seen at once, or it is used twice. So the records rest in sealed files beside the lock file,
 * and SecretStorage keeps their key, which does not change.
 *
 * @param owns whether a name in SecretStorage belongs to a session
 */
export function openRecords(context: vscode.ExtensionContext, owns: (name: string) => boolean): Records {
  const { secrets, globalStorageUri } = context;
  if (globalStorageUri.scheme !== "file") {
    return {
      secrets,
      lock: noLock,
      watch: (listener) =>
        secrets.onDidChange(({ key }) => {
          if (owns(key)) {
            listener();
          }
        }),
    };
  }
  const folder = globalStorageUri.fsPath;
  const lock = new FileLock(folder);
  const sealed = new SealedSecrets(join(folder, "sessions"), () => loadSealKey(secrets, lock, folder));
  return { secrets: withOlderRecords(sealed, secrets), lock, watch: (listener) => sealed.onDidChange(listener) };
}

/** Version 0.1.0 kept its one record in SecretStorage itself; the store takes it over and deletes it. */
function withOlderRecords(sealed: SecretStore, older: SecretStore): SecretStore {
  return {
    get: async (name) => (await sealed.get(name)) ?? (await older.get(name)),
    store: (name, value) => sealed.store(name, value),
    delete: async (name) => {
      await sealed.delete(name);
      if ((await older.get(name)) !== undefined) {
        await older.delete(name);
      }
    },
  };
}
