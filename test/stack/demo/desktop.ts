import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startProcessTree } from "../host/processTree";
import { StackError } from "../stackError";

/**
 * Installs the VSIX into the VS Code of this computer, in a profile of its own, and opens a window.
 *
 * @throws StackError when there is no `code` command or the VSIX cannot be installed
 */
export async function openDesktop(options: {
  readonly vsix: string;
  readonly settings: object;
  readonly workspace: string;
  readonly dataDir: string;
}): Promise<void> {
  const userData = resolve(options.dataDir, "user-data");
  const profile = ["--user-data-dir", userData, "--extensions-dir", resolve(options.dataDir, "extensions")];
  mkdirSync(join(userData, "User"), { recursive: true });
  writeFileSync(join(userData, "User", "settings.json"), `${JSON.stringify(options.settings, null, 2)}\n`);
  if ((await code(["--version"])) !== 0) {
    throw new StackError(
      "There is no `code` command on this computer. Install VS Code, or in it run " +
        "\"Shell Command: Install 'code' command in PATH\"; without --desktop the demo needs no installed VS Code.",
    );
  }
  if ((await code([...profile, "--install-extension", resolve(options.vsix), "--force"])) !== 0) {
    throw new StackError(`VS Code could not install ${options.vsix}; run "npm run package" and try again.`);
  }
  if ((await code([...profile, "--new-window", resolve(options.workspace)])) !== 0) {
    throw new StackError("VS Code did not open a window; start it once by hand to see why.");
  }
}

async function code(args: readonly string[]): Promise<number | null> {
  const [command, first] = process.platform === "win32" ? ["cmd.exe", ["/c", "code"]] : ["code", []];
  return startProcessTree(command, [...first, ...args]).exited;
}
