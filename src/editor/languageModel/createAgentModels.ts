import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Auth } from "../../auth/vscode/auth";
import type { Chat } from "../../chat/chat";
import type { AgentChoice } from "../../chat/agentChoice";
import type { ServerAddress } from "../../agents/serverUrl";
import { type Account, isGuest } from "../../shared/account";
import type { Settings } from "../settings";
import { SignInOffer } from "../signInOffer";
import type { LazyModelProvider } from "./lazyModelProvider";
import { AgentModelProvider } from "./agentModelProvider";
import { ModelCalls } from "./modelCalls";
import { NativeChat, type NativeChatUse } from "./nativeChat";
import { askThroughEditor, EditorNativeChatDialogs } from "./nativeChatDialogs";
import { EditorNativeChat } from "./nativeChatHost";

const USE_KEY = "agentChat.nativeChat";

export interface AgentModelsParts {
  readonly context: Pick<vscode.ExtensionContext, "globalState" | "globalStorageUri">;
  readonly auth: Pick<Auth, "mayReach" | "requireChatConsent">;
  /** Who talks to the current server, as far as it is known without asking it. */
  readonly visitor: () => Promise<Account | undefined>;
  readonly settings: Pick<Settings, "currentServer" | "knownServers">;
  /** The server that the settings name. @throws UserFacingError when that is no address */
  readonly server: () => ServerAddress;
  readonly chat: Pick<Chat, "connection" | "sessions" | "controller">;
  readonly choice: Pick<AgentChoice, "current">;
  /** What VS Code knows of the models from the start. */
  readonly models: Pick<LazyModelProvider, "vendor" | "fireChanged">;
  readonly signIn: () => Promise<unknown>;
  readonly logError: (what: string, error: unknown) => void;
}

/** The agents as models of VS Code, and the way into its chat. */
export interface AgentModels {
  readonly provider: AgentModelProvider;
  readonly nativeChat: NativeChat;
}

/** A chunk of its own in the bundle, loaded when VS Code first asks for models of somebody who is signed in. */
export function createAgentModels(parts: AgentModelsParts): AgentModels {
  const { auth, visitor, settings, server, chat, context, choice, models, signIn, logError } = parts;
  const { connection, sessions, controller } = chat;
  const calls = new ModelCalls({
    owner: () => controller.opened(),
    consent: ({ id, account, server: { key, label } }) =>
      auth.requireChatConsent({ ownerId: id, address: key, server: label, account }),
  });
  const offer = new SignInOffer(signIn);
  const provider = new AgentModelProvider({
    access: async () => {
      const account = await visitor();
      if (account === undefined) {
        return "signedOut";
      }
      return isGuest(account) || auth.mayReach(account, server().origin) ? "silent" : "asks";
    },
    connection,
    owner: () => sessions.current,
    nameServer: (owner) => {
      const { name, listed } = settings.currentServer();
      const isOneOfSeveral = settings.knownServers().length > 1;
      return { key: owner.server.key, name: listed ? name : owner.server.label, isOneOfSeveral };
    },
    calls,
    changed: () => models.fireChanged(),
    offerSignIn: () => offer.show(l10n.t("Sign in to use your agents in VS Code's chat.")),
    logError,
  });
  const nativeChat = new NativeChat({
    host: new EditorNativeChat(context, models.vendor),
    dialogs: new EditorNativeChatDialogs(models.vendor),
    memory: {
      get: () => context.globalState.get<NativeChatUse>(USE_KEY),
      set: async (use) => context.globalState.update(USE_KEY, use),
    },
    countModels: async () => (await provider.list(false)).length,
    askAgent: () => askThroughEditor(models.vendor, choice.current(connection.agents)),
    offerChanged: ({ inUse, unsupported }) => {
      void vscode.commands.executeCommand("setContext", "agentChat.inChat", inUse);
      void vscode.commands.executeCommand("setContext", "agentChat.noNativeChat", unsupported);
    },
  });
  nativeChat.lookAround().catch((error: unknown) => logError("looking for VS Code's chat", error));
  return { provider, nativeChat };
}
