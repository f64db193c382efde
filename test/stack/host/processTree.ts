import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

const GRACE_MS = 5000;

export interface ProcessTree {
  /** Resolves with the exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
  /** The last lines that it printed, for an error message. */
  readonly tail: readonly string[];
  /** Ends it together with everything it has started; SIGKILL after five seconds. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** Starts a program as the head of a process group of its own, so that no child of it survives. */
export function startProcessTree(command: string, args: readonly string[], options: ProcessOptions = {}): ProcessTree {
  const child = spawn(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      tail.push(line);
      tail.splice(0, tail.length - 20);
      options.onLine?.(line);
    });
  }
  const killNow = (): void => signalTree(child, "SIGKILL");
  process.once("exit", killNow);
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      tail.push(error.message);
      resolve(-1);
    });
    child.once("exit", (code) => {
      // Its id may soon be that of somebody else's process.
      if (!treeIsAlive(child)) {
        process.off("exit", killNow);
      }
      resolve(code);
    });
  });
  const stop = async (): Promise<void> => {
    process.off("exit", killNow);
    signalTree(child, "SIGTERM");
    const deadline = Date.now() + GRACE_MS;
    while (treeIsAlive(child) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    signalTree(child, "SIGKILL");
    await exited;
  };
  return { exited, tail, stop };
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

function treeIsAlive(child: ChildProcess): boolean {
  if (child.pid === undefined || process.platform === "win32") {
    return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  }
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}
