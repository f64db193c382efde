import * as vscode from "vscode";
import { AgentService } from "../agents/agentService";
import { type ServerAddress, serverAddress } from "../agents/serverUrl";
import { ThreadService } from "../agents/threadService";
import { Chat } from "../chat/chat";
import type { Conversation } from "../chat/conversation";
import { FileTranscriptStore } from "../chat/fileTranscriptStore";
import type { OwnerServices, OwnerSession } from "../chat/ownerSession";
import { describeThread } from "../chat/threads/localThread";
import type { ChatViewProvider, PanelHost } from "../chat/vscode/chatViewProvider";
import { PanelHandlers } from "../chat/vscode/panelHandlers";
import { AccountCommands } from "../editor/accountCommands";
import { Actions } from "../editor/actions";
import { AskCommands } from "../editor/askCommands";
import { ChatLook } from "../editor/chatLook";
import type { EditorTools } from "../editor/editorTools";
import type { ErrorReporter } from "../editor/errorReporter";
import type { CommandTable } from "../editor/registerCommands";
import { SignInNotices } from "../editor/signInNotices";
import type { Account } from "../shared/account";
import { ownerOf } from "../shared/owner";
import { lazily } from "../shared/lazily";
import type { ExportFormat } from "../shared/protocol";
import type { ActionId } from "../shared/transcript";
import type { Session } from "./createSession";

/** What is there since the extension was activated. */
export interface Shell {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly reporter: ErrorReporter;
  readonly view: ChatViewProvider;
}

/** The chat and everything that reaches it; loaded with the panel or the first command. Makes no request when built. */
export class App {
  /** What each command of the palette does; the log opens without the chat. */
  readonly commands: CommandTable;
  readonly panel: PanelHost;
  private readonly look = new ChatLook();
  private readonly store: FileTranscriptStore;
  private readonly tools: () => Promise<EditorTools>;
  private readonly chat: Chat;
  private readonly account: AccountCommands;
  private readonly ask: AskCommands;
  private readonly actions: Actions;

  constructor(
    private readonly shell: Shell,
    private readonly session: Session,
  ) {
    const { context, reporter, log, view } = shell;
    this.store = new FileTranscriptStore(context.globalStorageUri.fsPath, context.storageUri?.toString() ?? "");
    this.tools = lazily(() => this.loadTools());
    this.chat = this.createChat();
    const { controller, connection, sessions } = this.chat;
    this.account = new AccountCommands(session.auth, this.chat, this.logError);
    this.ask = new AskCommands(controller, connection, () => view.reveal());
    this.actions = new Actions({
      retry: () => this.retry(),
      anotherWay: () => this.account.anotherWay(),
      cancelSignIn: () => session.auth.cancelSignIn(),
      copyRedirectUri: () => session.auth.copyRedirectUri(),
      showThreads: () => controller.showThreads(),
      restoreMessages: () => sessions.current?.sender.restoreMessages(),
      retryTurn: () => {
        const current = sessions.current;
        const shown = current?.conversations.shown;
        return shown && current.sender.askAgain(shown, shown.lastTurn?.id ?? "");
      },
    });
    this.commands = this.commandTable();
    this.panel = new PanelHandlers({
      controller,
      sessions,
      reporter,
      log,
      actions: this.actions,
      code: { run: async (action, code, language) => (await this.tools()).code.run(action, code, language) },
      files: {
        existing: async (paths) => (await this.tools()).files.existing(paths),
        open: async (place) => (await this.tools()).files.open(place),
      },
      prompts: { list: async () => (await this.tools()).prompts.list() },
      exportThread: (owner, conversation, format) => this.exportThread(owner, conversation, format),
      saveFile: async (part) => (await this.tools()).saveFile.save(part),
    });
    context.subscriptions.push(this.look, ...this.follow());
  }

  runAction(action: ActionId): Promise<void> {
    return this.actions.run(action);
  }

  /** After a sign-out nothing of an account stays on this computer. */
  signedOut(account: Account): Promise<void> {
    return this.chat.sessions.signedOut(account);
  }

