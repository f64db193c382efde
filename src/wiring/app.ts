import * as vscode from "vscode";
import type { ServerAddress } from "../agents/serverUrl";
import { Chat } from "../chat/chat";
import type { EditorAccess } from "../chat/clientTools/editorAccess";
import type { Conversation } from "../chat/conversation";
import type { PanelFocus } from "../chat/panelFocus";
import { FileTranscriptStore } from "../chat/fileTranscriptStore";
import type { OwnerPlace } from "../chat/ownerPlace";
import { describeThread } from "../chat/threads/localThread";
import type { ChatViewProvider, PanelHost } from "../chat/vscode/chatViewProvider";
import { PanelHandlers } from "../chat/vscode/panelHandlers";
import type { ThreadPanels } from "../chat/vscode/threadPanels";
import type { AccountCommands } from "../editor/accountCommands";
import { Actions } from "../editor/actions";
import type { AskAgent } from "./createAskAgent";
import type { AskCommands } from "../editor/askCommands";
import { ChatLook } from "../editor/chatLook";
import { ContextKeys } from "../editor/contextKeys";
import { CurrentFile } from "../editor/currentFile";
import type { EditorTools } from "../editor/editorTools";
import type { AgentModels } from "../editor/languageModel/createAgentModels";
import type { ErrorReporter } from "../editor/errorReporter";
import type { LazyModelProvider } from "../editor/languageModel/lazyModelProvider";
import type { LazyMcpServers } from "../editor/mcp/lazyMcpServers";
import type { McpOffer } from "../editor/mcp/mcpOffer";
import type { OpenThread } from "../editor/openThread";
import type { Participant } from "../editor/participant/participant";
import type { CommandTable } from "../editor/registerCommands";
import { LazyStatusBar } from "../editor/status/lazyStatusBar";
import type { ResponseNotifications } from "../editor/status/responseNotifications";
import type { StatusBar } from "../editor/status/statusBar";
import type { Translations } from "../shared/translations";
import type { Account } from "../shared/account";
import { type Lazy, lazily } from "../shared/lazily";
import type { ExportFormat } from "../shared/protocol";
import type { ActionId } from "../shared/transcript";
import { connectOwner } from "./connectOwner";
import { pathOf } from "../storage/folders";
import { createEditorAccess } from "./createEditorAccess";
import type { Session } from "./createSession";
import { closeTabsAsWell, followWindow, onWentOn } from "./followWindow";
import { commandTable } from "./commandTable";
import { panelTargets } from "./panelTargets";
import { tellOffers } from "./tellOffers";

/** What is there since the extension was activated. */
export interface Shell {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly reporter: ErrorReporter;
  readonly view: ChatViewProvider;
  /** What VS Code knows of the agents as models from the start. */
  readonly models: Pick<LazyModelProvider, "vendor" | "fireChanged">;
  /** What VS Code knows of the server's MCP servers from the start. */
  readonly mcp: Pick<LazyMcpServers, "fireChanged">;
  /** The texts of the display language; none in English. */
  readonly translations: Translations;
}

/** The chat and everything that reaches it; loaded with the panel or the first command. Makes no request when built. */
export class App {
  /** What each command of the palette does; the log opens without the chat. */
  readonly commands: CommandTable;
  readonly panel: PanelHost;
  /** The agents as VS Code's models. */
  readonly models: Lazy<AgentModels>;
  /** The server's MCP servers for VS Code. */
  readonly mcp: Lazy<McpOffer>;
  /** How assistants and other extensions ask an agent. */
  readonly askAgent: Lazy<AskAgent>;
  /** Threads in editor tabs. */
  readonly tabs: Lazy<ThreadPanels>;
  /** `@mastra` in VS Code's chat. */
  readonly participant: Lazy<Participant>;
  private readonly openThread: Lazy<OpenThread>;
  private readonly news: Lazy<ResponseNotifications>;
  /** For the report about the window. */
  readonly chat: Chat;
  private readonly keys = new ContextKeys();
  private readonly look = new ChatLook();
  private readonly currentFile = new CurrentFile();
  private readonly store: FileTranscriptStore;
  private readonly tools: () => Promise<EditorTools>;
  private readonly editorAccess: EditorAccess;
  private readonly account: () => Promise<AccountCommands>;
  private readonly ask: () => Promise<AskCommands>;
  private readonly actions: Actions;
  private readonly status: LazyStatusBar;
  /** @see PanelFocus.inputsOver */
  private readonly inputsOver: () => void;

