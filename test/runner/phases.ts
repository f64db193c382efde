import { ensureChromium } from "../stack/host/ensureChromium";
import { ensureCodeServer } from "../stack/host/ensureCodeServer";
import { runChild } from "./child";
import { packageExtension } from "./packageExtension";
import { type Counts, sum } from "./counts";

/**
 * What `npm test` runs: phases one after the other, and in each of them lanes side by side, which wait for a browser
 * or a server most of the time. Two lanes, so that a machine with two cores is not busier than it can be.
 */
const phases: readonly (readonly (readonly string[])[])[] = [
  [["lint", "webview", "examples"], ["unit"]],
  [["e2e-accounts", "integration"], ["e2e-chat"]],
];

/** Runs all of them; whatever has to be fetched is fetched before, so that no two suites do it at once. */
export async function runPhases(): Promise<Counts> {
  await ensureCodeServer(console.log);
  await ensureChromium(console.log);
  await packageExtension();
  const counts: Counts[] = [];
  for (const lanes of phases) {
    counts.push(...(await Promise.all(lanes.map(runLane))));
  }
  return sum(counts);
}

async function runLane(names: readonly string[]): Promise<Counts> {
  const counts: Counts[] = [];
  for (const name of names) {
    counts.push(await runApart(name));
  }
  return sum(counts);
}

/** A suite in a process of its own, whose lines begin with its name. */
async function runApart(name: string): Promise<Counts> {
  let last = "";
  const code = await runChild(process.execPath, [process.argv[1] ?? "", name], {
    onLine: (line) => {
      last = line === "" ? last : line;
      console.log(line === "" ? "" : `${name.padEnd(WIDTH)} │ ${line}`);
    },
  });
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  return passed === undefined || failed === undefined
    ? { passed: 0, failed: 1 }
    : { passed: Number(passed), failed: code === 0 ? Number(failed) : Math.max(1, Number(failed)) };
}

const WIDTH = Math.max(...phases.flat(2).map(({ length }) => length));
