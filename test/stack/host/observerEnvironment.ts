import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { StackError } from "../stackError";
import { OBSERVE_VARIABLE } from "./observer/observerFiles";

/**
 * What code-server's process has to inherit for HostObserver to see its extension hosts.
 *
 * @param folder where the records go
 * @param env what it inherits besides; NODE_OPTIONS in it stay
 * @throws StackError when the tests are not built
 */
export function observerEnvironment(folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const preload = resolve("out", "test", "stack", "host", "observer", "server.mjs");
  if (!existsSync(preload)) {
    throw new StackError("The local stack is not built; run `node esbuild.js --tests` first.");
  }
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  const options = [env.NODE_OPTIONS, `--import=${pathToFileURL(preload).href}`].filter(Boolean).join(" ");
  return { ...env, NODE_OPTIONS: options, [OBSERVE_VARIABLE]: root };
}
