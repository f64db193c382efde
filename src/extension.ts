import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { AgentService } from "./agents/agentService";
import { ThreadService } from "./agents/threadService";
import { RejectionProbe } from "./agents/rejectionProbe";
import { parseServerUrl } from "./agents/serverUrl";
import { createAuth } from "./auth/vscode/createAuth";
import { AgentChoice } from "./chat/agentChoice";
import { DraftBox } from "./chat/draftBox";
import { ServerConnection } from "./chat/serverConnection";
import { describeThread } from "./chat/threads/localThread";
import { ChatViewProvider, CHAT_VIEW_ID } from "./chat/vscode/chatViewProvider";
import { createChat } from "./chat/vscode/createChat";
import { FileTranscriptStore } from "./chat/vscode/fileTranscriptStore";
import { panelHandlers } from "./chat/vscode/panelHandlers";
import { AccountCommands } from "./editor/accountCommands";
import { Actions } from "./editor/actions";
import { AskCommands } from "./editor/askCommands";
import { ChatLook } from "./editor/chatLook";
import type { EditorTools } from "./editor/editorTools";
import { ErrorReporter } from "./editor/errorReporter";
import { registerCommands } from "./editor/registerCommands";
import { Settings } from "./editor/settings";
import { SignInNotices } from "./editor/signInNotices";
import { WorkspaceMemory } from "./editor/workspaceMemory";
import { accountKey } from "./shared/account";
import type { ExportFormat } from "./shared/protocol";

let beforeClosing: () => Promise<void> = () => Promise.resolve();

