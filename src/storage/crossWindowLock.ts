/** Keeps two windows from doing the same thing at the same time, such as using one refresh token. */
export interface CrossWindowLock {
  /** Runs `task` while nobody else runs one for the same `name`; waits a bounded time for that. */
  run<T>(name: string, task: () => Promise<T>): Promise<T>;
}
