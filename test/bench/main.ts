// `npm run bench`: every suite in a process of its own, one after the other. With names, only those.
import { readFileSync, writeFileSync } from "node:fs";
import { chart } from "./chart/chart";
import { inChild } from "./measure/inChild";
import { thisMachine } from "./measure/machine";
import type { Findings } from "./measure/row";
import { textTable, verdict } from "./measure/table";
import { readmeWithFigures } from "./readme";
import { findSuites, type FoundSuite } from "./suites";

/** What a run writes; the README's table is made of the same rows. */
const RESULTS = "test/bench/results.json";
const CHART = "test/bench/chart.svg";
const README = "README.md";

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const suites = await findSuites();
  const unknown = wanted.filter((name) => !suites.some(({ suite }) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no ${unknown.join(", ")}; there are ${suites.map(({ suite }) => suite.name).join(", ")}.`,
    );
  }
  const chosen = suites.filter(({ suite }) => wanted.length === 0 || wanted.includes(suite.name));
  const results: Record<string, Findings> = {};
  let failed = false;
  for (const found of chosen) {
    const findings = await run(found);
    failed ||= findings === undefined;
    if (findings) {
      results[found.suite.name] = findings;
    }
  }
  const all = Object.values(results);
  const rows = all.flatMap((findings) => findings.rows);
  console.log(`\n${textTable(rows)}\n\n${verdict(rows)}`);
  // A run of a part says nothing of the rest, and must not pass for the whole.
  if (wanted.length === 0 && !failed) {
    const curves = all.flatMap((findings) => findings.curves);
    const machine = await thisMachine();
    const date = new Date().toISOString();
    writeFileSync(RESULTS, `${JSON.stringify({ date, machine, suites: results }, undefined, 2)}\n`);
    writeFileSync(CHART, chart({ rows, curves }));
    writeFileSync(README, readmeWithFigures(readFileSync(README, "utf8"), rows, date.slice(0, "2000-01-01".length)));
    console.log(`Written: ${RESULTS}, ${CHART}, ${README}`);
  }
  process.exit(failed ? 1 : 0);
}

async function run({ suite, module }: FoundSuite): Promise<Findings | undefined> {
  console.log(`\n── ${suite.name}: ${suite.what}`);
  const began = performance.now();
  try {
    const findings = await inChild<Findings>("measure/suite", "runSuite", module);
    console.log(textTable(findings.rows));
    return findings;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  } finally {
    console.log(`── ${suite.name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
}

await main();
