import * as vscode from "vscode";
import type { ActionId } from "../shared/transcript";
import { COMMANDS } from "./commandIds";

/** What the buttons below errors do. */
export class Actions {
  /** @param retry looks at the server again, after asking anew for what was declined */
  constructor(private readonly retry: () => Promise<void>) {}

  async run(action: ActionId): Promise<void> {
    await this.table[action]();
  }

  private readonly table: Readonly<Record<ActionId, () => PromiseLike<unknown>>> = {
    signIn: () => vscode.commands.executeCommand(COMMANDS.signIn),
    anotherWay: () => vscode.commands.executeCommand(COMMANDS.signIn),
    cancelSignIn: () => Promise.resolve(),
    switchAccount: () => vscode.commands.executeCommand(COMMANDS.signIn),
    switchServer: () => vscode.commands.executeCommand(COMMANDS.configureServer),
    signOut: () => vscode.commands.executeCommand(COMMANDS.signOut),
    configureServer: () => vscode.commands.executeCommand(COMMANDS.configureServer),
    openServerSetting: () => vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.apiPrefix"),
    openClerkSettings: () => vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.clerk"),
    selectAgent: () => vscode.commands.executeCommand(COMMANDS.selectAgent),
    showLog: () => vscode.commands.executeCommand(COMMANDS.showLog),
    pasteToken: () => vscode.commands.executeCommand(COMMANDS.pasteToken),
    retryConnection: () => this.retry(),
    newThread: () => vscode.commands.executeCommand(COMMANDS.newThread),
    trustWorkspace: () => vscode.commands.executeCommand("workbench.trust.manage"),
  };
}
