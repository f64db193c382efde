import type * as vscode from "vscode";
import { parseServerUrl } from "../agents/serverUrl";
import type { Auth } from "../auth/vscode/auth";
import { createAuth } from "../auth/vscode/createAuth";
import { AgentChoice } from "../chat/agentChoice";
import { Settings } from "../editor/settings";
import { WorkspaceMemory } from "../editor/workspaceMemory";

/** Which server, and who is signed in there. */
export interface Session {
  readonly settings: Settings;
  readonly memory: WorkspaceMemory;
  readonly auth: Auth;
  readonly choice: AgentChoice;
  /** The current server's origin; undefined while no valid address is set. */
  readonly origin: () => string | undefined;
}

/** Builds the settings and the sign-in; loaded with the first question about either. */
export function createSession(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Session {
  const memory = new WorkspaceMemory(context.workspaceState);
  const settings = new Settings(memory.chosenServer);
  const origin = (): string | undefined => originOf(settings);
  const auth = createAuth(context, { clerk: () => settings.clerk(), origin, onDidChange: settings.onDidChange }, log);
  const choice = new AgentChoice({ preferred: () => settings.preferredAgent(), chosen: memory.chosenAgent });
  // Another agent in the settings counts for more than one that was picked before, also while there is no chat.
  const listener = settings.onDidChangeAgent(() => choice.reset());
  context.subscriptions.push(settings, auth, listener);
  return { settings, memory, auth, choice, origin };
}

function originOf(settings: Settings): string | undefined {
  try {
    return parseServerUrl(settings.agents().serverUrl).origin;
  } catch {
    return undefined;
  }
}
