import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A folder that VS Code gives the extension, as far as it is named here. */
interface FolderUri {
  readonly fsPath: string;
  toString(): string;
}

/** The path of a folder for everything in `storage`. */
export function pathOf({ fsPath }: FolderUri): string {
  return fsPath;
}

/** The path of something in a folder. @param names of folders within one another, and of a file, without separators */
export function pathIn(folder: string, ...names: readonly string[]): string {
  return join(folder, ...names);
}

/** The folder that holds a file or a folder. */
export function folderOf(path: string): string {
  return dirname(path);
}

/**
 * Makes a folder with all above it, for its owner only.
 *
 * @returns whether it, or one above it, was not there
 */
export async function makeFolder(folder: string): Promise<boolean> {
  return (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
}

/** Names of what is in a folder; none where there is no folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

/** When a file was last written, in milliseconds since the epoch. @throws Error when there is none */
export async function modifiedAt(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}

/** Writes a file that is not there, for its owner only. @throws Error when it is there, or cannot be made */
export async function createFile(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: "wx", mode: 0o600 });
}

/** Moves a file or a folder. @throws Error when it is not there */
export async function move(from: string, to: string): Promise<void> {
  await rename(from, to);
}

/** Removes a folder and everything in it, if it is there. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes a folder in which nothing is. @throws Error for any other */
export async function removeEmptyFolder(folder: string): Promise<void> {
  await rmdir(folder);
}
