import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { npmCommand, runProgram } from "../stack/host/runProgram";

/** A minor line of `@mastra/core`, with the packages that were current beside its newest release. */
export interface MastraLine {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
}

/** The two lines before the one that package.json names. */
export const olderLines: readonly MastraLine[] = [
  {
    name: "1.70",
    packages: {
      "@mastra/core": "1.70.0",
      "@mastra/auth-clerk": "1.2.3",
      "@mastra/hono": "1.7.8",
      "@mastra/libsql": "1.23.1",
      "@mastra/mcp": "1.17.3",
      "@mastra/memory": "1.30.0",
      "@mastra/observability": "1.17.9",
    },
  },
  {
    name: "1.69",
    packages: {
      "@mastra/core": "1.69.0",
      "@mastra/auth-clerk": "1.2.2",
      "@mastra/hono": "1.7.7",
      "@mastra/libsql": "1.23.0",
      "@mastra/mcp": "1.17.2",
      "@mastra/memory": "1.29.0",
      "@mastra/observability": "1.17.9",
    },
  },
];

const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"];

/**
 * Installs a line below `.vscode-test/`, the first time only, and puts the tests beside it: Node finds the packages of
 * a file in the folders above it, so the same tests start the servers of that line, and have all else from here.
 *
 * @returns the folder in which `out/test` is
 * @throws StackError when it cannot be fetched
 */
export async function testsOnLine({ name, packages }: MastraLine, log: (line: string) => void): Promise<string> {
  const folder = resolve(".vscode-test", `mastra-${name}`);
  const manifest = JSON.stringify({ private: true, dependencies: packages }, null, 2);
  // Written last: an installation without it was cut short, or had other versions, and starts over.
  const stamp = join(folder, "complete.json");
  if (!existsSync(stamp)) {
    log(`Fetching the servers of Mastra ${name}: about 300 MB on disk, once only.`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), manifest);
    const [command, ...first] = npmCommand();
    await runProgram(`Fetching Mastra ${name}`, command, [...first, "install", ...quiet], { cwd: folder, log });
    writeFileSync(stamp, manifest);
  }
  rmSync(join(folder, "out"), { recursive: true, force: true });
  cpSync("out/test", join(folder, "out", "test"), { recursive: true });
  return folder;
}
