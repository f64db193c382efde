// Loaded by NODE_OPTIONS into code-server. VS Code takes NODE_OPTIONS away from its extension hosts, so the
// way into them is the argument of the call that starts them. Every other process is left alone.
import childProcess, { type ChildProcess, type ForkOptions } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import { HOST_MODULE_VARIABLE } from "./hostModule";

const inside = `--import=${process.env[HOST_MODULE_VARIABLE] ?? ""}`;

function isExtensionHost(argument: unknown): argument is ForkOptions {
  const { env } = (argument ?? {}) as ForkOptions;
  return env?.VSCODE_ESM_ENTRYPOINT === "vs/workbench/api/node/extensionHostProcess";
}

const { fork } = childProcess;
childProcess.fork = (...args: unknown[]): ChildProcess => {
  const changed = args.map((argument) =>
    isExtensionHost(argument) ? { ...argument, execArgv: [...(argument.execArgv ?? []), inside] } : argument,
  );
  return Reflect.apply(fork, childProcess, changed) as ChildProcess;
};
// VS Code's server is an ES module and sees the change only after this.
syncBuiltinESMExports();
