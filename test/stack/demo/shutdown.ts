type Closer = () => Promise<void>;

/** Stops what has been started, last first, once: at the end, on Ctrl+C, on SIGTERM. */
export class Shutdown {
  private readonly closers: Closer[] = [];
  private closing: Promise<void> | undefined;

  constructor(private readonly log: (line: string) => void) {}

  get isClosing(): boolean {
    return this.closing !== undefined;
  }

  /** Ctrl+C stops everything; a second Ctrl+C does not wait for that. */
  listen(): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (this.closing !== undefined) {
          process.exit(130);
        }
        this.log("\nStopping …");
        void this.close().then(() => {
          this.log("Stopped.");
          process.exit(0);
        });
      });
    }
  }

  /** Registers something that has been started. What starts while everything is closing is closed at once. */
  async add<T extends { close: Closer }>(started: T): Promise<T> {
    if (this.closing !== undefined) {
      await started.close();
    } else {
      this.closers.push(() => started.close());
    }
    return started;
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    for (const closer of this.closers.reverse()) {
      try {
        await closer();
      } catch (error) {
        this.log(`Could not stop a part: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
