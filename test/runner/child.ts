import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Milliseconds between the request to end and the end by force. */
const GRACE_MS = 15_000;

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended: a bound for what hangs, and no measure. Default: none. */
  readonly limitMs?: number;
  /** Receives each line that it writes, instead of this terminal. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a command with this terminal and gives its exit code; 1 when it could not be started or was ended.
 * A signal that is to end this process ends the command first.
 */
export function runChild(
  command: string,
  args: readonly string[],
  { env = process.env, limitMs, onLine }: ChildOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: onLine ? ["ignore", "pipe", "pipe"] : "inherit",
      env,
      shell: process.platform === "win32",
    });
    const lines = [child.stdout, child.stderr].flatMap((input) =>
      input && onLine ? [createInterface({ input }).on("line", onLine)] : [],
    );
    const timers: NodeJS.Timeout[] = [];
    let interrupted = false;
    const end = (): void => {
      child.kill("SIGTERM");
      timers.push(setTimeout(() => child.kill("SIGKILL"), GRACE_MS));
    };
    if (limitMs !== undefined) {
      timers.push(
        setTimeout(() => {
          console.error(`It has not ended within ${String(Math.round(limitMs / 60_000))} minutes and is ended now.`);
          end();
        }, limitMs),
      );
    }
    const interrupt = (): void => {
      interrupted = true;
      end();
    };
    const done = (code: number): void => {
      timers.forEach(clearTimeout);
      if (interrupted) {
        process.exit(1);
      }
      SIGNALS.forEach((signal) => process.off(signal, interrupt));
      resolve(code);
    };
    SIGNALS.forEach((signal) => process.on(signal, interrupt));
    child.on("error", () => done(1));
    child.on(lines.length > 0 ? "close" : "exit", (code: number | null) => done(code ?? 1));
  });
}
