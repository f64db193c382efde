import * as vscode from "vscode";

const SECTION = "agentChat";
/** Longest wait for a written setting to read back, in milliseconds. */
const READ_BACK_MS = 2_000;

export function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}

/** True when one of these settings, named without `agentChat.`, is among what has changed. */
export function affects(event: vscode.ConfigurationChangeEvent, ...names: readonly string[]): boolean {
  return names.some((name) => event.affectsConfiguration(`${SECTION}.${name}`));
}

/** True when a person has written the setting somewhere, even with its default value. */
export function isExplicit(name: string): boolean {
  const found = configuration().inspect(name);
  return (found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue) !== undefined;
}

/** A number or a switch; what is of another type counts as the fallback. */
export function read<T extends number | boolean>(name: string, fallback: T): T {
  const value = configuration().get<unknown>(name);
  return typeof value === typeof fallback ? (value as T) : fallback;
}

/** A text setting, trimmed. A person can write anything into settings.json; what is no text counts as none. */
export function text(name: string): string {
  const value = configuration().get<unknown>(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Where to save a setting: in the folder when one of `names` is set there, otherwise for every folder. */
export function targetOf(...names: readonly string[]): vscode.ConfigurationTarget {
  const inFolder = names.some((name) => configuration().inspect(name)?.workspaceValue !== undefined);
  return inFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
}

/** What is written in the folder, or in the user settings. */
export function valueAt(name: string, target: vscode.ConfigurationTarget): unknown {
  const found = configuration().inspect<unknown>(name);
  return target === vscode.ConfigurationTarget.Workspace ? found?.workspaceValue : found?.globalValue;
}

/**
 * Writes a setting, and returns when it reads back: `update` alone may end before the extension host
 * has heard of the change, and a sign-in that follows would still go to the old instance.
 */
export async function write(name: string, value: unknown, target: vscode.ConfigurationTarget): Promise<void> {
  const isThere = (): boolean => JSON.stringify(valueAt(name, target)) === JSON.stringify(value);
  await configuration().update(name, value, target);
  if (isThere()) {
    return;
  }
  await new Promise<void>((resolve) => {
    const limit = setTimeout(finish, READ_BACK_MS);
    const listener = vscode.workspace.onDidChangeConfiguration(() => {
      if (isThere()) {
        finish();
      }
    });
    function finish(): void {
      clearTimeout(limit);
      listener.dispose();
      resolve();
    }
  });
}
