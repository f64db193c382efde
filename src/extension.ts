import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { AgentService } from "./agents/agentService";
import { RejectionProbe } from "./agents/rejectionProbe";
import { parseServerUrl } from "./agents/serverUrl";
import { createAuth } from "./auth/vscode/createAuth";
import { AgentChoice } from "./chat/agentChoice";
import { ChatController } from "./chat/chatController";
import { DraftBox } from "./chat/draftBox";
import { ServerConnection } from "./chat/serverConnection";
import { ThreadKeeper } from "./chat/threadKeeper";
import { ChatViewProvider, CHAT_VIEW_ID } from "./chat/vscode/chatViewProvider";
import { FileTranscriptStore } from "./chat/vscode/fileTranscriptStore";
import { panelHandlers } from "./chat/vscode/panelHandlers";
import { AccountCommands } from "./editor/accountCommands";
import { Actions } from "./editor/actions";
import { AskCommands } from "./editor/askCommands";
import { ConfigureServer } from "./editor/configureServer/configureServer";
import { EditorUi } from "./editor/configureServer/editorUi";
import { ErrorReporter } from "./editor/errorReporter";
import { registerCommands } from "./editor/registerCommands";
import { Settings } from "./editor/settings";
import { SignInNotices } from "./editor/signInNotices";
import { WorkspaceMemory } from "./editor/workspaceMemory";
import { accountKey } from "./shared/account";

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
  });
  const reporter = new ErrorReporter(log, () => actions);
  const threads = new ThreadKeeper({
    agents,
    store: new FileTranscriptStore(context.globalStorageUri, context.storageUri?.toString() ?? ""),
    onChange: () => chat.turnsChanged(),
    hasLeft: (account) => auth.hasLeft(account),
    logError: (what, error) => reporter.logError(what, error),
  });
  const choice = new AgentChoice({
    preferred: () => settings.preferredAgent(),
    chosen: memory.chosenAgent,
  });
  const drafts = new DraftBox(memory.draft);
  const view = new ChatViewProvider(context.extensionUri, () => panel, log);
  const chat: ChatController = new ChatController(
    {
      connection,
      threads,
      choice,
      drafts,
      origin: () => originOf(settings),
      serverName: () => {
        const { name, listed } = settings.currentServer();
        return listed ? name : undefined;
      },
      strings: () => vscode.l10n.bundle ?? {},
      logError: (what, error) => reporter.logError(what, error),
    },
    view.post,
  );
  const panel = panelHandlers(chat, reporter, actions);

  const account = new AccountCommands(auth, chat, connection, (what, error) => reporter.logError(what, error));
  const ask = new AskCommands(chat, connection, () => view.reveal());
  const configureServer = new ConfigureServer({
    settings,
    account: () => auth.account(),
    signIn: () => account.start({}),
    agents: async () => (await agents.listAgents()).length,
    send: (input, init) => fetch(input, init),
    ui: new EditorUi(),
  });
  const signInNotices = new SignInNotices(chat, (action) => actions.run(action));
  const commands = registerCommands(
    {
      askWeatherAgent: (question) => ask.askWeatherAgent(question),
      ask: () => ask.askAgent(),
      signIn: () => account.signIn(),
      signOut: () => account.signOut(),
      pasteToken: () => account.pasteToken(),
      configureServer: () => configureServer.run(),
      selectAgent: () => ask.selectAgent(),
      newThread: async () => {
        await view.reveal();
        chat.newThread();
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
    await Promise.all([threads.flush(), auth.settled()]);
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
