import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { ensureChromium } from "../../stack/host/ensureChromium";

/** What the numbers were taken on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Empty when there is no browser. */
  readonly chromium: string;
}

export async function thisMachine(): Promise<Machine> {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? "unknown",
    cores: all.length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    chromium: await chromiumVersion(),
  };
}

async function chromiumVersion(): Promise<string> {
  try {
    const program = await ensureChromium(console.log);
    return execFileSync(program, ["--version"], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
