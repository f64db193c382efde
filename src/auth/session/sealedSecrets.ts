import { fromBase64, fromUtf8, joinBytes, toBase64, utf8 } from "../../shared/bytes";
import { delay } from "../../shared/delay";
import { readFileIfThere, removeFileIfThere, writeFileAtomically } from "../../storage/atomicFile";
import type { CrossWindowLock } from "../../storage/crossWindowLock";
import { makeFolder, modifiedAt, pathIn } from "../../storage/folders";
import { sha256 } from "../../storage/sha256";
import { watchFolder } from "../../storage/watchFolder";
import { MadeAfterOpening } from "./sessionErrors";
import type { SecretStore } from "./sessionStore";

const suffix = ".sealed";

/** The key of this person's sealed records. */
export interface SealKey {
  /** Tells keys apart without giving anything away. */
  readonly id: string;
  /** 256 bits. */
  readonly secret: Uint8Array<ArrayBuffer>;
}

const keyName = "agentChat.sealKey";

/** More browsers than a person uses; the file must not grow for ever. */
const mostNames = 16;

/** Times in milliseconds. */
export interface KeyTimes {
  /** A desktop window hears after 200 ms of a key that another one has stored. */
  readonly longestWait: number;
  readonly pollEvery: number;
  /** When this window opened, since the epoch: a browser's window knows the secrets of that moment. */
  readonly openedAt: number;
}

const defaultTimes: KeyTimes = { longestWait: 1500, pollEvery: 100, openedAt: performance.timeOrigin };

// AES-256-GCM with the sizes that NIST SP 800-38D §5.2.1 recommends.
const algorithm = "AES-GCM";
const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * Secrets in files that are encrypted with a key out of SecretStorage: for web hosts, where SecretStorage
 * is a copy in each window's memory, so that windows never see each other's rotated tokens.
 */
export class SealedSecrets implements SecretStore {
  private loadedKey: Promise<SealKey> | undefined;
  private readonly listeners = new Set<() => void>();
  private watcher: { dispose(): void } | undefined;

  /** @param directory for nothing but these files; made when it is needed */
  constructor(
    private readonly directory: string,
    private readonly key: () => Promise<SealKey>,
  ) {}

  /**
   * A file that this key does not open counts as none.
   *
   * @throws Error when the key or the file cannot be read
   */
  async get(name: string): Promise<string | undefined> {
    const key = await this.loadKey();
    const bytes = await readFileIfThere(this.pathOf(name, key));
    return bytes === undefined ? undefined : unseal(bytes, name, key.secret);
  }

  /** @throws Error when the key cannot be read or the file not be written */
  async store(name: string, value: string): Promise<void> {
    const key = await this.loadKey();
    await this.makeDirectory();
    await writeFileAtomically(this.pathOf(name, key), await seal(value, name, key.secret));
  }

  async delete(name: string): Promise<void> {
    await removeFileIfThere(this.pathOf(name, await this.loadKey()));
  }

