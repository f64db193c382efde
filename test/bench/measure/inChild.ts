import { fork } from "node:child_process";
import { dirname, join } from "node:path";

/** What a child reports: the result of the function that it was to call, or why it could not. */
type Report = { readonly result: unknown } | { readonly error: string };

const HERE = /^(.*[\\/]test[\\/]bench)[\\/]/;

/** The built file of a module of `test/bench`, named from there and without its ending, such as `host/answer/sample`. */
export function benchFile(name: string): string {
  // Shared code is built into chunks elsewhere, so where this file is says nothing.
  const entry = process.argv[1] ?? "";
  return join(HERE.exec(entry)?.[1] ?? dirname(entry), `${name}.mjs`);
}

export interface ChildOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Options for Node itself, such as `--max-old-space-size=…`. */
  readonly nodeOptions?: readonly string[];
}

/**
 * Calls an exported function in a Node process of its own, so that neither heap nor compiled code is
 * shared with what was measured before.
 *
 * @param module as `benchFile` takes it
 * @param argument JSON; so is what the function returns
 * @throws Error with the child's stack when the function threw or the process died
 */
export function inChild<Result>(
  module: string,
  name: string,
  argument: unknown,
  options: ChildOptions = {},
): Promise<Result> {
  const { environment = {}, nodeOptions = [] } = options;
  const child = fork(benchFile("measure/child"), [module, name, JSON.stringify(argument)], {
    execArgv: ["--expose-gc", "--enable-source-maps", ...nodeOptions],
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (report: Report) => {
      if ("error" in report) {
        reject(new Error(report.error));
      } else {
        resolve(report.result as Result);
      }
    });
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`${module} ended with ${String(code ?? signal)} before it had a result.`)),
    );
  });
}
