import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Auth } from "./auth/vscode/auth";
import { LazyAuthenticationProvider } from "./auth/vscode/lazyAuthenticationProvider";
import { CHAT_VIEW_ID, ChatViewProvider } from "./chat/vscode/chatViewProvider";
import { ErrorReporter } from "./editor/errorReporter";
import { registerCommands } from "./editor/registerCommands";
import { setFormatLanguage } from "./shared/formats";
import { lazily } from "./shared/lazily";
import type { App } from "./wiring/app";
import type { Session } from "./wiring/createSession";

/**
 * What VS Code knows of the extension from the start. The parts behind it are two chunks of the bundle, which load
 * with the first use: who is signed in, and the chat. No request, no file, no secret is touched before.
 */
class Extension {
  private readonly log = vscode.window.createOutputChannel("Agent Chat", { log: true });
  private readonly reporter: ErrorReporter;
  private readonly view: ChatViewProvider;
  private readonly provider: LazyAuthenticationProvider;
  private readonly session = lazily(() => this.loadSession());
  private readonly app = lazily(() => this.loadApp());

  constructor(private readonly context: vscode.ExtensionContext) {
    this.reporter = new ErrorReporter(this.log, async (action) =>
      action === "showLog" ? this.log.show() : (await this.app()).runAction(action),
    );
    this.view = new ChatViewProvider(context.extensionUri, async () => (await this.app()).panel, this.reporter);
    this.provider = new LazyAuthenticationProvider(async () => (await this.session()).auth.provider);
  }

  /** Registers everything. */
  register(): void {
    const { id, label } = LazyAuthenticationProvider;
    const accounts = { supportsMultipleAccounts: true };
    this.context.subscriptions.push(
      this.log,
      this.provider,
      vscode.authentication.registerAuthenticationProvider(id, label, this.provider, accounts),
      vscode.window.registerUriHandler({
        handleUri: async (uri) => (await this.session()).auth.uriHandler.handleUri(uri),
      }),
      vscode.window.registerWebviewViewProvider(CHAT_VIEW_ID, this.view),
      registerCommands(
        async (name, args) => (name === "showLog" ? this.log.show() : (await this.app()).commands[name](...args)),
        this.reporter,
      ),
    );
  }

  /** The window closes: what has been answered so far is written, and a refresh that has begun is stored. */
  async close(): Promise<void> {
    await Promise.all([this.app.made?.close(), this.session.made?.auth.settled()]);
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
    const { context, log, reporter, view } = this;
    return new loaded.App({ context, log, reporter, view }, session);
  }

  /** What happens to the session without the chat, such as in the Accounts menu, is the chat's concern all the same. */
  private follow({ onDidSignOut, onDidChangeSignIn }: Auth): void {
    this.context.subscriptions.push(
      onDidSignOut((account) => {
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

/** Tells VS Code what there is. */
export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  setFormatLanguage(vscode.l10n.bundle ? vscode.env.language : "en");
  extension = new Extension(context);
  extension.register();
}

/** VS Code closes the window, or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await extension?.close();
}
