import type { CrossWindowLock } from "../crossWindowLock";

/** Longest wait, in milliseconds: longer than a refresh with all its timeouts can take. */
const LONGEST_WAIT = 120_000;

/**
 * The browser's own locks (Web Locks API). Which windows share them is the host's affair: all, those of one workspace,
 * or none, where the browser keeps nothing for a page within a page. Where none can be had the task runs without:
 * reading the records again before a refresh, and adopting a newer one after a lost race, protect then.
 */
export class WebLock implements CrossWindowLock {
  constructor(private readonly longestWait = LONGEST_WAIT) {}

  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const run: { begun?: Promise<T> } = {};
    try {
      const signal = AbortSignal.timeout(this.longestWait);
      await navigator.locks.request(`agentChat ${name}`, { signal }, () => {
        run.begun = task();
        // Whatever becomes of it, the lock is free then.
        return run.begun.then(
          () => undefined,
          () => undefined,
        );
      });
    } catch {
      // Refused here (`SecurityError`), not known here, or not to be had in time.
    }
    return run.begun ?? task();
  }
}
