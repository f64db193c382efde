import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { npmCommand, runProgram } from "../../stack/host/runProgram";

/**
 * A copy of an example with its own packages, as somebody has it who has copied it. Copies live beside the editors of
 * the tests, so that no `node_modules` are in the examples, and keep their packages for the next run.
 *
 * @param name the folder below `examples`
 * @param sources files and folders of the example that are copied anew each time
 * @returns the folder of the copy
 * @throws StackError when the packages cannot be fetched
 */
export async function copyExample(name: string, sources: readonly string[]): Promise<string> {
  const example = join("examples", name);
  const folder = resolve(".vscode-test", name);
  const lock = readFileSync(join(example, "package-lock.json"), "utf8");
  // Written last: an installation without it was cut short, or is of other packages, and starts over.
  const stamp = join(folder, "complete-with-compiler");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) {
      cpSync(join(example, file), join(folder, file));
    }
    const [command, ...first] = npmCommand();
    const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await runProgram(`Fetching the packages of the example ${name}`, command, [...first, ...options], {
      cwd: folder,
      log: console.log,
    });
    writeFileSync(stamp, lock);
  }
  for (const source of sources) {
    rmSync(join(folder, source), { recursive: true, force: true });
    cpSync(join(example, source), join(folder, source), { recursive: true });
  }
  return folder;
}

/**
 * Runs the program that builds a copy. What it prints is in the error when it fails, and nowhere else.
 *
 * @param script the program's file, below the copy's `node_modules`
 * @throws StackError when the build fails
 */
export function buildExample(folder: string, script: string, env: NodeJS.ProcessEnv): Promise<void> {
  return runProgram("Building the example", process.execPath, [join("node_modules", script), "build"], {
    cwd: folder,
    env,
    log: () => undefined,
  });
}