  constructor(
    private readonly shell: Shell,
    private readonly session: Session,
  ) {
    const { context, reporter, log, view } = shell;
    const storage = pathOf(context.globalStorageUri);
    this.store = new FileTranscriptStore(storage, context.storageUri?.toString() ?? "");
    this.tools = lazily(() => this.loadTools());
    this.status = new LazyStatusBar(() => this.loadStatusBar());
    this.models = lazily(() => this.loadModels());
    this.mcp = lazily(async () => {
      const { createMcpOffer } = await import("../editor/mcp/createMcpOffer");
      return createMcpOffer({ ...session, ...shell, chat: this.chat, logError: this.logError });
    });
    this.askAgent = lazily(() => this.loadAskAgent());
    this.editorAccess = createEditorAccess(session, this.tools, this.logError, storage);
    this.chat = this.createChat();
    this.participant = lazily(async () => {
      this.keys.participantAsked();
      const { createParticipant } = await import("../editor/participant/createParticipant");
      const { chat, tools, logError } = this;
      return createParticipant({ ...session, chat, tools, logError });
    });
    this.openThread = lazily(async () => (await import("./threadNews")).createOpenThread(this.chat, view, this.tabs));
    this.news = lazily(async () => {
      const { createNotifications } = await import("./threadNews");
      const made = createNotifications({ ...session, ...shell, chat: this.chat, openThread: this.openThread });
      context.subscriptions.push(made);
      return made;
    });
    const { controller, connection, sessions } = this.chat;
    const focus = lazily(() => this.loadFocus());
    this.inputsOver = () => void focus.made?.inputsOver();
    this.account = lazily(async () => {
      const loaded = await import("../editor/accountCommands");
      return new loaded.AccountCommands(session.auth, this.chat, this.logError, this.inputsOver);
    });
    this.ask = lazily(async () => {
      const loaded = await import("../editor/askCommands");
      const signIn = async (): Promise<unknown> => (await this.account()).start({});
      return new loaded.AskCommands(controller, connection, () => view.reveal(), signIn);
    });
    this.actions = new Actions({
      retry: () => this.retry(),
      signIn: async () => (await this.account()).signInAgain(),
      anotherWay: async () => (await this.account()).anotherWay(),
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
    this.commands = commandTable({
      session,
      chat: this.chat,
      account: this.account,
      ask: this.ask,
      tools: this.tools,
      models: this.models,
      openThread: this.openThread,
      tabs: () => this.tabs(),
      statusBar: this.status.bar,
      reveal: () => view.reveal(),
      focusBox: () => this.focusBox(),
      exportThread: (owner, conversation) => this.exportThread(owner, conversation),
    });
    const reached = panelTargets(this.tools, {
      reporter,
      log,
      actions: this.actions,
      editorAccess: this.editorAccess,
      exportThread: (owner, conversation, format) => this.exportThread(owner, conversation, format),
    });
    this.panel = new PanelHandlers({
      ...reached,
      controller,
      sessions,
      focus: {
        during: async (run) => (await focus()).during(run),
        comeBack: async () => (await focus()).comeBack(),
      },
    });
    this.tabs = lazily(async () =>
      (await import("./createTabs")).createTabs({
        extensionUri: context.extensionUri,
        chat: this.chat,
        reached,
        onWentOn,
      }),
    );
    context.subscriptions.push(
      this.look,
      this.currentFile,
      ...followWindow({
        ...shell,
        ...session,
        chat: this.chat,
        look: this.look,
        currentFile: this.currentFile,
        actions: this.actions,
        signedOut: (account, keepFiles) => this.signedOut(account, keepFiles),
      }),
    );
  }

  runAction(action: ActionId): Promise<void> {
    return this.actions.run(action);
  }

  /** A link to the chat was opened. */
  async openLink(query: string): Promise<void> {
    const { OpenLink } = await import("../editor/openLink");
    const { controller, connection } = this.chat;
    await new OpenLink(controller, connection, () => this.shell.view.reveal()).run(query);
  }

  /** Whether a person reads this sentence in the panel at the moment. */
  isTold(message: string): boolean {
    return this.chat.places.isTold(message);
  }

  /** After a sign-out nothing of an account stays on this computer. @param keepFiles as `OwnerSessions.signedOut` */
  signedOut(account: Account, keepFiles = false): Promise<void> {
    return closeTabsAsWell(this.chat.sessions.signedOut(account, keepFiles), this.tabs.made?.titles);
  }

  /** The window closes: what was deleted is deleted on the server, what was answered is written. */
  close(): Promise<void> {
    return this.chat.close();
  }

  private readonly logError = (what: string, error: unknown): void => this.shell.reporter.logError(what, error);

  private readonly signIn = (): Promise<void> =>
    this.shell.reporter.guard("signing in", async () => (await this.account()).signIn());

  private createChat(): Chat {
    const { shell } = this;
    const { log, view } = shell;
    const { settings, memory, auth, choice, open, server } = this.session;
    return new Chat({
      account: () => auth.account(),
      server,
      open,
      obstacle: () => {
        if (!settings.isUnconfigured()) {
          return undefined;
        }
        return vscode.workspace.isTrusted ? "noServer" : "restricted";
      },
      connect: connectOwner({
        ...this.session,
        store: this.store,
        onSignInRequired: (server) => this.chat.connection.signInRequired(server),
        logError: this.logError,
      }),
      explain: (error, account, server) => this.explain(error, account, server),
      choice,
      drafts: memory.drafts,
      store: this.store,
      approvals: memory.approvals,
      unread: memory.unread,
      onUnseen: (response) =>
        void this.shell.reporter.guard("telling of a response", async () => (await this.news()).add(response)),
      attachments: {
        complete: async (query) => (await this.tools()).sources.complete(query),
        resolve: async (id) => (await this.tools()).sources.resolve(id),
        fromUris: async (uris) => (await this.tools()).sources.fromUris(uris),
        fromData: async (name, mediaType, base64) => (await this.tools()).sources.fromData(name, mediaType, base64),
        open: async (id) => (await this.tools()).sources.open(id),
        wasOffered: (id) => this.currentFile.wasOffered(id),
      },
      showPreview: async (text) => (await this.tools()).preview.show(text),
      serverName: () => {
        const { name, listed } = settings.currentServer();
        return listed ? name : undefined;
      },
      strings: () => this.shell.translations,
      look: () => this.look.current(),
      editorAccess: this.editorAccess,
      currentFile: () => this.currentFile.suggestion(),
      post: view.post,
      onWaiting: (count) => view.setWaiting(count),
      onState: () => {
        this.status.changed();
        this.keys.turnChanged(this.chat.sessions.current?.conversations.shown.lastTurn);
      },
      onConnection: () => {
        this.keys.connectionChanged(this.chat.connection, !settings.isUnconfigured());
        tellOffers(this.chat, this, shell);
      },
      logError: this.logError,
      log,
    });
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

  private async loadFocus(): Promise<PanelFocus> {
    const loaded = await import("../chat/panelFocus");
    return new loaded.PanelFocus({
      isVisible: () => this.chat.controller.isVisible,
      focusBox: () => this.focusBox(),
      onWentOn,
    });
  }

  private async loadTools(): Promise<EditorTools> {
    const { createEditorTools } = await import("../editor/editorTools");
    const { context, log } = this.shell;
    const { settings, auth } = this.session;
    return createEditorTools(context.subscriptions, log, () => this.chat.connection.serverLabel, {
      settings,
      account: () => auth.account(),
      visitor: async () => {
        await this.chat.connection.looked();
        return this.chat.connection.isOpen ? "guest" : auth.account();
      },
      signIn: async () => (await this.account()).start({}),
      agents: () => this.countAgents(),
      send: (input, init) => fetch(input, init),
      inputsOver: this.inputsOver,
      later: (run) => void this.shell.reporter.guard("signing in", run),
    });
  }

  private async loadStatusBar(): Promise<StatusBar> {
    const [{ StatusBar }, { chatStatus }] = await Promise.all([
      import("../editor/status/statusBar"),
      import("../editor/status/chatStatus"),
    ]);
    const { controller, sessions } = this.chat;
    const bar = new StatusBar(
      () => chatStatus(controller.viewState, sessions.current?.conversations.all ?? []),
      async (threadId) => {
        await this.shell.view.reveal();
        await sessions.current?.navigator.open(threadId);
      },
    );
    this.shell.context.subscriptions.push(bar);
    return bar;
  }

  /** Looks at the server that the settings name. Where that fails the chat says why, and nobody else does. */
  private async countAgents(): Promise<number | undefined> {
    const { connection } = this.chat;
    await connection.looked();
    if (connection.status === "ready") {
      return connection.agents.length;
    }
    await this.shell.view.reveal();
    return undefined;
  }

  /** Opens the chat with the keyboard in its message box. */
  private async focusBox(): Promise<void> {
    await this.shell.view.reveal();
    this.chat.controller.focusInput();
  }

  private async loadModels(): Promise<AgentModels> {
    const { createAgentModels } = await import("../editor/languageModel/createAgentModels");
    const { session, shell, chat, logError } = this;
    return createAgentModels({ ...session, ...shell, chat, signIn: this.signIn, logError });
  }

  private async loadAskAgent(): Promise<AskAgent> {
    const { createAskAgent } = await import("./createAskAgent");
    const { session, chat, logError } = this;
    const files = async (): Promise<EditorTools["files"]> => (await this.tools()).files;
    return createAskAgent({ ...session, chat, files, signIn: this.signIn, logError });
  }

  private async retry(): Promise<void> {
    this.session.auth.tryAgain(this.session.origin() ?? "");
    this.chat.controller.showNotice(undefined);
    await this.chat.controller.environmentChanged();
  }

  /** The whole thread, not only what has been read back to so far. */
  private async exportThread(owner: OwnerPlace, conversation: Conversation, format?: ExportFormat): Promise<void> {
    await owner.navigator.loadEarlier(conversation, true);
    if (!owner.isClosed) {
      const { transcript } = conversation;
      await (await this.tools()).exportThread.run(transcript, describeThread(transcript).title, format);
    }
  }
}
