import { pathIn, pathOf } from "../../../storage/folders";
import { WebLock } from "../../../storage/web/webLock";
import { KeptMarks } from "../../session/keptMarks";
import { SealedSecrets, loadSealKey } from "../../session/sealedSecrets";
import { SessionStore } from "../../session/sessionStore";
import { sayNotKept } from "../keptNotices";
import type * as node from "../records";

/**
 * Where the extension itself runs in a browser: sealed files in the browser's storage, which all windows see at once,
 * and their key in SecretStorage, of which each window has a copy of its own.
 */
export const openRecords: typeof node.openRecords = ({ secrets, globalStorageUri }) => {
  const folder = pathOf(globalStorageUri);
  const lock = new WebLock();
  const sealed = new SealedSecrets(pathIn(folder, "sessions"), () => loadSealKey(secrets, lock, folder));
  const store = new SessionStore(sealed, lock, { notKept: sayNotKept });
  const marks = new KeptMarks(undefined, lock);
  return { store, marks, lock, secrets: sealed, watch: (listener) => sealed.onDidChange(listener) };
};
