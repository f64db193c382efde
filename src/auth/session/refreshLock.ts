/** Keeps two windows from using one refresh token at the same time. */
export interface RefreshLock {
  /** Runs `task` while nobody else runs one for the same `name`; waits a bounded time for that. */
  run<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/**
 * Where no directory is shared between the windows (a browser's extension host): only re-reading the
 * store before a refresh, and adopting a newer record after a lost race, protect there.
 */
export const noRefreshLock: RefreshLock = { run: (_name, task) => task() };
