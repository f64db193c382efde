// `npm run lint`: everything that is checked without running anything, as many at a time as there are cores.
// Node runs this file as it is (it strips the types), before anything is built.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** The longest one first, so that none of the cores waits for it alone at the end. */
const checks: readonly Check[] = [
  { name: "types, and rules for tests", command: "node", args: ["test/runner/typesAndTests.mts"] },
  {
    name: "rules for src, scripts and examples",
    command: "eslint",
    args: ["src", "scripts", "examples/mastra-server/src"],
  },
  {
    name: "formatting",
    command: "prettier",
    args: ["--check", "--log-level", "warn", "src", "test", "scripts", "examples", "build", "*.js"],
  },
  { name: "cycles of imports", command: "node", args: ["test/runner/imports.mts"] },
];

/** @returns whether the check found nothing; what it says is printed in one piece */
async function passes({ name, command, args }: Check): Promise<boolean> {
  const began = performance.now();
  const child = spawn(command, args, { shell: process.platform === "win32", stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  child.stdout.on("data", (data: Buffer) => said.push(data));
  child.stderr.on("data", (data: Buffer) => said.push(data));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  process.stdout.write(Buffer.concat(said));
  return code === 0;
}

async function worker(queue: Check[]): Promise<boolean> {
  let allPass = true;
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    allPass = (await passes(check)) && allPass;
  }
  return allPass;
}

const queue = [...checks];
const results = await Promise.all(Array.from({ length: availableParallelism() }, () => worker(queue)));
process.exitCode = results.every(Boolean) ? 0 : 1;
