// `npm run bench`: every suite in a process of its own, one after the other. With names, only those; with `--again`
// and names, those take the place of what the newest whole run has of them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { chart } from "./chart/chart";
import { inChild } from "./measure/inChild";
import { thisMachine } from "./measure/machine";
import type { Findings } from "./measure/row";
import { type Results, resultsText, type Run, withRun, withSuites } from "./measure/runs";
import { summary, textTable } from "./measure/table";
import { readmeWithFigures } from "./readme";
import { runAll } from "./runAll";
import { findSuites, type FoundSuite } from "./suites";

/** What runs write; the README's table is made of the same rows. */
const RESULTS = "test/bench/results.json";
const CHART = "test/bench/chart.svg";
const README = "docs/performance.md";

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  const again = first === "--again";
  const wanted = again || first === undefined ? rest : [first, ...rest];
  if (again && wanted.length === 0) {
    throw new Error("Which suites are to be measured again? Name them after --again.");
  }
  const suites = await findSuites();
  const unknown = wanted.filter((name) => !suites.some(({ suite }) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no ${unknown.join(", ")}; there are ${suites.map(({ suite }) => suite.name).join(", ")}.`,
    );
  }
  const chosen = suites.filter(({ suite }) => wanted.length === 0 || wanted.includes(suite.name));
  const { suites: findings, failed } = await runAll(
    chosen.map((found) => ({ name: found.suite.name, run: () => run(found) })),
    { found: ({ rows }) => console.log(textTable(rows)), failed: (why) => console.error(why) },
  );
  const rows = Object.values(findings).flatMap((each) => each.rows);
  console.log(`\n${textTable(rows)}\n\n${summary(rows)}`);
  for (const [name, why] of Object.entries(failed)) {
    console.error(`\nMissing: ${name}, which failed. ${why}`);
  }
  // A run of a part says nothing of the rest, and must not pass for the whole.
  if (again || wanted.length === 0) {
    await write(findings, failed, again);
  }
  process.exit(Object.keys(failed).length > 0 ? 1 : 0);
}

async function run({ suite, module }: FoundSuite): Promise<Findings> {
  console.log(`\n── ${suite.name}: ${suite.what}`);
  const began = performance.now();
  try {
    return await inChild<Findings>("measure/suite", "runSuite", module);
  } finally {
    console.log(`── ${suite.name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
}

/** Everything that was measured, whatever else has failed: the files say what is missing. */
async function write(suites: Run["suites"], failed: Run["failed"], again: boolean): Promise<void> {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };
  const known = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Results) : { runs: [] };
  const results = again
    ? withSuites(known, { version, suites, failed })
    : withRun(known, { date: new Date().toISOString(), version, machine: await thisMachine(), suites, failed });
  const found = Object.values(results.runs.at(-1)?.suites ?? {});
  const drawing = { rows: found.flatMap(({ rows }) => rows), curves: found.flatMap(({ curves }) => curves) };
  writeFileSync(RESULTS, resultsText(results));
  writeFileSync(CHART, chart(drawing));
  writeFileSync(README, readmeWithFigures(readFileSync(README, "utf8"), results.runs));
  console.log(`Written: ${RESULTS}, ${CHART}, ${README}`);
}

await main();
