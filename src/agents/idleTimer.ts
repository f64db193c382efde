/**
 * Aborts a request when nothing has arrived for a while. Mastra sends no keep-alive on `/stream`
 * (facts/mastra.md §5), so silence is the only sign of a dead connection.
 *
 * A touch costs one clock reading; the timer itself is set again only when it fires too early.
 */
export class IdleTimer {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private lastTouch = performance.now();

  /** @param idleMs milliseconds of silence allowed; 0 never aborts */
  constructor(private readonly idleMs: number) {
    this.arm(idleMs);
  }

  /** Aborted with a `TimeoutError` when the time is over. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  touch(): void {
    this.lastTouch = performance.now();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private arm(delayMs: number): void {
    if (this.idleMs <= 0) {
      return;
    }
    this.timer = setTimeout(() => {
      const left = this.lastTouch + this.idleMs - performance.now();
      if (left > 0) {
        this.arm(left);
      } else {
        this.controller.abort(new DOMException("The server has been silent for too long.", "TimeoutError"));
      }
    }, Math.ceil(delayMs));
  }
}
