import { pathToFileURL } from "node:url";
import { benchFile } from "./inChild";
import type { BenchSuite, Findings } from "./row";

/** Runs the suite of a module in this process. */
export async function runSuite(module: string): Promise<Findings> {
  const { suite } = (await import(pathToFileURL(benchFile(module)).href)) as { readonly suite: BenchSuite };
  return suite.run();
}
