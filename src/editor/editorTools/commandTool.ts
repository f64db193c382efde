import * as vscode from "vscode";
import { terminalText } from "../../shared/terminalText";
import type { CommandOptions, RunningCommand } from "../code/commandTerminal";
import { shellCommand } from "../code/runInTerminal";
import { boundedText } from "./bounded";
import type { EditorTool } from "./editorTool";
import { ToolRefusal } from "./toolRefusal";
import { schema } from "./toolArguments";
import type { WorkspaceAccess } from "./workspaceAccess";

/** Milliseconds after which the agent hears of a command what there is so far. */
const LONGEST_MS = 120_000;

/** Interrupts what runs in a terminal, as Ctrl+C does. */
const INTERRUPT = "\u0003";

/** The tool that runs a command, in a terminal that the person sees, after the person has read all of it. */
export function commandTool(
  access: WorkspaceAccess,
  start: (command: string, options: CommandOptions) => Promise<RunningCommand>,
  longestMs = LONGEST_MS,
): EditorTool {
  return {
    name: "editor_run_command",
    kind: "acts",
    description:
      "Runs one command line in the user's terminal, in the first workspace folder, after the user has allowed it. Returns what it printed and its exit code.",
    inputSchema: schema({ command: ["string", "One line for the user's shell."] }),
    check: (args) => {
      access.roots();
      oneLine(args.text("command"));
      return Promise.resolve();
    },
    run: async (args, { signal }) => {
      const [root] = access.roots();
      const command = oneLine(args.text("command"));
      const options = { signal, ...(root ? { cwd: root.fsPath } : {}) };
      return follow(command, await start(command, options), signal, longestMs);
    },
  };
}

/** @throws ToolRefusal for what a person could not read as it is */
function oneLine(command: string): string {
  const line = shellCommand(command);
  if ("refused" in line || line.command !== command.trim() || line.command.includes("\n")) {
    throw new ToolRefusal("The command must be one line of visible characters, at most 4,000, without a prompt.");
  }
  return line.command;
}

async function follow(
  command: string,
  { terminal, execution }: RunningCommand,
  signal: AbortSignal,
  longestMs: number,
): Promise<object> {
  if (execution === undefined) {
    return { command, note: "It was sent to a terminal that does not tell what it prints. Ask the user for it." };
  }
  let output = "";
  const reading = (async () => {
    for await (const data of execution.read()) {
      output += data;
    }
  })();
  const end = await ended(terminal, execution, signal, longestMs);
  if (end !== "timeout") {
    // What was printed last may come after the end.
    await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  }
  const printed = terminalText(output);
  const shown = { bytes: Buffer.byteLength(printed, "utf8"), ...boundedTail(printed) };
  return end === "timeout"
    ? { command, stillRunning: true, ...shown }
    : { command, ...(end === undefined ? {} : { exitCode: end }), ...shown };
}

/** The end says what came of a command. */
function boundedTail(text: string): object {
  const most = 20_000;
  return text.length <= most ? boundedText(text) : { text: text.slice(-most), cut: "Only the end." };
}

/** The exit code, undefined where the shell does not tell; ends with the signal. */
function ended(
  terminal: vscode.Terminal,
  execution: vscode.TerminalShellExecution,
  signal: AbortSignal,
  longestMs: number,
): Promise<number | undefined | "timeout"> {
  return new Promise((resolve, reject) => {
    const disposables: vscode.Disposable[] = [];
    const finish = (then: () => void): void => {
      vscode.Disposable.from(...disposables).dispose();
      then();
    };
    const stop = (): void => {
      terminal.sendText(INTERRUPT, false);
      finish(() => reject(new DOMException("Stopped", "AbortError")));
    };
    const limit = setTimeout(() => finish(() => resolve("timeout")), longestMs);
    signal.addEventListener("abort", stop);
    disposables.push(
      new vscode.Disposable(() => {
        clearTimeout(limit);
        signal.removeEventListener("abort", stop);
      }),
      vscode.window.onDidEndTerminalShellExecution((event) => {
        if (event.execution === execution) {
          finish(() => resolve(event.exitCode));
        }
      }),
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === terminal) {
          finish(() => resolve(undefined));
        }
      }),
    );
    if (signal.aborted) {
      stop();
    }
  });
}
