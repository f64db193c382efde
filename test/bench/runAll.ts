import type { Findings } from "./measure/row";
import type { Run } from "./measure/runs";

/** One suite that can be run. */
export interface Runnable {
  readonly name: string;
  readonly run: () => Promise<Findings>;
}

/** Hears how it goes. */
export interface Progress {
  readonly found: (findings: Findings) => void;
  /** With the stack, where there is one. */
  readonly failed: (why: string) => void;
}

/** Runs suites one after the other. One that fails says why, and takes nothing from the others. */
export async function runAll(
  suites: readonly Runnable[],
  { found, failed: onFailure }: Progress,
): Promise<Pick<Run, "suites" | "failed">> {
  const findings: Record<string, Findings> = {};
  const failed: Record<string, string> = {};
  for (const { name, run } of suites) {
    try {
      const each = await run();
      findings[name] = each;
      found(each);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      failed[name] = sentence(why);
      onFailure(why);
    }
  }
  return { suites: findings, failed };
}

/** What is kept of an error: a stack names folders of this machine, and is for whoever sees it happen. */
function sentence(why: string): string {
  return (why.split("\n")[0] ?? "").replace(/^\w*Error: /, "");
}
