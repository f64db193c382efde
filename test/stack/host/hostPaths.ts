import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const CODE_SERVER_VERSION = "4.139.1";

/** Where code-server is kept between runs, below the package root. */
export function codeServerDir(): string {
  return resolve(".vscode-test", `code-server-${CODE_SERVER_VERSION}`);
}

/** code-server's own package inside its installation. */
export function codeServerPackage(): string {
  return join(codeServerDir(), "node_modules", "code-server");
}

/** Node 24, which code-server needs: the one among the dev dependencies, else the one that runs this. */
export function nodeBinary(): string {
  const installed = resolve("node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(installed) ? installed : process.execPath;
}
