import { createHash, randomBytes } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { CrossWindowLock } from "./crossWindowLock";
import { readFileIfThere, writeFileAtomically } from "../../storage/atomicFile";
import type { SecretStore } from "./sessionStore";

/** The key of this person's sealed records. */
export interface SealKey {
  /** Tells keys apart without giving anything away. */
  readonly id: string;
  /** 256 bits. */
  readonly secret: Uint8Array;
}

const recordName = "agentChat.sealKey";

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
  return lock.run(recordName, async () => {
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

async function readKey(secrets: SecretStore): Promise<SealKey | undefined> {
  const stored = await secrets.get(recordName);
  // 32 bytes in base64url; anything else was not written here.
  return stored !== undefined && /^[\w-]{43}$/.test(stored) ? keyOf(stored) : undefined;
}

async function makeKey(secrets: SecretStore): Promise<SealKey> {
  const made = randomBytes(32).toString("base64url");
  await secrets.store(recordName, made);
  if ((await secrets.get(recordName)) !== made) {
    throw new Error("The secret storage did not keep the key.");
  }
  return keyOf(made);
}

function keyOf(text: string): SealKey {
  const secret = Buffer.from(text, "base64url");
  return { id: createHash("sha256").update("id").update(secret).digest("hex").slice(0, 16), secret };
}
