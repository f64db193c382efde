import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { hostModuleEnvironment } from "./hostModuleEnvironment";
import { OBSERVE_VARIABLE } from "./observer/observerFiles";

/**
 * What code-server's process has to inherit for HostObserver to see its extension hosts.
 *
 * @param folder where the records go
 * @param env what it inherits besides; NODE_OPTIONS in it stay
 * @throws StackError when the tests are not built
 */
export function observerEnvironment(folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const file = resolve("out", "test", "stack", "host", "observer", "extensionHost.mjs");
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  return hostModuleEnvironment({ file, environment: { [OBSERVE_VARIABLE]: root } }, env);
}
