import * as vscode from "vscode";
import type { ActionId } from "../shared/transcript";
import { COMMANDS } from "./commandIds";

/** What the buttons do that no command of the palette does. */
export interface ActionDependencies {
  /** Looks at the server again, after asking anew for what was declined. */
  readonly retry: () => Promise<void>;
  /** As an error or an empty panel offers it. */
  readonly signIn: () => Promise<void>;
  readonly anotherWay: () => Promise<void>;
  readonly cancelSignIn: () => void;
  readonly copyRedirectUri: () => Promise<void>;
  readonly showThreads: () => unknown;
  /** Asks the last question again. */
  readonly retryTurn: () => unknown;
  /** Puts back on the server what a failed attempt has left deleted there. */
  readonly restoreMessages: () => unknown;
}

/** What the buttons below errors do. */
export class Actions {
  constructor(private readonly deps: ActionDependencies) {}

  async run(action: ActionId): Promise<void> {
    await this.table[action]();
  }

  private readonly table: Readonly<Record<ActionId, () => unknown>> = {
    signIn: () => this.deps.signIn(),
    anotherWay: () => this.deps.anotherWay(),
    cancelSignIn: () => this.deps.cancelSignIn(),
    copyRedirectUri: () => this.deps.copyRedirectUri(),
    switchAccount: () => vscode.commands.executeCommand(COMMANDS.signIn),
    switchServer: () => vscode.commands.executeCommand(COMMANDS.configureServer),
    signOut: () => vscode.commands.executeCommand(COMMANDS.signOut),
    configureServer: () => vscode.commands.executeCommand(COMMANDS.configureServer),
    openServerSetting: () => vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.apiPrefix"),
    openClerkSettings: () => vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.clerk"),
    selectAgent: () => vscode.commands.executeCommand(COMMANDS.selectAgent),
    showLog: () => vscode.commands.executeCommand(COMMANDS.showLog),
    pasteToken: () => vscode.commands.executeCommand(COMMANDS.pasteToken),
    retryConnection: () => this.deps.retry(),
    reloadWindow: () => vscode.commands.executeCommand("workbench.action.reloadWindow"),
    newThread: () => vscode.commands.executeCommand(COMMANDS.newThread),
    showThreads: () => this.deps.showThreads(),
    retryTurn: () => this.deps.retryTurn(),
    restoreMessages: () => this.deps.restoreMessages(),
    trustWorkspace: () => vscode.commands.executeCommand("workbench.trust.manage"),
  };
}
