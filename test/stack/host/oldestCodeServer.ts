import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./runProgram";

/**
 * What VS Code 1.105 has compiled or fetched from elsewhere when it is installed, and the current one has in its
 * packages: the same, from newer packages of npm. Without them nothing watches files, and there are no terminals.
 */
const REPLACED: Readonly<Record<string, string>> = {
  "@parcel/watcher": "2.5.1",
  "node-pty": "1.2.0-beta.15",
};

interface Packages {
  readonly dependencies: Record<string, string>;
}

/** @param workbench the folder of VS Code in code-server, whose packages aren't installed yet */
export function replaceCompiledPackages(workbench: string): void {
  const manifestFile = join(workbench, "package.json");
  const lockFile = join(workbench, "npm-shrinkwrap.json");
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Packages;
  const written = JSON.parse(readFileSync(lockFile, "utf8")) as { packages: Record<string, Packages> };
  const locked = Object.entries(written.packages).filter(([path]) => !(path.replace("node_modules/", "") in REPLACED));
  const lock = { ...written, packages: Object.fromEntries(locked) };
  for (const [name, version] of Object.entries(REPLACED)) {
    manifest.dependencies[name] = version;
    lock.packages[""]!.dependencies[name] = version;
  }
  writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
  writeFileSync(lockFile, JSON.stringify(lock, null, 2));
}

/** Node 22, with which VS Code 1.105 runs: with 24 its extension host stands still. */
export async function installOldestNode(dir: string, log: (line: string) => void): Promise<void> {
  const cwd = join(dir, "node_modules", "node");
  await runProgram("Fetching Node 22", process.execPath, ["installArchSpecificPackage.js"], { cwd, log });
}

/** The program that finds files: the same for Linux, Windows and macOS, where VS Code 1.105 looks for it. */
export function supplyRipgrep(dir: string, workbench: string): void {
  const { platform, arch } = process;
  const name = platform === "win32" ? "rg.exe" : "rg";
  const to = join(workbench, "node_modules", "@vscode", "ripgrep", "bin");
  mkdirSync(to, { recursive: true });
  const from = join(dir, "node_modules", "@vscode", "ripgrep-universal", "bin", `${platform}-${arch}`);
  cpSync(join(from, name), join(to, name));
}
