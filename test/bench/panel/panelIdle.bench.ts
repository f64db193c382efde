import { snapshot } from "../../e2e/setup/gallery/states/samples";
import { drawn } from "../browser/frames";
import { type BenchSuite, exactly, type Findings, judged } from "../measure/row";
import { PanelPage, withPanels } from "./panelPage";
import { longThread, threadId } from "./thread";

/** How long nothing happens. */
const IDLE_MS = 3000;

declare global {
  /** Timers and frames that scripts have asked for, by the function's name. */
  var benchAsked: Record<string, number> | undefined;
}

export const suite: BenchSuite = {
  name: "panelIdle",
  what: "what the panel does while nothing happens",
  run: () =>
    withPanels(async ({ browser, panels }) => {
      const panel = await PanelPage.blank(browser);
      await panel.page.addInitScript(countAsked);
      await panel.load(panels);
      return await measure(panel);
    }),
};

async function measure(panel: PanelPage): Promise<Findings> {
  await panel.tell(snapshot({ turns: longThread(40), transcript: { threadId } }));
  // Colours of code come one block a time, and the place in the thread is saved after a rest.
  await panel.page.waitForFunction(() => document.querySelector("[data-waiting]") === null);
  await panel.page.waitForTimeout(500);
  await drawn(panel.page);
  const asked = await panel.page.evaluate(async (milliseconds) => {
    const rest = new Promise((resolve) => setTimeout(resolve, milliseconds));
    globalThis.benchAsked = {};
    await rest;
    return globalThis.benchAsked;
  }, IDLE_MS);
  const all = Object.entries(asked);
  return {
    rows: [
      judged({
        id: "panelIdle.timers",
        what: "timers and frames that the panel asks for in 3 s in which nothing happens",
        unit: "count",
        ours: [all.reduce((sum, [, count]) => sum + count, 0)],
        goals: [exactly(0)],
        ...(all.length > 0 && { note: all.map(([name, count]) => `${name}: ${count}`).join(", ") }),
      }),
    ],
    curves: [],
  };
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
