import type { CDPSession, Page } from "playwright-core";

/** What the page's main thread has done, in milliseconds. */
export interface Work {
  /** All tasks: scripts, styles, layout, painting. */
  readonly tasks: number;
  readonly script: number;
  readonly layout: number;
  readonly style: number;
}

/** Counts the work of a page's main thread, and what its scripts keep in memory, as DevTools does. */
export class MainThread {
  private constructor(private readonly session: CDPSession) {}

  /** @param clock `timeTicks`: by the clock, as somebody waits; `threadTicks`: by the processor, whatever else the machine does */
  static async of(page: Page, clock: "timeTicks" | "threadTicks" = "timeTicks"): Promise<MainThread> {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: clock });
    return new MainThread(session);
  }

  /** The work since the page was opened. */
  async work(): Promise<Work> {
    const value = await this.metrics();
    return {
      tasks: value("TaskDuration") * 1000,
      script: value("ScriptDuration") * 1000,
      layout: value("LayoutDuration") * 1000,
      style: value("RecalcStyleDuration") * 1000,
    };
  }

  /** The work of the main thread while something is done. */
  async during(action: () => Promise<void>): Promise<Work> {
    const before = await this.work();
    await action();
    const after = await this.work();
    return {
      tasks: after.tasks - before.tasks,
      script: after.script - before.script,
      layout: after.layout - before.layout,
      style: after.style - before.style,
    };
  }

  /** Megabytes (10⁶ bytes) that the page's scripts hold once everything that can go is gone. */
  async heap(): Promise<number> {
    await this.session.send("HeapProfiler.enable");
    await this.session.send("HeapProfiler.collectGarbage");
    await this.session.send("HeapProfiler.disable");
    return (await this.metrics())("JSHeapUsedSize") / 1e6;
  }

  private async metrics(): Promise<(name: string) => number> {
    const { metrics } = await this.session.send("Performance.getMetrics");
    return (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  }
}
