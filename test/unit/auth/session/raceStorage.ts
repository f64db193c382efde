import { join } from "node:path";
import { SealedSecrets } from "../../../../src/auth/session/sealedSecrets";
import type { SecretStore } from "../../../../src/auth/session/sessionStore";
import { SharedSecrets, loadMachineId } from "../../../../src/auth/session/sharedSecrets";
import { FileLock } from "../../../../src/storage/fileLock";
import { LateSecrets } from "../setup/lateSecrets";

/** Where the windows of a race keep the session. */
export type RaceStorage =
  | {
      readonly kind: "sealed";
      /** Base64url. */
      readonly key: string;
    }
  | {
      readonly kind: "desktop";
      /** Longest time for which a window does not see what another one wrote, in milliseconds. */
      readonly longestDelay: number;
    };

/**
 * The storage as one window sees it.
 *
 * @param window tells windows apart; each is a process of its own when it is left out
 */
export function openStorage(directory: string, storage: RaceStorage, window = String(process.pid)): SecretStore {
  if (storage.kind === "sealed") {
    const key = { id: "race", secret: Buffer.from(storage.key, "base64url") };
    return new SealedSecrets(directory, () => Promise.resolve(key));
  }
  const secrets = new LateSecrets(join(directory, "secretStorage"), window, () => Math.random() * storage.longestDelay);
  return new SharedSecrets(secrets, {
    directory: join(directory, "sessions"),
    machine: loadMachineId(directory, new FileLock(directory)),
    client: "desktop",
    // The wait is the real one; looking more often only saves the test time.
    times: { longestWait: 2000, pollEvery: storage.longestDelay < 100 ? 3 : 40 },
  });
}