  /** The window closes: what was deleted is deleted on the server, what was answered is written. */
  close(): Promise<void> {
    return this.chat.close();
  }

  private readonly logError = (what: string, error: unknown): void => this.shell.reporter.logError(what, error);

  private createChat(): Chat {
    const { log, view } = this.shell;
    const { settings, memory, auth, choice } = this.session;
    return new Chat({
      account: () => auth.account(),
      server: () => this.server(),
      obstacle: () => {
        if (!settings.isUnconfigured()) {
          return undefined;
        }
        return vscode.workspace.isTrusted ? "noServer" : "restricted";
      },
      connect: (account, server, signal) => this.connect(account, server, signal),
      explain: (error, account, server) => this.explain(error, account, server),
      choice,
      drafts: memory.drafts,
      store: this.store,
      attachments: {
        complete: async (query) => (await this.tools()).sources.complete(query),
        resolve: async (id) => (await this.tools()).sources.resolve(id),
        fromUris: async (uris) => (await this.tools()).sources.fromUris(uris),
        fromData: async (name, mediaType, base64) => (await this.tools()).sources.fromData(name, mediaType, base64),
        open: async (id) => (await this.tools()).sources.open(id),
      },
      showPreview: async (text) => (await this.tools()).preview.show(text),
      serverName: () => {
        const { name, listed } = settings.currentServer();
        return listed ? name : undefined;
      },
      strings: () => vscode.l10n.bundle ?? {},
      look: () => this.look.current(),
      post: view.post,
      onWaiting: (count) => view.setWaiting(count),
      onConnection: () => {
        const signedIn = this.chat.connection.account !== undefined;
        void vscode.commands.executeCommand("setContext", "agentChat.signedIn", signedIn);
      },
      logError: this.logError,
      log,
    });
  }

  /** The server that the settings name at this moment. @throws UserFacingError when that is no address */
  private server(): ServerAddress {
    const { serverUrl, apiPrefix } = this.session.settings.agents();
    return serverAddress(serverUrl, apiPrefix);
  }

  /** An owner's access to a server: its account and its server never change. */
  private connect(account: Account, server: ServerAddress, signal: AbortSignal): OwnerServices {
    const { settings, auth } = this.session;
    const file = this.store.searchFile(ownerOf(account, server.key));
    const cache = lazily(async () => {
      const { FileSearchCache } = await import("../storage/searchCache");
      return new FileSearchCache(file, this.logError);
    });
    const agents = new AgentService({
      server,
      tokens: auth.tokensOf(account),
      account,
      signal,
      options: () => settings.agents(),
      // Not imported above: the client is a bundle of its own and loads with the first request.
      loadClient: () => import("../agents/mastraClient"),
      fetch: (input, init) => fetch(input, init),
    });
    return {
      agents,
      threads: new ThreadService(agents.access, {
        get: async (threadId, updatedAt) => (await cache()).get(threadId, updatedAt),
        set: async (threadId, updatedAt, texts) => (await cache()).set(threadId, updatedAt, texts),
        flush: async () => (await cache()).flush(),
      }),
      changes: new ThreadService(agents.access.outlivingOwner),
      forget: async () => (await cache()).remove(),
    };
  }

  /** Why a server has rejected a token; what finds that out loads when it is needed. */
  private async explain(error: unknown, account: Account, server: ServerAddress): Promise<unknown> {
    const { RejectionProbe } = await import("../agents/rejectionProbe");
    const probe = new RejectionProbe({
      server,
      token: () => this.session.auth.tokenOrigin(account),
      fetch: (input, init) => fetch(input, init),
    });
    return probe.explain(error);
  }

  private async loadTools(): Promise<EditorTools> {
    const { createEditorTools } = await import("../editor/editorTools");
    const { context, log } = this.shell;
    const { settings, auth } = this.session;
    return createEditorTools(context.subscriptions, log, () => this.chat.connection.serverLabel, {
      settings,
      account: () => auth.account(),
      signIn: () => this.account.start({}),
      agents: () => this.countAgents(),
      send: (input, init) => fetch(input, init),
    });
  }

