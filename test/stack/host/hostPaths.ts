import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

interface CodeServerVersion {
  readonly version: string;
  /** The folder of `test/stack/host` that has its lock file. */
  readonly lock: string;
  /** MB on disk, with VS Code's own packages. */
  readonly size: number;
}

const CURRENT: CodeServerVersion = { version: "4.139.1", lock: "code-server", size: 600 };
/** The last one with VS Code 1.105, the oldest that package.json allows. */
const OLDEST: CodeServerVersion = { version: "4.105.1", lock: "code-server-oldest", size: 500 };

/** Whether this process, and whatever it starts, serves the oldest VS Code in place of the current one. */
export function servesOldest(): boolean {
  return process.env["SERVED_VSCODE"] === "oldest";
}

export function servedVersion(): CodeServerVersion {
  return servesOldest() ? OLDEST : CURRENT;
}

/** Where code-server is kept between runs, below the package root. */
export function codeServerDir(): string {
  return resolve(".vscode-test", `code-server-${servedVersion().version}`);
}

/** code-server's own package inside its installation. */
export function codeServerPackage(): string {
  return join(codeServerDir(), "node_modules", "code-server");
}

/**
 * The Node that code-server needs: 24, which is among the dev dependencies, else the one that runs this; for the oldest
 * one 22, which is installed beside it.
 */
export function nodeBinary(): string {
  const packages = resolve(servesOldest() ? codeServerDir() : ".", "node_modules");
  const installed = join(packages, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(installed) ? installed : process.execPath;
}
