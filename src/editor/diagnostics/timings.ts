/** How long parts of the extension took in this window, in milliseconds. */
export class Timings {
  private readonly spans = new Map<string, number>();

  get all(): ReadonlyMap<string, number> {
    return this.spans;
  }

  /** Measures a task, also one that fails. */
  async during<T>(name: string, task: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await task();
    } finally {
      this.since(name, began);
    }
  }

  /** @param began as `performance.now()` told */
  since(name: string, began: number): void {
    this.spans.set(name, performance.now() - began);
  }
}
