import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { npmCommand, runProgram } from "../../stack/host/runProgram";

/** What is installed, and the lock that says which files that is. */
const definition = resolve("test", "bench", "studio");

const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"];

/**
 * Makes sure that Mastra Studio is installed below `.bench/`; the first time it is fetched from npm. It is
 * 270 MB, so it is no dependency of this package.
 *
 * @returns the script of the command `mastra`
 * @throws StackError when it cannot be fetched
 */
export async function ensureStudio(log: (line: string) => void): Promise<string> {
  const manifest = JSON.parse(readFileSync(join(definition, "package.json"), "utf8")) as {
    readonly dependencies: { readonly mastra: string };
  };
  const { mastra: version } = manifest.dependencies;
  const dir = resolve(".bench", `mastra-${version}`);
  // Written last: an installation without it was cut short and starts over.
  const stamp = join(dir, "complete");
  if (!existsSync(stamp)) {
    log(`Fetching Mastra Studio ${version}: about 270 MB on disk, once only.`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) {
      cpSync(join(definition, name), join(dir, name));
    }
    const [command, ...first] = npmCommand();
    await runProgram("Fetching Mastra Studio", command, [...first, "ci", ...quiet], { cwd: dir, log });
    writeFileSync(stamp, `${version}\n`);
  }
  return join(dir, "node_modules", "mastra", "dist", "index.js");
}
