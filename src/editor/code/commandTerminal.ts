import type * as vscode from "vscode";

/** Milliseconds that a fresh terminal has to report its shell; without a report the text is typed in. */
const SHELL_READY_MS = 3_000;

/** As much of `vscode.window` as the terminals of commands need. */
export type TerminalWindow = Pick<
  typeof vscode.window,
  | "createTerminal"
  | "onDidChangeTerminalShellIntegration"
  | "onDidEndTerminalShellExecution"
  | "onDidStartTerminalShellExecution"
>;

/** A command that was sent to a terminal. */
export interface RunningCommand {
  readonly terminal: vscode.Terminal;
  readonly execution?: vscode.TerminalShellExecution;
}

/** How a command is run. */
export interface CommandOptions {
  /** Aborted: what has not begun yet does not begin. */
  readonly signal?: AbortSignal;
  /** The folder on the disk in which it has to run; wherever the terminal stands when left out. */
  readonly cwd?: string;
}

/**
 * The terminals that commands of answers go to. What is sent to a terminal in which a program runs becomes
 * the input of that program, and only shell integration tells when a program has ended. So a terminal is used
 * again only when its shell has reported the end of everything that ran in it; any other command gets a new
 * terminal.
 */
export class CommandTerminal implements vscode.Disposable {
  /** The last terminal whose shell reports; `running` counts what it has begun and not ended. */
  private last: { readonly terminal: vscode.Terminal; running: number; idle: boolean } | undefined;
  private readonly listeners: readonly vscode.Disposable[];

  /** @param shellReadyMs how long a fresh terminal may take to report its shell, in milliseconds */
  constructor(
    private readonly window: TerminalWindow,
    private readonly shellReadyMs = SHELL_READY_MS,
  ) {
    this.listeners = [
      // What a person types there counts too.
      window.onDidStartTerminalShellExecution(({ terminal }) => this.count(terminal, 1)),
      window.onDidEndTerminalShellExecution(({ terminal }) => this.count(terminal, -1)),
    ];
  }

  /**
   * Sends a command, exactly as it is, and runs it. Nothing may call this that no person has confirmed.
   *
   * @returns where it runs; without an execution where the shell has no integration, which alone tells of it
   * @throws the signal's reason when it was aborted before the shell was ready
   */
  async run(command: string, { signal, cwd }: CommandOptions = {}): Promise<RunningCommand> {
    const place = cwd === undefined ? {} : { cwd };
    const terminal = this.takeIdle(cwd) ?? this.window.createTerminal({ name: "Agent Chat", ...place });
    terminal.show();
    const shell = terminal.shellIntegration ?? (await this.shellOf(terminal));
    signal?.throwIfAborted();
    if (shell === undefined) {
      terminal.sendText(command);
      return { terminal };
    }
    // Several lines may be several executions, and between two of them the shell seems to be idle.
    this.last = command.includes("\n") ? undefined : { terminal, running: 0, idle: false };
    return { terminal, execution: shell.executeCommand(command) };
  }

  dispose(): void {
    // The terminals stay: what runs in them is the person's.
    this.listeners.forEach((listener) => void listener.dispose());
  }

  /** The terminal in which nothing runs, for one command only: the next one has to find it idle again. */
  private takeIdle(cwd: string | undefined): vscode.Terminal | undefined {
    const { last } = this;
    const shell = last?.terminal.shellIntegration;
    if (!last?.idle || last.terminal.exitStatus !== undefined || shell === undefined) {
      return undefined;
    }
    // An earlier command may have gone elsewhere.
    if (cwd !== undefined && shell.cwd?.fsPath !== cwd) {
      return undefined;
    }
    this.last = undefined;
    return last.terminal;
  }

  private count(terminal: vscode.Terminal, change: 1 | -1): void {
    if (this.last?.terminal === terminal) {
      this.last.running = Math.max(this.last.running + change, 0);
      this.last.idle = change < 0 && this.last.running === 0;
    }
  }

  /** The shell's integration once it is there; undefined when the shell has none. */
  private shellOf(terminal: vscode.Terminal): Promise<vscode.TerminalShellIntegration | undefined> {
    return new Promise((resolve) => {
      const listener = this.window.onDidChangeTerminalShellIntegration((event) => {
        if (event.terminal === terminal) {
          finish(event.shellIntegration);
        }
      });
      const limit = setTimeout(() => finish(undefined), this.shellReadyMs);
      function finish(shell: vscode.TerminalShellIntegration | undefined): void {
        clearTimeout(limit);
        listener.dispose();
        resolve(shell);
      }
    });
  }
}
