import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

/** What a piece of work cost the process that did it. */
export interface Cost {
  /** Milliseconds of processor time, all threads of the process, its garbage collection among them. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The longest time for which the event loop stood still, in milliseconds. */
  readonly stallMs: number;
}

/** Milliseconds between two looks at the event loop. */
const RESOLUTION_MS = 1;

/**
 * Does a piece of work and measures it. What was before is collected first, so that it is not paid for
 * here; needs `--expose-gc` for that.
 */
export async function costOf(work: () => Promise<void>): Promise<Cost> {
  globalThis.gc?.();
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  // The first look has none before it; without a look there is nothing to measure a stall from.
  await delay(20);
  loop.reset();
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const cpuMs = sum(process.cpuUsage(cpu)) / 1000;
  // A stall that has just ended is seen by the next look.
  await delay(5 * RESOLUTION_MS);
  loop.disable();
  return { cpuMs, wallMs, stallMs: Math.max(0, loop.max / 1e6 - RESOLUTION_MS) };
}

function sum({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}
