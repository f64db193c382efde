import * as vscode from "vscode";
import { readJwtClaims } from "../../auth/clerk/jwt";
import type { Auth } from "../../auth/vscode/auth";
import type { Chat } from "../../chat/chat";
import type { Settings } from "../settings";
import type { LazyMcpServers } from "./lazyMcpServers";
import { McpOffer } from "./mcpOffer";

/** VS Code's own command for one connection; takes the server's id. */
const STOP = "workbench.mcp.stopServer";

export interface McpOfferParts {
  readonly context: Pick<vscode.ExtensionContext, "extension" | "subscriptions">;
  readonly auth: Pick<Auth, "mayReach" | "chatAnswer" | "requireChatConsent" | "tokensOf">;
  readonly settings: Pick<Settings, "currentServer" | "knownServers">;
  readonly chat: Pick<Chat, "connection" | "controller">;
  /** What VS Code knows of the servers from the start. */
  readonly mcp: Pick<LazyMcpServers, "fireChanged">;
  readonly logError: (what: string, error: unknown) => void;
}

/** A chunk of its own in the bundle, loaded when VS Code first asks for MCP servers of somebody who is signed in. */
export function createMcpOffer({ context, auth, settings, chat, mcp, logError }: McpOfferParts): McpOffer {
  const offer = new McpOffer({
    owner: () => chat.controller.opened(),
    isReady: () => chat.connection.status === "ready",
    look: () => chat.connection.looked().catch(() => undefined),
    mayReach: ({ account, server }) => auth.mayReach(account, server.origin),
    answer: ({ id }) => auth.chatAnswer(id),
    consent: ({ id, account, server: { key, label } }) =>
      auth.requireChatConsent({ ownerId: id, address: key, server: label, account }),
    token: async ({ account, server }) => {
      const token = await auth.tokensOf(account).get(server.origin);
      const { exp } = readJwtClaims(token) ?? {};
      return { token, expiresAt: exp === undefined ? undefined : exp * 1000 };
    },
    serverName: () => (settings.knownServers().length > 1 ? settings.currentServer().name : ""),
    stop: async (label) => {
      // An editor without the command starts the server anew once it is on the list with another version.
      if ((await vscode.commands.getCommands(true)).includes(STOP)) {
        await vscode.commands.executeCommand(STOP, `${context.extension.id.toLowerCase()}/${label}`);
      }
    },
    changed: () => mcp.fireChanged(),
    now: Date.now,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    logError,
  });
  context.subscriptions.push(offer);
  return offer;
}
