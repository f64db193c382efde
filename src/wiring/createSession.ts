import * as vscode from "vscode";
import { parseServerUrl, type ServerAddress, serverAddress } from "../agents/serverUrl";
import { sessionScope } from "../auth/clerk/clerkInstance";
import type { Auth } from "../auth/vscode/auth";
import { createAuth } from "../auth/vscode/createAuth";
import { AgentChoice } from "../chat/agentChoice";
import { OpenServers } from "../chat/openServers";
import { Settings } from "../editor/settings";
import { OpenServerMemory, WorkspaceMemory } from "../editor/workspaceMemory";
import type { Account } from "../shared/account";
import { lazily } from "../shared/lazily";
import { pathIn, pathOf } from "../storage/folders";
import { loadMastraClient } from "./loadMastraClient";

/** Which server, and who is signed in there. */
export interface Session {
  readonly settings: Settings;
  readonly memory: WorkspaceMemory;
  readonly auth: Auth;
  readonly choice: AgentChoice;
  /** Servers that ask for no sign-in. */
  readonly open: OpenServers;
  /** The server that the settings name at this moment. @throws UserFacingError when that is no address */
  readonly server: () => ServerAddress;
  /**
   * Who talks to the current server, as far as it is known without asking it.
   *
   * @throws UserFacingError `storageFailed`
   */
  readonly visitor: () => Promise<Account | undefined>;
  /** The current server's origin; undefined while no valid address is set. */
  readonly origin: () => string | undefined;
  /** Of the Clerk instance that the settings name; empty while they name none. */
  readonly issuer: () => string;
}

/** Builds the settings and the sign-in; loaded with the first question about either. */
export function createSession(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Session {
  const memory = new WorkspaceMemory(context.workspaceState, () => vscode.workspace.isTrusted);
  const settings = new Settings(memory.chosenServer);
  const origin = (): string | undefined => originOf(settings);
  const auth = createAuth(context, { clerk: () => settings.clerk(), origin, onDidChange: settings.onDidChange }, log);
  const choice = new AgentChoice({ preferred: () => settings.preferredAgent(), chosen: memory.chosenAgent });
  // Another agent in the settings counts for more than one that was picked before, also while there is no chat.
  const listener = settings.onDidChangeAgent(() => choice.reset());
  context.subscriptions.push(settings, auth, listener);
  const open = createOpenServers(context);
  const server = (): ServerAddress => {
    const { serverUrl, apiPrefix } = settings.agents();
    return serverAddress(serverUrl, apiPrefix);
  };
  const visitor = async (): Promise<Account | undefined> =>
    open.expected(origin() === undefined ? undefined : server(), await auth.account());
  const issuer = (): string => sessionScope(settings.clerk()).issuer;
  return { settings, memory, auth, choice, open, origin, issuer, server, visitor };
}

function createOpenServers({ globalState, globalStorageUri }: vscode.ExtensionContext): OpenServers {
  return new OpenServers({
    memory: new OpenServerMemory(globalState).keys,
    guestId: lazily(async () => {
      const { computerId } = await import("../storage/computerId");
      return computerId(pathIn(pathOf(globalStorageUri), "guest-id"));
    }),
    ask: async (server) => {
      const [{ ClientAccess }, { isOpenServer }] = await Promise.all([
        import("../agents/clientAccess"),
        import("../agents/openServer"),
      ]);
      const access = new ClientAccess({
        server,
        account: { label: "", issuer: "" },
        loadClient: loadMastraClient,
        fetch: (input, init) => fetch(input, init),
      });
      return isOpenServer(access);
    },
  });
}

function originOf(settings: Settings): string | undefined {
  try {
    return parseServerUrl(settings.agents().serverUrl).origin;
  } catch {
    return undefined;
  }
}
