import { snapshot } from "../../e2e/setup/gallery/states/samples";
import { drawn } from "../browser/frames";
import { exactly } from "../measure/goal";
import { type BenchSuite, type Findings, judged } from "../measure/row";
import { PanelPage, type PanelStage, withPanels } from "./panelPage";
import { longThread, threadId } from "./thread";

/** How long nothing happens. */
const IDLE_MS = 3000;

const RUNS = 5;

/** How often each kind was asked for. */
type Asked = Readonly<Record<string, number>>;

declare global {
  /** Timers and frames that scripts have asked for, by the function's name. */
  var benchAsked: Record<string, number> | undefined;
}

export const suite: BenchSuite = {
  name: "panelIdle",
  what: "what the panel does while nothing happens",
  run: () => withPanels(measure),
};

async function measure({ browser, panels }: PanelStage): Promise<Findings> {
  const asked: Asked[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const panel = await PanelPage.blank(browser);
    await panel.page.addInitScript(countAsked);
    await panel.load(panels);
    asked.push(await askedIdle(panel));
    await panel.close();
  }
  const total = (all: Asked): number => Object.values(all).reduce((sum, count) => sum + count, 0);
  const most = Object.entries(asked.toSorted((a, b) => total(b) - total(a))[0] ?? {});
  return {
    rows: [
      judged({
        id: "panelIdle.timers",
        what: "timers and frames that the panel asks for in 3 s in which nothing happens",
        unit: "count",
        ours: asked.map(total),
        goals: [exactly(0)],
        ...(most.length > 0 && { note: most.map(([name, count]) => `${name}: ${count}`).join(", ") }),
      }),
    ],
    curves: [],
  };
}

async function askedIdle(panel: PanelPage): Promise<Asked> {
  await panel.tell(snapshot({ turns: longThread(40), transcript: { threadId } }));
  // Colours of code come one block a time, and the place in the thread is saved after a rest.
  await panel.page.waitForFunction(() => document.querySelector("[data-waiting]") === null);
  await panel.page.waitForTimeout(500);
  await drawn(panel.page);
  return panel.page.evaluate(async (milliseconds) => {
    const rest = new Promise((resolve) => setTimeout(resolve, milliseconds));
    globalThis.benchAsked = {};
    await rest;
    return globalThis.benchAsked;
  }, IDLE_MS);
}

/** Runs in the page before all of its scripts. */
function countAsked(): void {
  const names = ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback"] as const;
  const page = globalThis as unknown as Record<string, (...values: readonly unknown[]) => unknown>;
  for (const name of names) {
    const original = page[name]!;
    page[name] = (...values) => {
      if (globalThis.benchAsked !== undefined) {
        globalThis.benchAsked[name] = (globalThis.benchAsked[name] ?? 0) + 1;
      }
      return original(...values);
    };
  }
}
