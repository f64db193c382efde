import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { AgentChatExports } from "../docs/agent-chat";
import type { Auth } from "./auth/vscode/auth";
import { LazyAuthenticationProvider } from "./auth/vscode/lazyAuthenticationProvider";
import { CHAT_VIEW_ID, ChatViewProvider, THREAD_PANEL } from "./chat/vscode/chatViewProvider";
import { type CommandName, OPEN_PATH } from "./editor/commandIds";
import { EarlyAnswers } from "./editor/earlyAnswers";
import { ErrorReporter } from "./editor/errorReporter";
import { Timings } from "./editor/diagnostics/timings";
import { LazyAskAgentTool } from "./editor/askAgent/lazyAskAgentTool";
import { lazyExtensionApi } from "./editor/extensionApi/lazyExtensionApi";
import { LazyModelProvider } from "./editor/languageModel/lazyModelProvider";
import { LazyMcpServers } from "./editor/mcp/lazyMcpServers";
import { registerParticipant } from "./editor/participant/lazyParticipant";
import { registerCommands } from "./editor/registerCommands";
import { ProblemActions } from "./editor/tasks/problemActions";
import { readTranslations } from "./editor/translations";
import { setFormatLanguage } from "./shared/formats";
import { ownerKey, ownerOf } from "./shared/owner";
import { lazily } from "./shared/lazily";
import { DROPPED_THREAD } from "./shared/threadKey";
import { byEnglishText, type Translations } from "./shared/translations";
import type { App } from "./wiring/app";
import type { Session } from "./wiring/createSession";

/**
 * What VS Code knows of the extension from the start. The parts behind it are two chunks of the bundle, which load
 * with the first use: who is signed in, and the chat. Before, no server is asked; where somebody has used the extension,
 * VS Code's own questions read the accounts as they are stored.
 */
