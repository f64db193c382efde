/** Ends what was started, the last first, whatever becomes of the others; also what is added meanwhile. */
export class Closers {
  private readonly all: (() => unknown)[] = [];

  add(close: () => unknown): void {
    this.all.push(close);
  }

  /** @throws the first error of a close, after all have been called */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = this.all.pop(); close !== undefined; close = this.all.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) {
      throw errors[0];
    }
  }
}
