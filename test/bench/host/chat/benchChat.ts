import { AgentService } from "../../../../src/agents/agentService";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { ThreadService } from "../../../../src/agents/threadService";
import { AgentChoice } from "../../../../src/chat/agentChoice";
import { Chat } from "../../../../src/chat/chat";
import type { ToView } from "../../../../src/shared/protocol";
import { RESOURCE_ID } from "../server/seedThread";
import { BenchStore } from "./benchStore";

export type BenchChat = Chat & { readonly connection: ServerConnection };

export interface BenchChatParts {
  readonly agents: AgentService;
  readonly agentId: string;
  readonly origin: string;
  readonly sub?: string;
  /** Gets what the panel would get. */
  readonly post: (message: ToView) => void;
  /** Gets what the log shows at the level "info". */
  readonly logInfo?: (line: string) => void;
}

/**
 * The chat as the extension builds it, with everything in it that is not VS Code itself: the real
 * connection, service, conversations, saver and link to the panel.
 */
export function benchChat(parts: BenchChatParts): BenchChat {
  const { agents, agentId, origin, sub = RESOURCE_ID, post } = parts;
  const fail = (what: string, error: unknown): void => {
    throw new Error(`${what} failed in a benchmark`, { cause: error });
  };
  const connection: ServerConnection = new ServerConnection({
    agents,
    account: () => Promise.resolve({ sub, label: "ada@example.com", issuer: "clerk.example.com" }),
    obstacle: () => undefined,
    onChange: () => void chat.chat.connectionChanged(),
    onSessionEnded: (notice) => chat.chat.showNotice(notice),
    logError: fail,
  });
  let chosen: string | undefined = agentId;
  const chat: Chat = createChat({
    agents,
    service: new ThreadService(agents.access),
    connection,
    choice: new AgentChoice({
      preferred: () => ({ id: agentId, explicit: false }),
      chosen: { get: () => chosen, set: (id) => (chosen = id) },
    }),
    drafts: new DraftBox({ get: () => undefined, set: () => undefined }),
    store: new BenchStore(),
    sources: {
      complete: () => Promise.resolve([]),
      resolve: () => Promise.resolve({ attachments: [], refused: [] }),
      fromUris: () => Promise.resolve({ attachments: [], refused: [] }),
      fromData: () => Promise.reject(new Error("Nothing is attached in a benchmark.")),
      open: () => Promise.resolve(),
    },
    showPreview: () => Promise.resolve(),
    origin: () => origin,
    serverName: () => undefined,
    strings: () => ({}),
    look: () => ({}),
    hasLeft: () => false,
    post,
    onWaiting: () => undefined,
    logError: fail,
    log: { debug: () => undefined, info: parts.logInfo ?? (() => undefined) },
  });
  return { ...chat, connection };
}
