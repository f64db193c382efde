import * as vscode from "vscode";

/** Ending of what is being written. VS Code deletes a file before it moves another one to its place. */
const NEXT = ".next";

/**
 * The value in a file. Undefined where there is none, or only what a crash left half-written; where a
 * crash came between a write and its end, what was written.
 */
export async function readJson(file: vscode.Uri): Promise<unknown> {
  return (await parsed(file)) ?? (await parsed(next(file)));
}

/**
 * Puts a value into a file, by way of another one: the older value is there until the new one is there
 * as a whole.
 *
 * @throws vscode.FileSystemError when it cannot be written
 */
export async function writeJson(file: vscode.Uri, value: unknown): Promise<void> {
  await vscode.workspace.fs.writeFile(next(file), new TextEncoder().encode(JSON.stringify(value)));
  try {
    await vscode.workspace.fs.rename(next(file), file, { overwrite: true });
  } catch (error) {
    // Another window, which writes the same thread, has moved it there already.
    if (!isMissing(error)) {
      throw error;
    }
  }
}

/** Deletes a file with what is being written of it. @throws vscode.FileSystemError when it cannot be deleted */
export async function removeJson(file: vscode.Uri): Promise<void> {
  await remove(next(file));
  await remove(file);
}

/** Deletes a file or a folder, if it is there. @throws vscode.FileSystemError when it cannot be deleted */
export async function remove(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true });
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
  }
}

/** The files of a folder that `readJson` finds a value in, by their names; none where there is no folder. */
export async function jsonFiles(folder: vscode.Uri, ending: string): Promise<readonly vscode.Uri[]> {
  try {
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) =>
      name.endsWith(NEXT) ? name.slice(0, -NEXT.length) : name,
    );
    return [...new Set(names)].filter((name) => name.endsWith(ending)).map((name) => vscode.Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}

async function parsed(file: vscode.Uri): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return undefined;
  }
}

function next(file: vscode.Uri): vscode.Uri {
  return file.with({ path: `${file.path}${NEXT}` });
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}
