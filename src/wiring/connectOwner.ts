import { AgentService } from "../agents/agentService";
import type { ServerAddress } from "../agents/serverUrl";
import { ThreadService } from "../agents/threadService";
import type { FileTranscriptStore } from "../chat/fileTranscriptStore";
import type { OwnerServices } from "../chat/ownerServices";
import { ownerWorkflows } from "../chat/workflows/ownerWorkflows";
import { type Account, isGuest } from "../shared/account";
import { lazily } from "../shared/lazily";
import { ownerOf } from "../shared/owner";
import type { Session } from "./createSession";
import { loadMastraClient } from "./loadMastraClient";

export interface OwnerConnections extends Pick<Session, "settings" | "auth"> {
  readonly store: Pick<FileTranscriptStore, "searchFile">;
  /** A server that asked for no sign-in asks for one now. */
  readonly onSignInRequired: (server: ServerAddress) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** Makes an owner's access to a server: its account and its server never change, and it ends with the signal. */
export function connectOwner({
  settings,
  auth,
  store,
  onSignInRequired,
  logError,
}: OwnerConnections): (account: Account, server: ServerAddress, signal: AbortSignal) => OwnerServices {
  return (account, server, signal) => {
    const file = store.searchFile(ownerOf(account, server.key));
    const cache = lazily(async () => {
      const { FileSearchCache } = await import("../storage/searchCache");
      return new FileSearchCache(file, logError);
    });
    const agents = new AgentService({
      server,
      ...(isGuest(account) ? { onSignInRequired: () => onSignInRequired(server) } : { tokens: auth.tokensOf(account) }),
      account,
      signal,
      options: () => ({ ...settings.agents(), requestContext: settings.requestContext(server.baseUrl) }),
      // Not imported above: the client is a bundle of its own and loads with the first request.
      loadClient: loadMastraClient,
      fetch: (input, init) => fetch(input, init),
    });
    return {
      agents,
      access: agents.access,
      threads: new ThreadService(agents.access, {
        get: async (threadId, updatedAt) => (await cache()).get(threadId, updatedAt),
        set: async (threadId, updatedAt, texts) => (await cache()).set(threadId, updatedAt, texts),
        flush: async () => (await cache()).flush(),
      }),
      changes: new ThreadService(agents.access.outlivingOwner),
      workflows: ownerWorkflows(
        {
          access: agents.access,
          resourceId: account.sub,
          requestContext: () => settings.requestContext(server.baseUrl),
        },
        signal,
      ),
      forget: async () => (await cache()).remove(),
    };
  };
}
