// Three windows over one storage in a process of their own, so that what it holds is the extension's alone.
import { join } from "node:path";
import { setupOf, tell } from "../auth/setup/childProcess";
import type { RestingSetup } from "../faults/restingWindow";
import { type Measure, measure, resources } from "./measure";
import { SoakWindow, type SoakWorld } from "./soakWindow";

export interface SoakSetup extends Omit<RestingSetup, "workspace"> {
  readonly turns: number;
  readonly seed: number;
  readonly keepsRunsAlive: boolean;
}

export interface SoakReport {
  readonly turns: number;
  readonly threads: number;
  readonly measures: readonly Measure[];
  readonly problems: readonly string[];
}

/** How often everything comes to rest and is measured. */
const ROUNDS = 10;

const setup = setupOf() as SoakSetup;

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function soak(): Promise<SoakReport> {
  const problems: string[] = [];
  process.on("unhandledRejection", (reason) => problems.push(`an unhandled rejection: ${String(reason)}`));
  process.on("warning", ({ name, message }) => problems.push(`a warning: ${name}: ${message}`));
  console.error = console.warn = (...words: unknown[]) => void problems.push(`on the console: ${words.join(" ")}`);
  const people = ["ada@example.com", "bob@example.com"];
  const { keepsRunsAlive } = setup;
  const world: SoakWorld = { setup, people, keepsRunsAlive, threads: [], count: 0, problems };
  const windows = [0, 1, 2].map(
    (index) => new SoakWindow(world, `window ${String(index)}`, numbers(setup.seed * 3 + index), index > 0),
  );
  const [first, ...others] = windows;
  await first!.signIn();
  await Promise.all(others.map((window) => window.open()));
  const turns = (): number => windows.reduce((sum, window) => sum + window.turns, 0);
  const measures: Measure[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const goal = (setup.turns * round) / ROUNDS;
    await Promise.all(
      windows.map(async (window) => {
        while (turns() < goal) {
          await window.step();
        }
      }),
    );
    await Promise.all(others.map((window) => window.close()));
    first!.leaveThread();
    await settledAs(measures[0]);
    measures.push(await measure(turns(), join(setup.folder, "storage")));
    const { heap } = measures.at(-1)!;
    console.log(`      ${String(turns())} turns, ${(heap / 2 ** 20).toFixed(1)} MB`);
    await Promise.all(others.map((window) => window.open()));
  }
  await Promise.all(windows.map((window) => window.close()));
  return { turns: turns(), threads: world.threads.length, measures, problems };
}

/**
 * Milliseconds until nothing is open any more that has a reason to be: an answer to a renewal of the sign-in is waited
 * for a minute after everybody else has given it up (docs/reliability.md), and a connection is kept some seconds more.
 */
const SETTLED_MS = 75_000;

/** Waits for what is open for a while. @param before what was open then; without it, whatever there is now */
async function settledAs(before: Measure | undefined): Promise<void> {
  const isMore = (): boolean =>
    before !== undefined && Object.entries(resources()).some(([kind, count]) => count > (before.resources[kind] ?? 0));
  const end = Date.now() + SETTLED_MS;
  do {
    await new Promise((resolve) => setTimeout(resolve, 200));
  } while (isMore() && Date.now() < end);
}

soak()
  .then((report) => tell(JSON.stringify(report)))
  .catch((error: unknown) => tell(`failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`));
