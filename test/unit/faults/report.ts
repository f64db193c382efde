import { readFileSync, writeFileSync } from "node:fs";
import type { NamedFault } from "../../stack/faults/faultList";
import type { Call } from "./call";
import type { CellResult } from "./matrix";

const FILE = "docs/reliability.md";
const BEGIN = "<!-- begin: npm run test:faults -->";
const END = "<!-- end: npm run test:faults -->";

const SIGNS: Readonly<Record<CellResult | "failed", string>> = { worked: "✓", told: "T", quiet: "Q", failed: "✗" };

type ResultOf = (call: Call, fault: NamedFault) => CellResult | "failed" | undefined;

/** Prints what became of each call with each fault, and writes it into the page about it. */
export function writeReport(calls: readonly Call[], faults: readonly NamedFault[], resultOf: ResultOf): void {
  const text = reportOf(calls, faults, resultOf);
  console.log(`\n${text}\n`);
  const page = readFileSync(FILE, "utf8");
  const [before = "", rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  writeFileSync(FILE, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`);
}

function reportOf(calls: readonly Call[], faults: readonly NamedFault[], resultOf: ResultOf): string {
  const all = calls.flatMap((call) => faults.flatMap((fault) => resultOf(call, fault) ?? []));
  const count = (result: string): number => all.filter((each) => each === result).length;
  const head = ["fault", ...calls.map((_, index) => String(index + 1))];
  const rows = faults.map((fault) => [
    fault.name,
    ...calls.map((call) => {
      const result = resultOf(call, fault);
      return result === undefined ? " " : SIGNS[result];
    }),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    `${String(all.length)} cells: ${String(count("worked"))} worked all the same (✓), ` +
      `${String(count("told"))} told the person why not (T), ${String(count("quiet"))} concern nobody who waits (Q), ` +
      `${String(count("failed"))} failed (✗). An empty cell: the answer has no such place.`,
    calls.map(({ name }, index) => `${String(index + 1)}. ${name}`).join("\n"),
    [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"),
  ].join("\n\n");
}
