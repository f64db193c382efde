import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { StackError } from "../stackError";
import { codeServerDir, codeServerPackage, servedVersion, servesOldest } from "./hostPaths";
import { installOldestNode, replaceCompiledPackages, supplyRipgrep } from "./oldestCodeServer";
import { npmCommand, runProgram } from "./runProgram";

const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"];

/**
 * Makes sure that code-server, which is VS Code served to a browser, is installed; the first time it is
 * fetched from npm. Without install scripts nothing is compiled (docs/wire.md#vs-code-in-a-browser).
 *
 * @returns the folder of the package `code-server`
 * @throws StackError when it cannot be fetched
 */
export async function ensureCodeServer(log: (line: string) => void): Promise<string> {
  const dir = codeServerDir();
  const { version, lock, size } = servedVersion();
  // Written last: an installation without it was cut short and starts over.
  const stamp = join(dir, "complete");
  if (!existsSync(stamp)) {
    log(`Fetching code-server ${version} (VS Code in a browser): about ${size} MB on disk, once only.`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) {
      cpSync(resolve("test", "stack", "host", lock, name), join(dir, name));
    }
    try {
      await npm("Fetching code-server (1 of 2)", ["ci"], dir, log);
      const workbench = join(codeServerPackage(), "lib", "vscode");
      if (servesOldest()) {
        replaceCompiledPackages(workbench);
        await installOldestNode(dir, log);
      }
      await npm("Fetching VS Code's own packages (2 of 2)", ["install", "--omit=dev"], workbench, log);
      if (servesOldest()) {
        supplyRipgrep(dir, workbench);
      }
    } catch (error) {
      const advice = "Check that this computer reaches the npm registry, then run the same command again.";
      throw error instanceof StackError ? new StackError(`${error.message} ${advice}`, { cause: error }) : error;
    }
    writeFileSync(stamp, `${version}\n`);
  }
  return codeServerPackage();
}

async function npm(doing: string, args: string[], cwd: string, log: (line: string) => void): Promise<void> {
  const [command, ...first] = npmCommand();
  log(`${doing} …`);
  await runProgram(doing, command, [...first, ...args, ...QUIET], { cwd, log });
}
