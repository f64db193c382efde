import * as vscode from "vscode";
import type { ActionId } from "../shared/transcript";
import { COMMANDS } from "./commandIds";

/** What the buttons do that no command of the palette does. */
export interface ActionParts {
  /** Looks at the server again, after asking anew for what was declined. */
  readonly retry: () => Promise<void>;
  readonly anotherWay: () => Promise<void>;
  readonly cancelSignIn: () => void;
  readonly copyRedirectUri: () => Promise<void>;
  readonly showThreads: () => unknown;
  /** Asks the last question again. */
  readonly retryTurn: () => unknown;
}

/** What the buttons below errors do. */
export class Actions {
  constructor(private readonly parts: ActionParts) {}

  async run(action: ActionId): Promise<void> {
    await this.table[action]();
  }

  private readonly table: Readonly<Record<ActionId, () => unknown>> = {
    signIn: () => vscode.commands.executeCommand(COMMANDS.signIn),
    anotherWay: () => this.parts.anotherWay(),
    cancelSignIn: () => this.parts.cancelSignIn(),
    copyRedirectUri: () => this.parts.copyRedirectUri(),
    switchAccount: () => vscode.commands.executeCommand(COMMANDS.signIn),
    switchServer: () => vscode.commands.executeCommand(COMMANDS.configureServer),
    signOut: () => vscode.commands.executeCommand(COMMANDS.signOut),
    configureServer: () => vscode.commands.executeCommand(COMMANDS.configureServer),
    openServerSetting: () => vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.apiPrefix"),
    openClerkSettings: () => vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.clerk"),
    selectAgent: () => vscode.commands.executeCommand(COMMANDS.selectAgent),
    showLog: () => vscode.commands.executeCommand(COMMANDS.showLog),
    pasteToken: () => vscode.commands.executeCommand(COMMANDS.pasteToken),
    retryConnection: () => this.parts.retry(),
    newThread: () => vscode.commands.executeCommand(COMMANDS.newThread),
    showThreads: () => this.parts.showThreads(),
    retryTurn: () => this.parts.retryTurn(),
    trustWorkspace: () => vscode.commands.executeCommand("workbench.trust.manage"),
  };
}
