import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { withHiddenShown } from "../../shared/hiddenCharacters";
import { COMMANDS, type CommandName } from "../commandIds";
import { type ActiveThread, activityOf, type ChatStatus, plainInMarkdown, statusLook } from "./chatStatus";

/** One line of the menu; `run` is a command's name or what happens. */
interface MenuItem extends vscode.QuickPickItem {
  readonly run?: CommandName | (() => Promise<void>);
}

/** The item in VS Code's status bar: which agent, what runs and what waits; a click opens a menu. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("agentChat.status", vscode.StatusBarAlignment.Right, 99);
  private drawn = "";

  /**
   * @param status at this moment
   * @param openThread shows a thread of the owner in the panel
   */
  constructor(
    private readonly status: () => ChatStatus,
    private readonly openThread: (threadId: string) => Promise<void>,
  ) {
    this.item.name = l10n.t("Agent Chat");
    this.item.command = COMMANDS.showMenu;
    this.update();
    this.item.show();
  }

  /** Draws the status again if it differs. */
  update(): void {
    const status = this.status();
    const drawn = JSON.stringify(status);
    if (drawn === this.drawn) {
      return;
    }
    this.drawn = drawn;
    const { text, label, needsPerson } = statusLook(status);
    this.item.text = text;
    this.item.accessibilityInformation = { label, role: "button" };
    this.item.backgroundColor = needsPerson ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.tooltip = tooltip(status);
  }

  /** What can be done from here, what needs a person first. */
  async showMenu(): Promise<void> {
    const picked = await vscode.window.showQuickPick(this.menu(this.status()), { title: l10n.t("Agent Chat") });
    if (typeof picked?.run === "string") {
      await vscode.commands.executeCommand(COMMANDS[picked.run]);
    } else {
      await picked?.run?.();
    }
  }

  dispose(): void {
    this.item.dispose();
  }

  private menu(status: ChatStatus): MenuItem[] {
    const signedIn = status.account !== "";
    const command = (icon: string, label: string, run: CommandName, description = ""): MenuItem => ({
      label: `$(${icon}) ${label}`,
      description,
      run,
    });
    return [
      ...this.threads(l10n.t("Waiting for you"), "bell-dot", status.waiting),
      ...this.threads(l10n.t("Responding"), "loading", status.running),
      { label: l10n.t("Chat"), kind: vscode.QuickPickItemKind.Separator },
      command("comment-discussion", l10n.t("Open Chat"), "focus"),
      command("add", l10n.t("New Thread"), "newThread"),
      command("history", l10n.t("Show Threads"), "showThreads"),
      { label: l10n.t("Connection"), kind: vscode.QuickPickItemKind.Separator },
      command("hubot", l10n.t("Select Agent…"), "selectAgent", status.agent),
      command("server", l10n.t("Configure Server…"), "configureServer", status.server),
      status.isOpen
        ? command("unlock", l10n.t("Open server"), "signIn", l10n.t("No sign-in needed"))
        : signedIn
          ? command("sign-out", l10n.t("Sign Out"), "signOut", status.account)
          : command("account", l10n.t("Sign In"), "signIn"),
      command("output", l10n.t("Show Log"), "showLog"),
    ];
  }

  private threads(label: string, icon: string, threads: readonly ActiveThread[]): MenuItem[] {
    if (threads.length === 0) {
      return [];
    }
    return [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...threads.map(({ id, title }): MenuItem => ({
        label: `$(${icon}) ${withHiddenShown(title).replaceAll("$(", "$ (")}`,
        run: () => this.openThread(id),
      })),
    ];
  }
}

function tooltip(status: ChatStatus): vscode.MarkdownString {
  const shown = new vscode.MarkdownString("", true);
  const commands: readonly CommandName[] = ["selectAgent", "configureServer", "signIn", "focus"];
  shown.isTrusted = { enabledCommands: commands.map((name) => COMMANDS[name]) };
  const link = (label: string, name: CommandName): string => `[${label}](command:${COMMANDS[name]})`;
  const rows: readonly (readonly [string, string, string])[] = [
    [l10n.t("Agent"), status.agent || l10n.t("No agent"), link(l10n.t("Select"), "selectAgent")],
    [l10n.t("Server"), status.server || l10n.t("No server yet"), link(l10n.t("Switch"), "configureServer")],
    status.isOpen
      ? [l10n.t("Account"), l10n.t("No sign-in needed"), link(l10n.t("Open server"), "signIn")]
      : [l10n.t("Account"), status.account || l10n.t("You aren't signed in."), link(l10n.t("Switch"), "signIn")],
  ];
  const activity = activityOf({ ...status, connection: "ready" });
  shown.appendMarkdown(
    [
      "| | | |",
      "|---|---|---|",
      ...rows.map(
        ([what, value, action]) => `| ${plainInMarkdown(what)} | **${plainInMarkdown(value)}** | ${action} |`,
      ),
      "",
      activity === undefined ? "" : link(plainInMarkdown(activity), "focus"),
    ].join("\n"),
  );
  return shown;
}
