import { spawn } from "node:child_process";

/** Milliseconds that git may take. */
const LONGEST_MS = 10_000;

/**
 * Which of these paths git ignores; none where the folder is in no repository or there is no git. What git tracks
 * is not ignored, whatever `.gitignore` says.
 *
 * @param git the program
 * @param folder on the disk
 * @param paths relative to it, with `/`
 */
export function gitIgnored(git: string, folder: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  return new Promise((resolve) => {
    const child = spawn(git, ["-c", "core.fsmonitor=false", "check-ignore", "-z", "--stdin"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "ignore"],
      timeout: LONGEST_MS,
    });
    const output: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => output.push(data));
    child.on("error", () => resolve(new Set()));
    child.on("close", () => {
      const names = Buffer.concat(output).toString("utf8").split("\0");
      resolve(new Set(names.filter((name) => name !== "")));
    });
    // git may have gone before it has read everything.
    child.stdin.on("error", () => undefined);
    child.stdin.end(paths.join("\0"));
  });
}
