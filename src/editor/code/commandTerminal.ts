import * as vscode from "vscode";

/** Milliseconds that a fresh terminal has to report its shell; without a report the text is typed in. */
const shellReady = 3_000;

/** The terminal that commands of answers go to. One that is busy is left alone, and another one made. */
export class CommandTerminal implements vscode.Disposable {
  private terminal: vscode.Terminal | undefined;
  private running = 0;
  private readonly listeners = vscode.Disposable.from(
    vscode.window.onDidCloseTerminal((closed) => this.forget(closed)),
    // What a person types there counts too: a command must not become the input of a program.
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) => this.count(terminal, 1)),
    vscode.window.onDidEndTerminalShellExecution(({ terminal }) => this.count(terminal, -1)),
  );

  /** Sends a command, exactly as it is, and runs it. Nothing may call this that no person has confirmed. */
  async run(command: string): Promise<void> {
    const terminal = this.free();
    terminal.show();
    const shell = terminal.shellIntegration ?? (await shellOf(terminal));
    if (shell === undefined) {
      terminal.sendText(command);
    } else {
      shell.executeCommand(command);
    }
  }

  dispose(): void {
    // The terminal stays: what runs in it is the person's.
    this.listeners.dispose();
  }

  private free(): vscode.Terminal {
    if (this.terminal === undefined || this.running > 0 || this.terminal.exitStatus !== undefined) {
      this.terminal = vscode.window.createTerminal({ name: "Agent Chat" });
      this.running = 0;
    }
    return this.terminal;
  }

  private count(terminal: vscode.Terminal, change: 1 | -1): void {
    if (terminal === this.terminal) {
      this.running = Math.max(this.running + change, 0);
    }
  }

  private forget(closed: vscode.Terminal): void {
    if (closed === this.terminal) {
      this.terminal = undefined;
      this.running = 0;
    }
  }
}

/** The shell's integration once it is there; undefined when the shell has none. */
function shellOf(terminal: vscode.Terminal): Promise<vscode.TerminalShellIntegration | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => finish(undefined), shellReady);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) {
        finish(event.shellIntegration);
      }
    });
    function finish(shell: vscode.TerminalShellIntegration | undefined): void {
      clearTimeout(limit);
      listener.dispose();
      resolve(shell);
    }
  });
}
