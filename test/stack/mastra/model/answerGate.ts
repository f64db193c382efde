/**
 * Where the scripted models pause in the middle of their answers, until a test has done what it does while an
 * answer is being written: on a busy machine the answer would be over before.
 */
export class AnswerGate {
  private limit = Number.POSITIVE_INFINITY;
  private inArguments = false;
  private readonly waiting = new Set<() => void>();

  /**
   * @param letters of one answer's text after which it waits; Infinity opens the gate
   * @param inArguments whether a tool call waits there as well, while its arguments are being written
   */
  pauseAt(letters: number, inArguments = false): void {
    this.limit = letters;
    this.inArguments = inArguments;
    // Those that wait look anew.
    this.waiting.forEach((look) => look());
  }

  /** The same for the arguments of a tool call. */
  async passArguments(written: number, signal?: AbortSignal): Promise<void> {
    while (this.inArguments && written >= this.limit) {
      await this.opened(signal);
    }
    signal?.throwIfAborted();
  }

  /**
   * Waits while an answer has come to where it is to pause.
   *
   * @param written letters of its text
   * @throws the signal's reason when the run is aborted meanwhile
   */
  async pass(written: number, signal?: AbortSignal): Promise<void> {
    while (written >= this.limit) {
      await this.opened(signal);
    }
    signal?.throwIfAborted();
  }

  private async opened(signal?: AbortSignal): Promise<void> {
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
}
