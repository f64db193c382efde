import { pathToFileURL } from "node:url";
import { within } from "../browser/within";
import { benchFile } from "./inChild";
import type { BenchSuite, Findings } from "./row";

/** The longest suite takes about nine minutes on a quiet machine; one that hangs must not keep the others from running. */
const MOST_MS = 30 * 60_000;

/** Runs the suite of a module in this process. @throws Error when it takes too long, or what the suite throws */
export async function runSuite(module: string): Promise<Findings> {
  const { suite } = (await import(pathToFileURL(benchFile(module)).href)) as { readonly suite: BenchSuite };
  return within(`the end of the suite ${suite.name}`, suite.run(), MOST_MS);
}
