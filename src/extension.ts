import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Auth } from "./auth/vscode/auth";
import { LazyAuthenticationProvider } from "./auth/vscode/lazyAuthenticationProvider";
import { CHAT_VIEW_ID, ChatViewProvider } from "./chat/vscode/chatViewProvider";
import { ErrorReporter } from "./editor/errorReporter";
import { registerCommands } from "./editor/registerCommands";
import { setFormatLanguage } from "./shared/formats";
import { lazily } from "./shared/lazily";

let beforeClosing: () => Promise<void> = () => Promise.resolve();

/**
 * Tells VS Code what there is. The parts behind it are two chunks of the bundle, which load with the
 * first use: who is signed in, and the chat. No request, no file, no secret is touched before.
 */
export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  setFormatLanguage(vscode.l10n.bundle ? vscode.env.language : "en");
  const log = vscode.window.createOutputChannel("Agent Chat", { log: true });
  const reporter: ErrorReporter = new ErrorReporter(log, async (action) =>
    action === "showLog" ? log.show() : (await app()).runAction(action),
  );
  const view: ChatViewProvider = new ChatViewProvider(context.extensionUri, async () => (await app()).panel, reporter);

  const session = lazily(async () => {
    const { createSession } = await import("./wiring/createSession");
    const made = createSession(context, log);
    provider.follow(made.auth.provider);
    followSession(made.auth);
    return made;
  });
  /** What happens to the session without the chat, such as in the Accounts menu, is the chat's concern all the same. */
  const followSession = ({ onDidSignOut, onDidChangeSignIn }: Auth): void => {
    context.subscriptions.push(
      onDidSignOut((account) => {
        // The chat hears of it by itself once it is there.
        if (app.made === undefined) {
          void reporter.guard("clearing the conversation", async () => (await app()).signedOut(account));
        }
      }),
      onDidChangeSignIn(() => void reporter.guard("showing the sign-in", app)),
    );
  };
  const app = lazily(async () => {
    const [{ App }, made] = await Promise.all([import("./wiring/app"), session()]);
    return new App({ context, log, reporter, view }, made);
  });

  const provider: LazyAuthenticationProvider = new LazyAuthenticationProvider(
    async () => (await session()).auth.provider,
  );
  const { id, label } = LazyAuthenticationProvider;
  context.subscriptions.push(
    log,
    provider,
    vscode.authentication.registerAuthenticationProvider(id, label, provider, { supportsMultipleAccounts: true }),
    vscode.window.registerUriHandler({ handleUri: async (uri) => (await session()).auth.uriHandler.handleUri(uri) }),
    vscode.window.registerWebviewViewProvider(CHAT_VIEW_ID, view),
    registerCommands(
      async (name, args) => (name === "showLog" ? log.show() : (await app()).commands[name](...args)),
      reporter,
    ),
  );
  beforeClosing = async () => {
    await Promise.all([app.made?.close(), session.made?.auth.settled()]);
  };
}

/** The window closes: what has been answered so far is written, and a refresh that has begun is stored. */
export function deactivate(): Promise<void> {
  return beforeClosing();
}
