import { globSync } from "node:fs";
import { sep } from "node:path";
import { pathToFileURL } from "node:url";
import { benchFile } from "./measure/inChild";
import type { BenchSuite } from "./measure/row";

export interface FoundSuite {
  readonly suite: BenchSuite;
  /** As `inChild` takes it. */
  readonly module: string;
}

/** The order in which suites run when nothing is said; those that are not named here come last, by name. */
const ORDER = [
  "sizes",
  "roundTrips",
  "activation",
  "realHost",
  "firstToken",
  "firstWords",
  "nativeChat",
  "answer",
  "thread",
  "idle",
];

/** Every file `*.bench.ts` that was built. @throws Error when one exports no suite */
export async function findSuites(): Promise<readonly FoundSuite[]> {
  const root = benchFile("").slice(0, -".mjs".length);
  const files = globSync("**/*.bench.mjs", { cwd: root }).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const module = file.slice(0, -".mjs".length).split(sep).join("/");
      const { suite } = (await import(pathToFileURL(benchFile(module)).href)) as { suite?: BenchSuite };
      if (!suite) {
        throw new Error(`${module} exports no suite.`);
      }
      return { suite, module };
    }),
  );
  const place = ({ suite }: FoundSuite): number =>
    ORDER.includes(suite.name) ? ORDER.indexOf(suite.name) : ORDER.length;
  return found.sort((a, b) => place(a) - place(b));
}
