import * as vscode from "vscode";
import { UserFacingError } from "../../src/shared/userFacingError";

/** The folder that the tests' window has open; every test file has a folder of its own in it. */
export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) {
    throw new Error("These tests need a window with a folder: runTests({ launchArgs: [folder] })");
  }
  return folder.uri;
}

/** Writes a file with the folders above it. */
export async function write(uri: vscode.Uri, content: string | Uint8Array): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
  return uri;
}

/** Milliseconds: a bound for what hangs, below that of a test, so that nothing is asked any more when it is over. */
const LIMIT_MS = 90_000;

/**
 * Asks until the answer is one: nothing tells when VS Code has noticed a change.
 *
 * @throws Error when there is none after a minute and a half
 */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited in vain for: ${String(ask)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Runs a command, as a key does, until what waits for it has ended: nothing tells when a list or box is on the
 * screen.
 *
 * @throws Error when it has not ended after a minute and a half
 */
export async function pressing<T>(command: string, action: Promise<T>): Promise<T> {
  const done = new AbortController();
  const finished = action.finally(() => done.abort());
  // Whoever waits hears of it below; a loop that is left must not leave it to nobody.
  finished.catch(() => undefined);
  const deadline = Date.now() + LIMIT_MS;
  while (!done.signal.aborted) {
    if (Date.now() > deadline) {
      throw new Error(`${command} has ended nothing.`);
    }
    await vscode.commands.executeCommand(command);
  }
  return finished;
}

/** The refusal that a promise must end with; `rejects` of node:assert does not give it. */
export async function refusalOf(promise: Promise<unknown>): Promise<UserFacingError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserFacingError) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

/**
 * Closes every editor; what was typed is thrown away instead of asked about. A document that only looks closed keeps
 * its changes, so each is shown until none is left.
 */
export async function closeEditors(): Promise<void> {
  await until(async () => {
    const dirty = vscode.workspace.textDocuments.find(({ isDirty }) => isDirty);
    if (dirty === undefined) {
      return true;
    }
    await vscode.window.showTextDocument(dirty);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    return undefined;
  });
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
