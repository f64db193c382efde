import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readFileIfThere, removeFileIfThere, writeFileAtomically } from "../../storage/atomicFile";
import type { CrossWindowLock } from "../../storage/fileLock";
import type { SecretStore } from "./sessionStore";

const suffix = ".sealed";

/** The key of this person's sealed records. */
export interface SealKey {
  /** Tells keys apart without giving anything away. */
  readonly id: string;
  /** 256 bits. */
  readonly secret: Uint8Array;
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
const algorithm = "aes-256-gcm";
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
  private watcher: FSWatcher | undefined;

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
    await writeFileAtomically(this.pathOf(name, key), seal(value, name, key.secret));
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
      this.watcher = watch(this.directory, { persistent: false }, (_event, file) => {
        if (file === null || file.endsWith(suffix)) {
          this.listeners.forEach((listener) => {
            listener();
          });
        }
      });
      this.watcher.on("error", () => this.watcher?.close());
    } catch {
      // Some file systems cannot be watched; a window looks again when it gets the focus.
    }
  }

  private stopWatchingIfUnheard(): void {
    if (this.listeners.size === 0) {
      this.watcher?.close();
      this.watcher = undefined;
    }
  }

  private async makeDirectory(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
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
    const hash = createHash("sha256")
      .update(JSON.stringify([key.id, name]))
      .digest("hex")
      .slice(0, 32);
    return join(this.directory, `${hash}${suffix}`);
  }
}

/**
 * The key in SecretStorage; the first call ever makes it, under the lock, so that two windows that open
 * together do not make two. A file beside the records names the keys there are: one for each browser that
 * opens an editor on this computer, and mostly one. When SecretStorage has lost its key, so are the
 * records, and a new one begins.
 *
 * @param directory where the names of the keys rest
 * @throws Error when SecretStorage does not keep the key, or when a window that opened later has made it,
 *   which this one cannot see before it is reloaded
 */
export function loadSealKey(
  secrets: SecretStore,
  lock: CrossWindowLock,
  directory: string,
  times: KeyTimes = defaultTimes,
): Promise<SealKey> {
  return lock.run(keyName, async () => {
    const path = join(directory, "sealKeys");
    const text = Buffer.from((await readFileIfThere(path)) ?? []).toString("utf8");
    const names = text.split("\n").filter((name) => name !== "");
    const known = await waitForKey(secrets, names, times);
    if (known !== undefined && names.includes(known.id)) {
      return known;
    }
    if (known === undefined && names.length > 0 && (await stat(path)).mtimeMs > times.openedAt) {
      throw new Error("The key was made after this window opened.");
    }
    const key = known ?? (await makeKey(secrets));
    await mkdir(directory, { recursive: true });
    await writeFileAtomically(path, Buffer.from([...names, key.id].slice(-mostNames).join("\n")));
    return key;
  });
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
  const made = randomBytes(32).toString("base64url");
  await secrets.store(keyName, made);
  if ((await secrets.get(keyName)) !== made) {
    throw new Error("The secret storage did not keep the key.");
  }
  return keyOf(made);
}

function keyOf(text: string): SealKey {
  const secret = Buffer.from(text, "base64url");
  return { id: createHash("sha256").update("id").update(secret).digest("hex").slice(0, 16), secret };
}

/**
 * Encrypts a record: version, nonce, authentication tag, ciphertext.
 *
 * @param name goes in as additional authenticated data, so that one record cannot stand in for another
 */
function seal(text: string, name: string, secret: Uint8Array): Uint8Array {
  // Random for each write: one key never meets a nonce twice in any number of writes that can happen here.
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, secret, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
}

/** The record in `bytes`, or undefined when they were not sealed under this name with this key, or are damaged. */
function unseal(bytes: Uint8Array, name: string, secret: Uint8Array): string | undefined {
  const tagAt = 1 + nonceLength;
  const textAt = tagAt + tagLength;
  if (bytes[0] !== version || bytes.length < textAt) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv(algorithm, secret, bytes.subarray(1, tagAt), { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(tagAt, textAt));
    return Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
