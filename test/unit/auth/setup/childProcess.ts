import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Another process, such as the extension host of another window. */
export class Child {
  /** What it sent, oldest first. */
  readonly messages: unknown[] = [];
  readonly exited: Promise<unknown>;
  private readonly process: ChildProcess;

  /**
   * @param script name of a file of the test's own folder, without `.child.ts`
   * @param setup what the script reads with {@link setupOf}
   */
  constructor(script: string, setup: object, heard: (message: unknown) => void = () => undefined) {
    this.process = fork(join(__dirname, `${script}.child.js`), [JSON.stringify(setup)]);
    this.process.on("message", (message) => {
      this.messages.push(message);
      heard(message);
    });
    this.exited = once(this.process, "exit");
  }

  /** Resolves with its first message. */
  async started(): Promise<void> {
    if (this.messages.length === 0) {
      await once(this.process, "message");
    }
  }

  send(message: string): void {
    // It may have gone away meanwhile.
    this.process.send(message, () => undefined);
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}

/** In the child: what it was given. */
export function setupOf(): unknown {
  return JSON.parse(process.argv[2] ?? "{}");
}

/** In the child: tells the parent something, which has it when this resolves. */
export function tell(message: string): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
