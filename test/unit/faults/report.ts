import { readFileSync, writeFileSync } from "node:fs";
import type { NamedFault } from "../../stack/faults/faultList";
import type { Call } from "./call";
import type { CellResult } from "./matrix";

const FILE = "docs/reliability.md";
const BEGIN = "<!-- begin: npm run test:faults -->";
const END = "<!-- end: npm run test:faults -->";

const SIGNS: Readonly<Record<CellResult | "failed", string>> = { worked: "✓", told: "T", quiet: "Q", failed: "✗" };
const EMPTY = " ";

/** Calls beside one another; the table of the others stands below. */
const CALLS_PER_TABLE = 30;

type ResultOf = (call: Call, fault: NamedFault) => CellResult | "failed" | undefined;
type SignOf = (call: Call, fault: NamedFault) => string;

/**
 * Prints what became of each call with each fault, and writes it into the page about it.
 *
 * @param resultOf undefined for a cell that was not tried: it stays as it stands there
 */
export function writeReport(calls: readonly Call[], faults: readonly NamedFault[], resultOf: ResultOf): void {
  const page = readFileSync(FILE, "utf8");
  const [before = "", rest = ""] = page.split(BEGIN);
  const [written = "", after = ""] = rest.split(END);
  const known = signsOf(written);
  const text = reportOf(calls, faults, (call, fault) => {
    const result = resultOf(call, fault);
    return result === undefined ? (known.get(`${call.name} ${fault.name}`) ?? EMPTY) : SIGNS[result];
  });
  console.log(`\n${text}\n`);
  writeFileSync(FILE, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`);
}

function reportOf(calls: readonly Call[], faults: readonly NamedFault[], signOf: SignOf): string {
  const all = calls.flatMap((call) => faults.map((fault) => signOf(call, fault))).filter((sign) => sign !== EMPTY);
  const count = (result: keyof typeof SIGNS): string => String(all.filter((sign) => sign === SIGNS[result]).length);
  const tables: string[] = [];
  for (let first = 0; first < calls.length; first += CALLS_PER_TABLE) {
    const some = calls.slice(first, first + CALLS_PER_TABLE);
    const head = ["fault", ...some.map((_, index) => String(first + index + 1))];
    const rows = faults.map((fault) => [fault.name, ...some.map((call) => signOf(call, fault))]);
    tables.push([line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
  }
  return [
    `${String(all.length)} cells: ${count("worked")} worked all the same (✓), ` +
      `${count("told")} told the person why not (T), ${count("quiet")} concern nobody who waits (Q), ` +
      `${count("failed")} failed (✗). An empty cell: the answer has no such place.`,
    calls.map(({ name }, index) => `${String(index + 1)}. ${name}`).join("\n"),
    ...tables,
  ].join("\n\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The signs of such a text, by the names of call and fault. */
function signsOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split("\n");
  const names = new Map(
    lines.flatMap((each) => [...each.matchAll(/^(\d+)\. (.*)$/g)].map(([, ...row]) => row as [string, string])),
  );
  const signs = new Map<string, string>();
  let numbers: readonly string[] = [];
  for (const each of lines.filter((one) => one.startsWith("| "))) {
    const [fault = "", ...cells] = each
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (fault === "fault") {
      numbers = cells;
    }
    cells.forEach((sign, index) => signs.set(`${names.get(numbers[index] ?? "") ?? ""} ${fault}`, sign || EMPTY));
  }
  return signs;
}