/** Builds the parts and wires them. No request, no file, no secret is touched before somebody asks. */
export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const log = vscode.window.createOutputChannel("Agent Chat", { log: true });
  const memory = new WorkspaceMemory(context.workspaceState);
  const settings = new Settings(memory.chosenServer);
  const authSettings = {
    clerk: () => settings.clerk(),
    origin: () => originOf(settings),
    onDidChange: settings.onDidChange,
  };
  const auth = createAuth(context, authSettings, log);

  const agents: AgentService = new AgentService({
    settings: () => settings.agents(),
    tokens: auth.tokens,
    // Not imported above: the client is a bundle of its own and loads with the first request.
    loadClient: () => import("./agents/mastraClient"),
    fetch: (input, init) => fetch(input, init),
    who: () => ({ account: connection.account?.label ?? "", issuer: connection.account?.issuer ?? "" }),
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
    logError: (what, error) => reporter.logError(what, error),
    explain: (error) => rejection.explain(error),
  });
  const rejection = new RejectionProbe({
    serverUrl: () => settings.agents().serverUrl,
    token: () => auth.tokenOrigin(),
    fetch: (input, init) => fetch(input, init),
  });
  const actions: Actions = new Actions({
    retry: async () => {
      auth.tryAgain(originOf(settings) ?? "");
      chat.showNotice(undefined);
      await chat.environmentChanged();
    },
    anotherWay: () => account.anotherWay(),
    cancelSignIn: () => auth.cancelSignIn(),
    copyRedirectUri: () => auth.copyRedirectUri(),
    showThreads: () => chat.showThreads(),
    retryTurn: () => sender.askAgain(threads.conversation.turns.at(-1)?.id ?? ""),
  });
  const reporter = new ErrorReporter(log, () => actions);
  const choice = new AgentChoice({
    preferred: () => settings.preferredAgent(),
    chosen: memory.chosenAgent,
  });
  const view = new ChatViewProvider(context.extensionUri, () => panel, log);
  const look = new ChatLook();
  let loading: Promise<EditorTools> | undefined;
  const tools = (): Promise<EditorTools> =>
    (loading ??= import("./editor/editorTools").then(({ createEditorTools }) =>
      createEditorTools(context.subscriptions, log, () => connection.serverLabel, {
        settings,
        account: () => auth.account(),
        signIn: () => account.start({}),
        agents: async () => (await agents.listAgents()).length,
        send: (input, init) => fetch(input, init),
      }),
    ));
  const { chat, sender, desk, list, context: contextDesk, threads, filePart, close } = createChat({
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
    origin: () => originOf(settings),
    serverName: () => {
      const { name, listed } = settings.currentServer();
      return listed ? name : undefined;
    },
    strings: () => vscode.l10n.bundle ?? {},
    look: () => look.current(),
    hasLeft: (account) => auth.hasLeft(account),
    post: view.post,
    onWaiting: (count) => view.setWaiting(count),
    logError: (what, error) => reporter.logError(what, error),
    log,
  });
  const exportWhole = async (format?: ExportFormat): Promise<void> => {
    // The whole thread, not only what has been read back to so far.
    await desk.loadEarlier(true);
    const { transcript } = threads.conversation;
    await (await tools()).exportThread.run(transcript, describeThread(transcript).title, format);
  };
  const panel = panelHandlers({
    chat,
    sender,
    desk,
    list,
    context: contextDesk,
    reporter,
    actions,
    code: { run: async (action, code, language) => (await tools()).code.run(action, code, language) },
    files: {
      existing: async (paths) => (await tools()).files.existing(paths),
      open: async (path, line) => (await tools()).files.open(path, line),
    },
    prompts: { list: async () => (await tools()).prompts.list() },
    exportThread: exportWhole,
    saveFile: async (part) => (await tools()).saveFile.save(part),
    filePart,
  });

  const account = new AccountCommands(auth, chat, connection, (what, error) => reporter.logError(what, error));
  const ask = new AskCommands(chat, sender, connection, () => view.reveal());
  const signInNotices = new SignInNotices(chat, (action) => actions.run(action));
  const commands = registerCommands(
    {
      askWeatherAgent: (question) => ask.askWeatherAgent(question),
      ask: () => ask.askAgent(),
      signIn: () => account.signIn(),
      signOut: () => account.signOut(),
      pasteToken: () => account.pasteToken(),
      configureServer: async () => (await tools()).configureServer.run(),
      selectAgent: () => ask.selectAgent(),
      newThread: async () => {
        await view.reveal();
        desk.newThread();
      },
      showThreads: async () => {
        await view.reveal();
        chat.showThreads();
      },
      exportThread: () => exportWhole(),
      acceptChange: async (uri) => (await tools()).code.accept(uri),
      rejectChange: async (uri) => (await tools()).code.reject(uri),
      askAboutSelection: async () => {
        contextDesk.attachSelection((await tools()).sources.fromSelection());
        await view.reveal();
        chat.focusInput();
      },
      focus: async () => {
        await view.reveal();
        chat.focusInput();
      },
      showLog: () => log.show(),
    },
    reporter,
  );

  const environmentChanged = (): void => void reporter.guard("looking at the server", () => chat.environmentChanged());
  context.subscriptions.push(
    log,
    settings,
    auth,
    commands,
    look,
    look.onDidChange(() => chat.sendState()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      // What was asked in another window or on another machine meanwhile.
      if (focused && chat.isVisible) {
        void reporter.guard("reading the thread", () => desk.sync());
      }
    }),
    vscode.window.registerWebviewViewProvider(CHAT_VIEW_ID, view),
    settings.onDidChange(() => {
      chat.showNotice(undefined);
      environmentChanged();
    }),
    settings.onDidChangeAgent(() => {
      choice.reset();
      chat.showNotice(undefined);
      environmentChanged();
    }),
    auth.onDidChangeAccount(environmentChanged),
    auth.onDidSignOut((signedOut) =>
      void reporter.guard("clearing the conversation", () => chat.forget(accountKey(signedOut))),
    ),
    auth.onDidChangeSignIn((view) => signInNotices.update(view)),
    vscode.workspace.onDidGrantWorkspaceTrust(environmentChanged),
  );
  beforeClosing = async () => {
    await Promise.all([close(), auth.settled()]);
  };
}

/** The window closes: what has been answered so far is written, and a refresh that has begun is stored. */
export function deactivate(): Promise<void> {
  return beforeClosing();
}

function originOf(settings: Settings): string | undefined {
  try {
    return parseServerUrl(settings.agents().serverUrl).origin;
  } catch {
    return undefined;
  }
}
