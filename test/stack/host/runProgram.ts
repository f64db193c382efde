import { StackError } from "../stackError";
import { startProcessTree } from "./processTree";

/**
 * Runs a program to its end and says every ten seconds that it still works.
 *
 * @param doing what it does, as the beginning of a sentence: `"Fetching Chromium"`
 * @throws StackError when it does not end with 0; the message has its last line
 */
export async function runProgram(
  doing: string,
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly log: (line: string) => void },
): Promise<void> {
  const { log, env, ...rest } = options;
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => log(`  … ${doing.toLowerCase()}: ${seconds()} s so far`), 10_000);
  const program = startProcessTree(command, args, { ...rest, env: { ...plainEnvironment(), ...env } });
  try {
    const code = await program.exited;
    if (code !== 0) {
      throw new StackError(`${doing} failed: ${reasonIn(program.tail) ?? `it ended with code ${code ?? "none"}`}.`);
    }
    log(`  done in ${seconds()} s`);
  } finally {
    clearInterval(ticker);
  }
}

/** The line that names a network failure, or else the last one that is no hint at a log file. */
function reasonIn(lines: readonly string[]): string | undefined {
  const told = lines.filter((line) => /\S/.test(line) && !/complete log|npm\.log|debug-0/.test(line));
  const line =
    told.find((text) => /ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|E\d{3}\b/.test(text)) ??
    told.findLast((text) => /\berror\b|failed/i.test(text)) ??
    told.at(-1);
  return line?.replace(/^npm (error|ERR!)\s*/, "").replace(/\.?\s*$/, "");
}

/** The environment without what `npm run` adds, which would point a second npm at this package and at its rules. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(local_prefix|strict_allow_scripts)|package_|lifecycle_)/i.test(name),
    ),
  );
}

/** npm as a command with its first arguments, whether or not this process was started by npm. */
export function npmCommand(): readonly [string, ...string[]] {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return [process.execPath, script];
  }
  return process.platform === "win32" ? ["cmd.exe", "/c", "npm"] : ["npm"];
}
