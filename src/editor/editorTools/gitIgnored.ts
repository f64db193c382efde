import { spawn } from "node:child_process";
import { join } from "node:path";

/** Milliseconds that git may take. */
const LONGEST_MS = 10_000;

/** The folder itself, as git names it. */
const ITSELF = ".";

interface Answer {
  readonly ignored: readonly string[];
  /** The submodule, relative to the folder, at whose path git has stopped: only itself says what is ignored in it. */
  readonly submodule?: string;
}

/**
 * Which of these paths git ignores; none where the folder is in no repository or there is no git. What git tracks
 * is not ignored, whatever `.gitignore` says. A folder that its own repository ignores counts as one in no
 * repository: whoever opens it wants to work in it.
 *
 * @param git the program
 * @param folder on the disk
 * @param paths relative to it, with `/`
 */
export async function gitIgnored(git: string, folder: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const { ignored, submodule } = await checkIgnore(git, folder, [ITSELF, ...paths]);
  if (ignored.includes(ITSELF)) {
    return new Set();
  }
  if (submodule === undefined) {
    return new Set(ignored);
  }
  const beginning = `${submodule}/`;
  const within = paths.filter((path) => path.startsWith(beginning));
  const [theirs, others] = await Promise.all([
    gitIgnored(
      git,
      join(folder, submodule),
      within.map((path) => path.slice(beginning.length)),
    ),
    gitIgnored(
      git,
      folder,
      paths.filter((path) => !path.startsWith(beginning)),
    ),
  ]);
  return new Set([...others, ...[...theirs].map((path) => beginning + path)]);
}

/** Asks git once (git-check-ignore(1)). */
function checkIgnore(git: string, folder: string, paths: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(git, ["-c", "core.fsmonitor=false", "check-ignore", "-z", "--stdin"], {
      cwd: folder,
      // What it complains about is read.
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: LONGEST_MS,
    });
    const [output, complaint]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (data: Buffer) => output.push(data));
    child.stderr.on("data", (data: Buffer) => complaint.push(data));
    child.on("error", () => resolve({ ignored: [] }));
    child.on("close", () => {
      const ignored = textOf(output)
        .split("\0")
        .filter((name) => name !== "");
      const submodule = /^fatal: Pathspec '[^]*' is in submodule '([^]+)'\s*$/.exec(textOf(complaint))?.[1];
      const isOneOfThem = paths.some((path) => path.startsWith(`${submodule ?? ""}/`));
      resolve({ ignored, ...(submodule !== undefined && isOneOfThem ? { submodule } : {}) });
    });
    // git may have gone before it has read everything.
    child.stdin.on("error", () => undefined);
    child.stdin.end(paths.join("\0"));
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}
