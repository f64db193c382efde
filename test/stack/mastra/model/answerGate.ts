/**
 * Where the scripted models pause in the middle of their answers, until a test has done what it does while an
 * answer is being written: on a busy machine the answer would be over before.
 */
export class AnswerGate {
  private limit = Number.POSITIVE_INFINITY;
  private readonly waiting = new Set<() => void>();

  /** @param letters of one answer's text after which it waits; Infinity opens the gate */
  pauseAt(letters: number): void {
    this.limit = letters;
    // Those that wait look anew.
    this.waiting.forEach((look) => look());
  }

  /**
   * Waits while an answer has come to where it is to pause.
   *
   * @param written letters of its text
   * @throws the signal's reason when the run is aborted meanwhile
   */
  async pass(written: number, signal?: AbortSignal): Promise<void> {
    while (written >= this.limit) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.waiting.delete(look);
          signal?.removeEventListener("abort", look);
          resolve();
        };
        this.waiting.add(look);
        signal?.addEventListener("abort", look);
      });
    }
    signal?.throwIfAborted();
  }
}
