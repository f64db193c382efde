import * as vscode from "vscode";
import { type CommandName, COMMANDS } from "./commandIds";
import type { ErrorReporter } from "./errorReporter";

/** Commands that work also in a window in which the chat doesn't. */
export type WindowCommand = "showLog" | "copyDiagnostics";

/** What each command does that needs the chat; leaving one out does not compile. */
export type CommandTable = Readonly<Record<Exclude<CommandName, WindowCommand>, (...args: unknown[]) => unknown>>;

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
