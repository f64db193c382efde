import * as vscode from "vscode";
import type { ErrorReporter } from "./errorReporter";

/** Every command of the extension. A unit test holds this list against package.json. */
export const COMMANDS = {
  askWeatherAgent: "agentChat.askWeatherAgent",
  ask: "agentChat.ask",
  signIn: "agentChat.signIn",
  signOut: "agentChat.signOut",
  pasteToken: "agentChat.pasteToken",
  configureServer: "agentChat.configureServer",
  selectAgent: "agentChat.selectAgent",
  newThread: "agentChat.newThread",
  exportThread: "agentChat.exportThread",
  acceptChange: "agentChat.acceptChange",
  rejectChange: "agentChat.rejectChange",
  showThreads: "agentChat.showThreads",
  askAboutSelection: "agentChat.askAboutSelection",
  focus: "agentChat.focus",
  showLog: "agentChat.showLog",
} as const;

export type CommandName = keyof typeof COMMANDS;

/** What each command does that needs the chat; leaving one out does not compile. */
export type CommandTable = Readonly<Record<Exclude<CommandName, "showLog">, (...args: unknown[]) => unknown>>;

/** Registers every command. An error becomes a notification, a cancellation nothing. */
export function registerCommands(
  run: (name: CommandName, args: readonly unknown[]) => unknown,
  reporter: Pick<ErrorReporter, "guard">,
): vscode.Disposable {
  const names = Object.keys(COMMANDS) as CommandName[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], (...args: unknown[]) =>
        reporter.guard(name, () => run(name, args)),
      ),
    ),
  );
}
