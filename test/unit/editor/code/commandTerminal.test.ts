import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import type * as vscode from "vscode";
import { CommandTerminal } from "../../../../src/editor/code/commandTerminal";

/** A list of listeners as VS Code's events are one. */
class Event<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly on = (listener: (value: T) => void): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };
  get count(): number {
    return this.listeners.size;
  }
  fire(value: T): void {
    this.listeners.forEach((listener) => {
      listener(value);
    });
  }
}

interface Execution {
  readonly terminal: vscode.Terminal;
}

/** VS Code's terminals, of a shell that reports what runs in it or of one that does not. */
class Terminals {
  /** What each terminal was given, in its order. */
  readonly given: string[][] = [];
  readonly opened: vscode.Terminal[] = [];
  /** The folder of each, where one was asked for. */
  readonly folders: vscode.TerminalOptions["cwd"][] = [];
  readonly started = new Event<Execution>();
  readonly ended = new Event<Execution>();
  readonly integrated = new Event<Execution & { shellIntegration: vscode.TerminalShellIntegration }>();
  readonly commands: CommandTerminal;

  /** @param reports `late`: the shell reports only once the terminal has been opened */
  constructor(private readonly reports: "at once" | "late" | "never") {
    this.commands = new CommandTerminal(
      {
        createTerminal: ({ cwd }: vscode.TerminalOptions) => this.create(cwd),
        onDidChangeTerminalShellIntegration: this.integrated.on,
        onDidEndTerminalShellExecution: this.ended.on,
        onDidStartTerminalShellExecution: this.started.on,
      } as never,
      reports === "never" ? 1 : 60_000,
    );
  }

  run(command: string): Promise<unknown> {
    return this.commands.run(command);
  }

  starts(index: number): void {
    this.started.fire({ terminal: this.at(index) });
  }

  ends(index: number): void {
    this.ended.fire({ terminal: this.at(index) });
  }

  /** The shell has gone to another folder. */
  stands(index: number, fsPath: string): void {
    Object.assign(this.at(index).shellIntegration!, { cwd: { fsPath } });
  }

  exits(index: number): void {
    Object.assign(this.at(index), { exitStatus: { code: 0 } });
  }

  private at(index: number): vscode.Terminal {
    return this.opened[index]!;
  }

  private create(cwd: vscode.TerminalOptions["cwd"]): vscode.Terminal {
    this.folders.push(cwd);
    const given: string[] = [];
    this.given.push(given);
    const shellIntegration = {
      executeCommand: (command: string) => void given.push(command),
    } as unknown as vscode.TerminalShellIntegration;
    const terminal = {
      exitStatus: undefined,
      shellIntegration: this.reports === "at once" ? shellIntegration : undefined,
      show: () => {
        if (this.reports === "late") {
          queueMicrotask(() => {
            Object.assign(terminal, { shellIntegration });
            this.integrated.fire({ terminal, shellIntegration });
          });
        }
      },
      sendText: (text: string) => void given.push(`typed ${text}`),
    } as unknown as vscode.Terminal;
    this.opened.push(terminal);
    return terminal;
  }
}

describe("CommandTerminal", () => {
  it("opens a terminal for each command where the shell does not report what runs in it", async () => {
    const terminals = new Terminals("never");
    await terminals.run("npm create vite");
    await terminals.run("rm -rf build");
    deepStrictEqual(terminals.given, [["typed npm create vite"], ["typed rm -rf build"]]);
  });

  it("uses a terminal again once its command has ended", async () => {
    const terminals = new Terminals("late");
    await terminals.run("npm ci");
    terminals.starts(0);
    terminals.ends(0);
    await terminals.run("npm test");
    deepStrictEqual(terminals.given, [["npm ci", "npm test"]]);
  });

  it("leaves a terminal alone while a command runs in it, and before the shell has said that it began", async () => {
    const terminals = new Terminals("at once");
    await terminals.run("npm start");
    await terminals.run("npm test");
    terminals.starts(1);
    await terminals.run("npm run lint");
    deepStrictEqual(terminals.given, [["npm start"], ["npm test"], ["npm run lint"]]);
  });

  it("begins nothing after a stop, whatever the shell says by then", async () => {
    for (const reports of ["never", "late"] as const) {
      const terminals = new Terminals(reports);
      const stop = new AbortController();
      const running = terminals.commands.run("rm -rf build", { signal: stop.signal });
      stop.abort();
      await rejects(running, { name: "AbortError" });
      deepStrictEqual(terminals.given, [[]]);
    }
  });

  it("runs where it is told to: a terminal that stands elsewhere by now is left alone", async () => {
    const terminals = new Terminals("at once");
    for (const command of ["cd sub", "npm ci", "npm test"]) {
      await terminals.commands.run(command, { cwd: "/work" });
      terminals.starts(terminals.opened.length - 1);
      terminals.stands(terminals.opened.length - 1, command === "cd sub" ? "/work/sub" : "/work");
      terminals.ends(terminals.opened.length - 1);
    }
    deepStrictEqual(terminals.given, [["cd sub"], ["npm ci", "npm test"]]);
    deepStrictEqual(terminals.folders, ["/work", "/work"]);
  });

  it("leaves a terminal alone in which the person runs something", async () => {
    const terminals = new Terminals("at once");
    await terminals.run("npm ci");
    terminals.starts(0);
    terminals.ends(0);
    terminals.starts(0);
    await terminals.run("npm test");
    deepStrictEqual(terminals.given, [["npm ci"], ["npm test"]]);
  });

  it("does not send two commands to one terminal at the same time", async () => {
    const terminals = new Terminals("late");
    await terminals.run("npm ci");
    terminals.starts(0);
    terminals.ends(0);
    await Promise.all([terminals.run("npm test"), terminals.run("npm run lint")]);
    deepStrictEqual(terminals.given, [["npm ci", "npm test"], ["npm run lint"]]);
  });

  it("does not use a terminal again between two commands of several lines", async () => {
    const terminals = new Terminals("at once");
    await terminals.run("npm ci\nnpm start");
    terminals.starts(0);
    terminals.ends(0);
    await terminals.run("npm test");
    deepStrictEqual(terminals.given, [["npm ci\nnpm start"], ["npm test"]]);
  });

  it("opens another terminal when the one there was has ended", async () => {
    const terminals = new Terminals("at once");
    await terminals.run("exit");
    terminals.starts(0);
    terminals.ends(0);
    terminals.exits(0);
    await terminals.run("npm test");
    deepStrictEqual(terminals.given, [["exit"], ["npm test"]]);
  });

  it("listens to nothing any more when it is disposed of", async () => {
    const terminals = new Terminals("late");
    await terminals.run("npm ci");
    terminals.commands.dispose();
    strictEqual(terminals.started.count + terminals.ended.count + terminals.integrated.count, 0);
  });
});
