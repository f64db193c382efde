import type { AgentService } from "../../../../src/agents/agentService";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { ThreadService } from "../../../../src/agents/threadService";
import { ownerWorkflows } from "../../../../src/chat/workflows/ownerWorkflows";
import { AgentChoice } from "../../../../src/chat/agentChoice";
import { Chat } from "../../../../src/chat/chat";
import { OpenServers } from "../../../../src/chat/openServers";
import type { ChatController } from "../../../../src/chat/chatController";
import type { Conversation } from "../../../../src/chat/conversation";
import type { OwnerSession } from "../../../../src/chat/ownerSession";
import type { ToView } from "../../../../src/shared/protocol";
import { RESOURCE_ID } from "../server/seedThread";
import { BenchStore } from "./benchStore";

export interface BenchChatOptions {
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
 * The chat as the extension builds it, with everything in it that is not VS Code itself: the real connection,
 * session, services, conversations, saver and link to the panel.
 */
export class BenchChat {
  private readonly chat: Chat;

  constructor({ agents, agentId, origin, sub = RESOURCE_ID, post, logInfo = () => undefined }: BenchChatOptions) {
    const issuer = "https://clerk.example.com";
    const account = {
      sub,
      label: "ada@example.com",
      issuer: "clerk.example.com",
      ref: { issuer, clientId: "client", accountId: sub },
    };
    let chosen: string | undefined = agentId;
    this.chat = new Chat({
      account: () => Promise.resolve(account),
      server: () => serverAddress(origin, "/api"),
      open: new OpenServers({
        memory: { get: () => [], set: () => undefined },
        guestId: () => Promise.resolve("guest"),
        ask: () => Promise.resolve(false),
      }),
      obstacle: () => undefined,
      connect: () => {
        const threads = new ThreadService(agents.access);
        return {
          agents,
          threads,
          changes: threads,
          workflows: ownerWorkflows(
            { access: agents.access, resourceId: sub, requestContext: () => undefined },
            AbortSignal.any([]),
          ),
        };
      },
      choice: new AgentChoice({
        preferred: () => ({ id: agentId, explicit: false }),
        chosen: { get: () => chosen, set: (id) => (chosen = id) },
      }),
      drafts: { get: () => ({}), set: () => undefined },
      store: new BenchStore(),
      approvals: { get: () => [], set: () => undefined, isTrusted: () => true },
      unread: { get: () => ({}), set: () => undefined },
      onUnseen: () => undefined,
      attachments: {
        complete: () => Promise.resolve([]),
        resolve: () => Promise.resolve({ attachments: [], refused: [] }),
        fromUris: () => Promise.resolve({ attachments: [], refused: [] }),
        fromData: () => Promise.reject(new Error("Nothing is attached in a benchmark.")),
        open: () => Promise.resolve(),
        wasOffered: () => false,
      },
      showPreview: () => Promise.resolve(),
      serverName: () => undefined,
      strings: () => ({}),
      look: () => ({}),
      currentFile: () => undefined,
      post,
      onWaiting: () => undefined,
      onConnection: () => undefined,
      logError: (what, error) => {
        throw new Error(`${what} failed in a benchmark`, { cause: error });
      },
      log: { debug: () => undefined, info: logInfo },
    });
  }

  get panel(): ChatController {
    return this.chat.controller;
  }

  get session(): OwnerSession {
    const { current } = this.chat.sessions;
    if (!current) {
      throw new Error("Nobody's session is open in a benchmark.");
    }
    return current;
  }

  get shown(): Conversation {
    return this.session.conversations.shown;
  }

  /** Sends a question to the shown thread. */
  send(question: string): Promise<void> {
    return this.chat.controller.ask(question);
  }
}
