import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { StackError } from "../stackError";
import { nodeBinary } from "./hostPaths";

/**
 * An executable for `runTests({ vscodeExecutablePath })` that runs desktopShim.ts with Node 24.
 *
 * @returns its path
 * @throws StackError when the tests are not built
 */
export function writeDesktopShim(): string {
  const module = resolve("out", "test", "stack", "host", "desktopShim.mjs");
  if (!existsSync(module)) {
    throw new StackError("The local stack is not built; run `node esbuild.js --tests` first.");
  }
  const folder = resolve(".vscode-test");
  mkdirSync(folder, { recursive: true });
  const windows = process.platform === "win32";
  const script = join(folder, windows ? "desktop-shim.cmd" : "desktop-shim");
  const node = nodeBinary();
  writeFileSync(
    script,
    windows ? `@"${node}" "${module}" %*\r\n` : `#!/bin/sh\nexec ${quote(node)} ${quote(module)} "$@"\n`,
  );
  chmodSync(script, 0o755);
  return script;
}

function quote(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
