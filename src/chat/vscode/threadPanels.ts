import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { withHiddenShown } from "../../shared/hiddenCharacters";
import type { ShownThread } from "../../shared/protocol";
import { threadIn, threadKey } from "../../shared/threadKey";
import type { Places } from "../places";
import { type TabState, type TabSurface, ThreadTab, type ThreadTabDependencies } from "../tabs/threadTab";
import { type PanelHost, THREAD_PANEL } from "./chatViewProvider";
import { viewHtml } from "./viewHtml";

export interface ThreadPanelsDependencies {
  readonly extensionUri: vscode.Uri;
  readonly places: Places;
  readonly forTabs: ThreadTabDependencies;
  /** What the messages of a tab's panel do. @param focus puts the keyboard into its message box */
  readonly host: (tab: ThreadTab, focus: () => Promise<void>) => PanelHost;
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly tab: ThreadTab;
  /** Every title that it has had: what VS Code says of its tab comes a moment later. */
  readonly titles: Set<string>;
}

/**
 * Threads in editor tabs, each in one. A hidden tab has no page, as a hidden view has none, and is sent nothing.
 */
export class ThreadPanels {
  private readonly open = new Map<string, OpenPanel>();

  constructor(private readonly deps: ThreadPanelsDependencies) {}

  /** The tab that is in front in the editor group that has the focus. */
  get active(): ThreadTab | undefined {
    return [...this.open.values()].find(({ panel }) => panel.active)?.tab;
  }

  /** Shows a thread in its tab, with the keyboard in the message box. */
  show(thread: ShownThread, column = vscode.ViewColumn.Active): void {
    const known = this.open.get(threadKey(thread));
    if (known) {
      known.panel.reveal();
    } else {
      const title = l10n.t("Agent Chat");
      this.attach(vscode.window.createWebviewPanel(THREAD_PANEL, title, column), thread);
    }
    this.open.get(threadKey(thread))?.tab.controller.focusInput();
  }

  /** Brings the tab of a thread to the front. @returns false when it has none */
  reveal(thread: ShownThread): boolean {
    const isOpen = this.open.has(threadKey(thread));
    if (isOpen) {
      this.show(thread);
    }
    return isOpen;
  }

  /** VS Code has opened a tab again, after a reload. @param state as its page has kept it */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const { place } = (state ?? {}) as { readonly place?: unknown };
    const thread = typeof place === "string" ? threadIn(place) : undefined;
    if (thread && !this.open.has(threadKey(thread))) {
      this.attach(panel, thread);
    } else {
      panel.dispose();
    }
  }

  /**
   * A thread was dragged from a list to where this panel is, whose tab takes the panel's place: only ours can have the
   * thread's title.
   *
   * @param path of the address that the drag has carried
   */
  dropped(path: string, panel: vscode.WebviewPanel): void {
    const thread = threadIn(path.slice(1));
    const { viewColumn } = panel;
    panel.dispose();
    if (thread) {
      this.show(thread, viewColumn);
    }
  }

  /** The titles that the tabs of this window have had, of each tab for itself. */
  get titles(): readonly ReadonlySet<string>[] {
    return [...this.open.values()].map(({ titles }) => titles);
  }

  private attach(panel: vscode.WebviewPanel, thread: ShownThread): void {
    const { extensionUri, forTabs, places } = this.deps;
    const key = threadKey(thread);
    const titles = new Set([panel.title]);
    const tab = new ThreadTab(thread, forTabs, this.surface(panel, thread, titles));
    const host = this.deps.host(tab, () => {
      panel.reveal();
      tab.controller.focusInput();
      return Promise.resolve();
    });
    this.open.set(key, { panel, tab, titles });
    const remove = places.add(tab);
    panel.webview.onDidReceiveMessage((message: unknown) => host.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        host.panelGone();
      }
    });
    panel.onDidDispose(() => {
      this.open.delete(key);
      remove();
      tab.dispose();
    });
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, "media", `tab-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    const dist = vscode.Uri.joinPath(extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.html = viewHtml(panel.webview, dist, key);
  }

  private surface(panel: vscode.WebviewPanel, { owner }: ShownThread, titles: Set<string>): TabSurface {
    return {
      post: (message) => void panel.webview.postMessage(message),
      close: () => {
        panel.dispose();
      },
      openThread: (threadId = crypto.randomUUID()) => this.show({ owner, threadId }, panel.viewColumn),
      setState: (state) => {
        const title = titleOf(state);
        if (panel.title !== title) {
          panel.title = title;
          titles.add(title);
        }
      },
    };
  }
}

/** The words before a title are for those who cannot see an icon turn, and stay when a tab is narrow. */
function titleOf({ title, activity }: TabState): string {
  if (title === undefined) {
    return l10n.t("Agent Chat");
  }
  const name = title === "" ? l10n.t("New thread") : withHiddenShown(title);
  switch (activity) {
    case "running":
      return l10n.t("Responding: {0}", name);
    case "waiting":
      return l10n.t("Waiting for you: {0}", name);
    default:
      return name;
  }
}
