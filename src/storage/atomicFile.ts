import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

// Windows refuses to touch a file for as long as a virus scanner or another window has it open.
const momentary = new Set<unknown>(["EPERM", "EACCES", "EBUSY"]);
const waits = [5, 10, 20, 40, 80, 160, 320];

/** What another process can hinder, and how a pause before the next try is made. */
export interface FileOperations {
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly remove: (path: string) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const onDisk: FileOperations = {
  rename,
  readFile: (path) => readFile(path),
  remove: (path) => rm(path, { force: true }),
  wait: (milliseconds) => delay(milliseconds),
};

/** How a file is written. */
export interface WriteOptions {
  /** Left to the operating system when it reaches the disk: a power failure may lose the last writes, not half a file. */
  readonly lazy?: boolean;
}

/**
 * Writes a file whole or not at all, readable by its owner only: to a temporary file first, which is on
 * the disk before it takes the name, so that nobody reads half of it, not even after a power failure.
 */
export async function writeFileAtomically(
  path: string,
  bytes: Uint8Array,
  { lazy = false }: WriteOptions = {},
  operations = onDisk,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      if (!lazy) {
        await file.sync();
      }
    } finally {
      await file.close();
    }
    await patiently(() => operations.rename(temporary, path), operations);
  } catch (error) {
    // What could not be written says more than what could not be tidied up.
    await removeFileIfThere(temporary, operations).catch(() => undefined);
    throw error;
  }
  if (!lazy) {
    await syncDirectory(dirname(path));
  }
}

/** The file's bytes, or undefined when there is none. */
export async function readFileIfThere(path: string, operations = onDisk): Promise<Uint8Array | undefined> {
  try {
    return await patiently(() => operations.readFile(path), operations);
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** Removes a file, if it is there. */
export async function removeFileIfThere(path: string, operations = onDisk): Promise<void> {
  await patiently(() => operations.remove(path), operations);
}

/** Tries again for 0.6 s what was refused for a moment, as it seems; then its last error counts. */
async function patiently<T>(operation: () => Promise<T>, { wait }: Pick<FileOperations, "wait">): Promise<T> {
  for (const milliseconds of waits) {
    try {
      return await operation();
    } catch (error) {
      if (!momentary.has(codeOf(error))) {
        throw error;
      }
      await wait(milliseconds);
    }
  }
  return operation();
}

// The new name is durable only with its directory. Windows has no such thing, and needs none.
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch {
    // The file itself is written.
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