  /** Tells about every change of a record, whichever window made it. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    void this.startWatching();
    return {
      dispose: () => {
        this.listeners.delete(listener);
        this.stopWatchingIfUnheard();
      },
    };
  }

  private async startWatching(): Promise<void> {
    try {
      await this.makeDirectory();
      // Registered twice, or disposed of again, while the directory was made.
      if (this.watcher !== undefined || this.listeners.size === 0) {
        return;
      }
      this.watcher = watchFolder(this.directory, (file) => {
        if (file?.endsWith(suffix) !== false) {
          this.listeners.forEach((listener) => {
            listener();
          });
        }
      });
    } catch {
      // Some file systems cannot be watched; a window looks again when it gets the focus.
    }
  }

  private stopWatchingIfUnheard(): void {
    if (this.listeners.size === 0) {
      this.watcher?.dispose();
      this.watcher = undefined;
    }
  }

  private async makeDirectory(): Promise<void> {
    await makeFolder(this.directory);
  }

  private loadKey(): Promise<SealKey> {
    if (this.loadedKey === undefined) {
      const loading = this.key();
      this.loadedKey = loading;
      // A keyring that is locked now may be open next time.
      loading.catch(() => (this.loadedKey = undefined));
    }
    return this.loadedKey;
  }

  private pathOf(name: string, key: SealKey): string {
    const hash = sha256(JSON.stringify([key.id, name])).slice(0, 32);
    return pathIn(this.directory, `${hash}${suffix}`);
  }
}

/**
 * The key in SecretStorage; the first call ever makes it, under the lock, so that two windows that open
 * together do not make two. A file beside the records names the keys there are: one for each browser that
 * opens an editor on this computer, and mostly one. When SecretStorage has lost its key, so are the
 * records, and a new one begins.
 *
 * @param directory where the names of the keys rest
 * @throws Error when SecretStorage does not keep the key; MadeAfterOpening when a window that opened later has made
 *   it, which this one cannot see before it is reloaded
 */
export function loadSealKey(
  secrets: SecretStore,
  lock: CrossWindowLock,
  directory: string,
  times: KeyTimes = defaultTimes,
): Promise<SealKey> {
  return lock.run(keyName, async () => {
    const path = pathIn(directory, "sealKeys");
    const bytes = await readFileIfThere(path);
    const lines = (bytes === undefined ? "" : fromUtf8(bytes)).split("\n").filter((line) => line !== "");
    const names = lines.map((line) => line.replace(/ .*/, ""));
    const known = await waitForKey(secrets, names, times);
    if (known !== undefined && names.includes(known.id)) {
      return known;
    }
    if (known === undefined && names.length > 0 && (await lastMade(lines, path)) > times.openedAt) {
      throw new MadeAfterOpening();
    }
    const key = known ?? (await makeKey(secrets));
    await makeFolder(directory);
    await writeFileAtomically(path, utf8([...lines, `${key.id} ${Date.now()}`].slice(-mostNames).join("\n")));
    return key;
  });
}

/** When the last key got its name, in milliseconds since the epoch: what a browser's storage does not tell of a file. */
async function lastMade(lines: readonly string[], path: string): Promise<number> {
  const [, time] = / (\d{1,15})$/.exec(lines.at(-1) ?? "") ?? [];
  return time === undefined ? modifiedAt(path) : Number(time);
}

/** A key that has a name already; whatever there is when none has one, or when none comes. */
async function waitForKey(
  secrets: SecretStore,
  names: readonly string[],
  times: KeyTimes,
): Promise<SealKey | undefined> {
  for (let waited = 0; ; waited += times.pollEvery) {
    const key = await readKey(secrets);
    if (names.length === 0 || (key !== undefined && names.includes(key.id)) || waited >= times.longestWait) {
      return key;
    }
    await delay(times.pollEvery);
  }
}

/** Opens the sealed records that there are; undefined when SecretStorage has no key for them. Makes nothing. */
export async function openSealedSecrets(secrets: SecretStore, directory: string): Promise<SealedSecrets | undefined> {
  const key = await readKey(secrets);
  return key && new SealedSecrets(directory, () => Promise.resolve(key));
}

async function readKey(secrets: SecretStore): Promise<SealKey | undefined> {
  const stored = await secrets.get(keyName);
  // 32 bytes in base64url; anything else was not written here.
  return stored !== undefined && /^[\w-]{43}$/.test(stored) ? keyOf(stored) : undefined;
}

async function makeKey(secrets: SecretStore): Promise<SealKey> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  // Base64url without padding (RFC 4648 §5).
  const made = toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  await secrets.store(keyName, made);
  if ((await secrets.get(keyName)) !== made) {
    throw new Error("The secret storage did not keep the key.");
  }
  return keyOf(made);
}

function keyOf(text: string): SealKey {
  const secret = fromBase64(text);
  return { id: sha256("id", secret).slice(0, 16), secret };
}

/**
 * Encrypts a record: version, nonce, authentication tag, ciphertext.
 *
 * @param name goes in as additional authenticated data, so that one record cannot stand in for another
 */
async function seal(text: string, name: string, secret: SealKey["secret"]): Promise<Uint8Array> {
  // Random for each write: one key never meets a nonce twice in any number of writes that can happen here.
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["encrypt"]);
  const sealed = new Uint8Array(await crypto.subtle.encrypt(parametersOf(iv, name), key, utf8(text)));
  // Web Cryptography puts the tag behind the ciphertext, and the first versions had it in front.
  const tagAt = sealed.length - tagLength;
  return joinBytes(Uint8Array.of(version), iv, sealed.subarray(tagAt), sealed.subarray(0, tagAt));
}

/** The record in `bytes`, or undefined when they were not sealed under this name with this key, or are damaged. */
async function unseal(bytes: Uint8Array, name: string, secret: SealKey["secret"]): Promise<string | undefined> {
  const tagAt = 1 + nonceLength;
  const textAt = tagAt + tagLength;
  if (bytes[0] !== version || bytes.length < textAt) {
    return undefined;
  }
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["decrypt"]);
  try {
    const sealed = joinBytes(bytes.subarray(textAt), bytes.subarray(tagAt, textAt));
    const parameters = parametersOf(new Uint8Array(bytes.subarray(1, tagAt)), name);
    return fromUtf8(new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed)));
  } catch {
    return undefined;
  }
}

function parametersOf(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: algorithm, iv, additionalData: utf8(name), tagLength: 8 * tagLength };
}