  /** Looks at the server that the settings name. @throws UserFacingError */
  private async countAgents(): Promise<number> {
    const server = this.server();
    const account = await this.session.auth.account();
    const { signal } = new AbortController();
    return account === undefined ? 0 : (await this.connect(account, server, signal).agents.listAgents()).length;
  }

  private async retry(): Promise<void> {
    const { controller } = this.chat;
    this.session.auth.tryAgain(this.session.origin() ?? "");
    controller.showNotice(undefined);
    await controller.environmentChanged();
  }

  /** The whole thread, not only what has been read back to so far. */
  private async exportThread(owner: OwnerSession, conversation: Conversation, format?: ExportFormat): Promise<void> {
    await owner.navigator.loadEarlier(conversation, true);
    if (owner.isClosed) {
      return;
    }
    const { transcript } = conversation;
    await (await this.tools()).exportThread.run(transcript, describeThread(transcript).title, format);
  }

  private commandTable(): CommandTable {
    const { controller } = this.chat;
    const reveal = (): Promise<void> => this.shell.view.reveal();
    return {
      askWeatherAgent: (question) => this.ask.askWeatherAgent(question),
      ask: () => this.ask.askAgent(),
      signIn: () => this.account.signIn(),
      signOut: () => this.account.signOut(),
      pasteToken: () => this.account.pasteToken(),
      manageAllowedServers: () => this.session.auth.manageAllowedServers(),
      configureServer: async () => (await this.tools()).configureServer.run(),
      selectAgent: () => this.ask.selectAgent(),
      newThread: async () => {
        const session = await controller.opened();
        await reveal();
        session?.navigator.newThread();
      },
      showThreads: async () => {
        await reveal();
        controller.showThreads();
      },
      exportThread: async () => {
        const session = await controller.opened();
        if (session) {
          await this.exportThread(session, session.conversations.shown);
        }
      },
      acceptChange: async (uri) => (await this.tools()).code.accept(uri),
      rejectChange: async (uri) => (await this.tools()).code.reject(uri),
      askAboutSelection: async () => {
        const selection = (await this.tools()).sources.fromSelection();
        await controller.attachSelection(selection);
        await reveal();
        controller.focusInput();
      },
      focus: async () => {
        await reveal();
        controller.focusInput();
      },
    };
  }

  /** Keeps the chat in step with the settings, the account, the window and the workspace's trust. */
  private follow(): readonly vscode.Disposable[] {
    const { reporter } = this.shell;
    const { settings, auth } = this.session;
    const { controller, sessions } = this.chat;
    const signInNotices = new SignInNotices(controller, (action) => this.actions.run(action));
    const environmentChanged = (): void =>
      void reporter.guard("looking at the server", () => controller.environmentChanged());
    const settingsChanged = (): void => {
      controller.showNotice(undefined);
      environmentChanged();
    };
    return [
      this.look.onDidChange(() => controller.sendState()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        const session = sessions.current;
        // What was asked in another window or on another computer meanwhile.
        if (focused && controller.isVisible && session) {
          void reporter.guard("reading the thread", () => session.navigator.sync(session.conversations.shown));
        }
      }),
      settings.onDidChange(settingsChanged),
      settings.onDidChangeAgent(settingsChanged),
      auth.onDidRemoveAccounts((accounts) => {
        for (const account of accounts) {
          void reporter.guard("closing the conversations", () => sessions.signedOut(account, true));
        }
      }),
      auth.onDidSignOut(
        (account) => void reporter.guard("deleting the conversations", () => sessions.signedOut(account)),
      ),
      auth.onDidChangeAccount(environmentChanged),
      auth.onDidChangeSignIn((view) => signInNotices.update(view)),
      vscode.workspace.onDidGrantWorkspaceTrust(environmentChanged),
    ];
  }
}