class Extension {
  private readonly log = vscode.window.createOutputChannel("Agent Chat", { log: true });
  private readonly timings = new Timings();
  private readonly reporter: ErrorReporter;
  private readonly view: ChatViewProvider;
  private readonly provider: LazyAuthenticationProvider;
  private readonly early: EarlyAnswers;
  private readonly models: LazyModelProvider;
  private readonly mcp: LazyMcpServers;
  private readonly session = lazily(() => this.timings.during("loading the sign-in", () => this.loadSession()));
  private readonly app = lazily(() => this.timings.during("loading the chat", () => this.loadApp()));

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly translations: Translations,
  ) {
    this.reporter = new ErrorReporter(
      this.log,
      async (action) => (action === "showLog" ? this.log.show() : (await this.app()).runAction(action)),
      (message) => this.app.made?.isTold(message) === true,
    );
    this.view = new ChatViewProvider(context.extensionUri, async () => (await this.app()).panel, this.reporter);
    this.provider = new LazyAuthenticationProvider(
      async () => (await this.session()).auth.provider,
      () => this.wasUsed(),
    );
    this.early = new EarlyAnswers({
      isUsed: () => this.app.made !== undefined,
      isKnown: () => this.app.made?.chat.connection.status === "ready",
      owner: () => this.owner(),
      memory: context.globalState,
    });
    this.models = new LazyModelProvider(this.early, async () => (await (await this.app()).models()).provider);
    this.mcp = new LazyMcpServers(
      this.early,
      async () => (await this.app()).mcp(),
      (what, error) => this.reporter.logError(what, error),
    );
  }

  /**
   * Registers everything.
   *
   * @param began when VS Code called, as `performance.now()` told
   */
  register(began: number): void {
    const { id, label } = LazyAuthenticationProvider;
    const accounts = { supportsMultipleAccounts: true };
    this.context.subscriptions.push(
      this.log,
      this.provider,
      vscode.authentication.registerAuthenticationProvider(id, label, this.provider, accounts),
      vscode.window.registerUriHandler({
        handleUri: async (uri) =>
          uri.path === OPEN_PATH
            ? this.reporter.guard("opening a link", async () => (await this.app()).openLink(uri.query))
            : (await this.session()).auth.uriHandler.handleUri(uri),
      }),
      vscode.window.registerWebviewViewProvider(CHAT_VIEW_ID, this.view),
      vscode.window.registerWebviewPanelSerializer(THREAD_PANEL, {
        deserializeWebviewPanel: (panel, state: unknown) =>
          this.reporter.guard("opening a thread", async () => (await (await this.app()).tabs()).restore(panel, state)),
      }),
      vscode.window.registerCustomEditorProvider(DROPPED_THREAD, {
        openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
        resolveCustomEditor: ({ uri }, panel) =>
          this.reporter.guard("opening a thread", async () =>
            (await (await this.app()).tabs()).dropped(uri.path, panel),
          ),
      }),
      registerCommands((name, args) => this.run(name, args), this.reporter),
      this.models.register(),
      this.mcp.register(),
      new LazyAskAgentTool(async () => (await (await this.app()).askAgent()).tool).register(),
      ProblemActions.register(() => this.wasUsed()),
      registerParticipant(
        this.context.extensionUri,
        async () => (await this.app()).participant(),
        (run) => void this.reporter.guard("sending feedback", run),
      ),
    );
    this.timings.since("activation", began);
  }

  /** For other extensions. */
  exports(): AgentChatExports {
    return lazyExtensionApi(async () => (await (await this.app()).askAgent()).api);
  }

  /** The window closes: what has been answered so far is written, and a refresh that has begun is stored. */
  async close(): Promise<void> {
    await Promise.all([this.app.made?.close(), this.session.made?.auth.settled()]);
  }

  /** Whether anybody has used the extension on this computer: whoever has signed in has left something. */
  private wasUsed(): boolean {
    return this.session.made !== undefined || this.context.globalState.keys().length > 0;
  }

  /** Whoever talks to the server of the settings; nothing is loaded where nobody can have signed in. */
  private async owner(): Promise<string | undefined> {
    if (!this.wasUsed()) {
      return undefined;
    }
    const { origin, server, visitor } = await this.session();
    const account = await visitor();
    return account && origin() !== undefined ? ownerKey(ownerOf(account, server().key)) : undefined;
  }

  private async run(name: CommandName, args: readonly unknown[]): Promise<unknown> {
    switch (name) {
      case "showLog":
        this.log.show();
        return undefined;
      case "copyDiagnostics":
        return this.copyDiagnostics();
      default:
        return (await this.app()).commands[name](...args);
    }
  }

  private async copyDiagnostics(): Promise<void> {
    const { copyDiagnostics } = await import("./wiring/copyDiagnostics");
    const { context, session, timings, reporter } = this;
    await copyDiagnostics({
      context,
      session,
      chat: () => this.app.made?.chat,
      errors: reporter.recent,
      timings,
      guard: (run) => void reporter.guard("copying the report", run),
    });
  }

  private async loadSession(): Promise<Session> {
    const { createSession } = await import("./wiring/createSession");
    const made = createSession(this.context, this.log);
    this.provider.follow(made.auth.provider);
    this.follow(made.auth);
    return made;
  }

  private async loadApp(): Promise<App> {
    const [loaded, session] = await Promise.all([import("./wiring/app"), this.session()]);
    const { context, log, reporter, view, models, mcp, translations } = this;
    return new loaded.App({ context, log, reporter, view, models, mcp, translations }, session);
  }

  /** What happens to the session without the chat, such as in the Accounts menu, is the chat's concern all the same. */
  private follow({ onDidSignOut, onDidChangeSignIn, onDidChangeAccount }: Auth): void {
    this.context.subscriptions.push(
      onDidChangeAccount(() => {
        if (this.app.made === undefined) {
          this.models.fireChanged();
          this.mcp.fireChanged();
        }
      }),
      onDidSignOut((account) => {
        this.early.forget();
        // The chat hears of it by itself once it is there.
        if (this.app.made === undefined) {
          void this.reporter.guard("clearing the conversation", async () => (await this.app()).signedOut(account));
        }
      }),
      onDidChangeSignIn(() => void this.reporter.guard("showing the sign-in", this.app)),
    );
  }
}

let extension: Extension | undefined;

/** Tells VS Code what there is, and gives other extensions what they may ask (docs/api.md). */
export async function activate(context: vscode.ExtensionContext): Promise<AgentChatExports> {
  const began = performance.now();
  const { language } = vscode.env;
  const translations = await readTranslations(vscode.Uri.joinPath(context.extensionUri, "dist"), language);
  l10n.config({ contents: byEnglishText(translations ?? {}) });
  setFormatLanguage(translations ? language : "en");
  extension = new Extension(context, translations ?? {});
  extension.register(began);
  return extension.exports();
}

/** VS Code closes the window, or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await extension?.close();
}
