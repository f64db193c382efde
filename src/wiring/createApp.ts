import * as vscode from "vscode";
import { AgentService } from "../agents/agentService";
import { type ServerAddress, serverAddress } from "../agents/serverUrl";
import { ThreadService } from "../agents/threadService";
import { DraftBox } from "../chat/draftBox";
import { ServerConnection } from "../chat/serverConnection";
import { describeThread } from "../chat/threads/localThread";
import type { ChatViewProvider, PanelHost } from "../chat/vscode/chatViewProvider";
import { createChat } from "../chat/vscode/createChat";
import { FileTranscriptStore } from "../chat/vscode/fileTranscriptStore";
import { panelHandlers } from "../chat/vscode/panelHandlers";
import { AccountCommands } from "../editor/accountCommands";
import { Actions } from "../editor/actions";
import { AskCommands } from "../editor/askCommands";
import { ChatLook } from "../editor/chatLook";
import type { ErrorReporter } from "../editor/errorReporter";
import type { CommandTable } from "../editor/registerCommands";
import { lazily } from "../shared/lazily";
import type { ExportFormat } from "../shared/protocol";
import type { ActionId } from "../shared/transcript";
import { commandTable } from "./commandTable";
import type { Session } from "./createSession";
import { followEnvironment } from "./followEnvironment";

/** What is there since the extension was activated. */
export interface Shell {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly reporter: ErrorReporter;
  readonly view: ChatViewProvider;
}

/** The chat, as VS Code reaches it. */
export interface App {
  readonly commands: CommandTable;
  readonly panel: PanelHost;
  readonly runAction: (action: ActionId) => Promise<void>;
  /** After a sign-out nothing of an account, named as by `accountKey`, stays on this machine. */
  readonly forget: (account: string) => Promise<void>;
  /** The window closes: what has been answered so far is written. */
  readonly close: () => Promise<void>;
}

/** Builds the chat's parts and wires them; loaded with the panel or the first command. Makes no request. */
export function createApp(
  { context, log, reporter, view }: Shell,
  { settings, memory, auth, choice, origin }: Session,
): App {
  const logError = (what: string, error: unknown): void => reporter.logError(what, error);
  const agents: AgentService = new AgentService({
    server: currentServer(settings),
    options: () => settings.agents(),
    tokens: auth.tokens,
    // Not imported above: the client is a bundle of its own and loads with the first request.
    loadClient: () => import("../agents/mastraClient"),
    fetch: (input, init) => fetch(input, init),
    account: {
      get label() {
        return connection.account?.label ?? "";
      },
      get issuer() {
        return connection.account?.issuer ?? "";
      },
    },
  });
  const rejection = lazily(async () => {
    const { RejectionProbe } = await import("../agents/rejectionProbe");
    return new RejectionProbe({
      server: currentServer(settings),
      token: () => auth.tokenOrigin(),
      fetch: (input, init) => fetch(input, init),
    });
  });
  const connection: ServerConnection = new ServerConnection({
    agents,
    account: () => auth.account(),
    obstacle: () => {
      if (!settings.isUnconfigured()) {
        return undefined;
      }
      return vscode.workspace.isTrusted ? "noServer" : "restricted";
    },
    onChange: () => {
      void vscode.commands.executeCommand("setContext", "agentChat.signedIn", connection.account !== undefined);
      void reporter.guard("showing the connection", () => chat.connectionChanged());
    },
    onSessionEnded: (notice) => chat.showNotice(notice),
    logError,
    explain: async (error) => (await rejection()).explain(error),
  });
  const actions: Actions = new Actions({
    retry: async () => {
      auth.tryAgain(origin() ?? "");
      chat.showNotice(undefined);
      await chat.environmentChanged();
    },
    anotherWay: () => account.anotherWay(),
    cancelSignIn: () => auth.cancelSignIn(),
    copyRedirectUri: () => auth.copyRedirectUri(),
    showThreads: () => chat.showThreads(),
    restoreMessages: () => sender.restoreMessages(),
    retryTurn: () => sender.askAgain(threads.conversation.turns.at(-1)?.id ?? ""),
  });
  const look = new ChatLook();
  const tools = lazily(async () => {
    const { createEditorTools } = await import("../editor/editorTools");
    return createEditorTools(context.subscriptions, log, () => connection.serverLabel, {
      settings,
      account: () => auth.account(),
      signIn: () => account.start({}),
      agents: async () => (await agents.listAgents()).length,
      send: (input, init) => fetch(input, init),
    });
  });
  const built = createChat({
    agents,
    service: new ThreadService(agents.access),
    connection,
    choice,
    drafts: new DraftBox(memory.draft),
    store: new FileTranscriptStore(context.globalStorageUri, context.storageUri?.toString() ?? ""),
    sources: {
      complete: async (query) => (await tools()).sources.complete(query),
      resolve: async (id) => (await tools()).sources.resolve(id),
      fromUris: async (uris) => (await tools()).sources.fromUris(uris),
      fromData: async (name, mediaType, base64) => (await tools()).sources.fromData(name, mediaType, base64),
      open: async (id) => (await tools()).sources.open(id),
    },
    showPreview: async (text) => (await tools()).preview.show(text),
    origin,
    serverName: () => {
      const { name, listed } = settings.currentServer();
      return listed ? name : undefined;
    },
    strings: () => vscode.l10n.bundle ?? {},
    look: () => look.current(),
    hasLeft: (left) => auth.hasLeft(left),
    post: view.post,
    onWaiting: (count) => view.setWaiting(count),
    logError,
    log,
  });
  const { chat, sender, desk, threads } = built;
  const exportThread = async (format?: ExportFormat): Promise<void> => {
    // The whole thread, not only what has been read back to so far.
    await desk.loadEarlier(true);
    const { transcript } = threads.conversation;
    await (await tools()).exportThread.run(transcript, describeThread(transcript).title, format);
  };
  const panel = panelHandlers({
    ...built,
    reporter,
    log,
    actions,
    code: { run: async (action, code, language) => (await tools()).code.run(action, code, language) },
    files: {
      existing: async (paths) => (await tools()).files.existing(paths),
      open: async (path, line) => (await tools()).files.open(path, line),
    },
    prompts: { list: async () => (await tools()).prompts.list() },
    exportThread,
    saveFile: async (part) => (await tools()).saveFile.save(part),
  });
  const account = new AccountCommands(auth, chat, connection, logError);
  const ask = new AskCommands(chat, sender, connection, () => view.reveal());
  const commands = commandTable({ ...built, ask, account, tools, exportThread, reveal: () => view.reveal() });
  context.subscriptions.push(look, ...followEnvironment({ ...built, look, settings, auth, reporter, actions }));
  return {
    commands,
    panel,
    runAction: (action) => actions.run(action),
    forget: (left) => chat.forget(left),
    close: built.close,
  };
}

/** The server that is set now; the default one while there is none. */
function currentServer(settings: Session["settings"]): ServerAddress {
  const { serverUrl, apiPrefix } = settings.agents();
  try {
    return serverAddress(serverUrl, apiPrefix);
  } catch {
    return serverAddress("http://localhost:4111", apiPrefix);
  }
}
