import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { StackError } from "../stackError";
import { HOST_MODULE_VARIABLE } from "./observer/hostModule";

/** A module that is to be in every extension host before VS Code. */
export interface HostModule {
  /** Its built file. */
  readonly file: string;
  /** Variables that it reads. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * What code-server's process has to inherit so that its extension hosts load a module first.
 *
 * @param env what it inherits besides; NODE_OPTIONS in it stay
 * @throws StackError when the tests are not built
 */
export function hostModuleEnvironment({ file, environment }: HostModule, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const preload = resolve("out", "test", "stack", "host", "observer", "server.mjs");
  if (!existsSync(preload) || !existsSync(file)) {
    throw new StackError("The local stack is not built; run `node esbuild.js --tests` first.");
  }
  const options = [env.NODE_OPTIONS, `--import=${pathToFileURL(preload).href}`].filter(Boolean).join(" ");
  return { ...env, ...environment, NODE_OPTIONS: options, [HOST_MODULE_VARIABLE]: pathToFileURL(file).href };
}
