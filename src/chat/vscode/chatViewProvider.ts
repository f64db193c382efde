import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ToView } from "../../shared/protocol";
import { viewHtml } from "./viewHtml";

export const CHAT_VIEW_ID = "agentChat.chat";

/** The type of the editor tabs, as package.json and VS Code's own conditions name them. */
export const THREAD_PANEL = "agentChat.thread";

/** What the provider tells the chat about the panel's life. */
export interface PanelHost {
  /** @param message whatever the panel has posted, unchecked */
  receive(message: unknown): void;
  panelGone(): void;
}

interface Reporter {
  guard(what: string, run: () => unknown): Promise<void>;
}

/**
 * The webview view. Hidden means destroyed (`retainContextWhenHidden` stays off), so the panel costs
 * nothing while nobody looks, and comes back from one snapshot.
 */
export class ChatViewProvider implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;
  private waiting = 0;

  /** @param host made when there is a panel; what the panel says meanwhile waits for it, in order */
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly host: () => Promise<PanelHost>,
    private readonly reporter: Reporter,
  ) {}

  readonly post = (message: ToView): void => {
    void this.view?.webview.postMessage(message);
  };

  resolveWebviewView(view: vscode.WebviewView): void {
    const dist = vscode.Uri.joinPath(this.extensionUri, "dist");
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    view.webview.onDidReceiveMessage((message: unknown) => {
      this.tell((host) => host.receive(message));
    });
    view.onDidChangeVisibility(() => {
      if (!view.visible) {
        this.tell((host) => host.panelGone());
      }
    });
    view.onDidDispose(() => {
      if (this.view === view) {
        this.view = undefined;
        this.tell((host) => host.panelGone());
      }
    });
    view.webview.html = viewHtml(view.webview, dist);
    this.showBadge();
    // While the page loads its script; where it fails, the page's first message says so.
    void this.host().catch(() => undefined);
  }

  /** @param count tool calls that wait for a person, in any thread; shown on the view's icon */
  setWaiting(count: number): void {
    if (count !== this.waiting) {
      this.waiting = count;
      this.showBadge();
    }
  }

  private tell(say: (host: PanelHost) => void): void {
    void this.reporter.guard("opening the panel", async () => {
      say(await this.host());
    });
  }

  private showBadge(): void {
    if (this.view) {
      const tooltip =
        this.waiting === 1
          ? l10n.t("One tool call is waiting for you")
          : l10n.t("{0} tool calls are waiting for you", this.waiting);
      this.view.badge = this.waiting === 0 ? undefined : { value: this.waiting, tooltip };
    }
  }

  /** Opens the sidebar with the chat and puts the keyboard there. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${CHAT_VIEW_ID}.focus`);
  }
}
