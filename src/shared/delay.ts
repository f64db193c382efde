/** How a pause is made. */
export interface DelayOptions {
  /** Ends the pause early. */
  readonly signal?: AbortSignal;
  /** False for a pause that must not keep a program of Node from ending. */
  readonly ref?: boolean;
}

/**
 * Waits, in Node and in a browser.
 *
 * @param milliseconds how long
 * @throws DOMException `AbortError` when the signal aborts before or meanwhile
 */
export function delay(milliseconds: number, { signal, ref = true }: DelayOptions = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const timer = setTimeout(() => {
      over.abort();
      resolve();
    }, milliseconds);
    const cutShort = (): void => {
      clearTimeout(timer);
      reject(new DOMException("The pause was cut short.", "AbortError"));
    };
    if (!ref) {
      // A browser's timer is a number, and keeps nothing from ending.
      (timer as { unref?: () => void }).unref?.();
    }
    signal?.addEventListener("abort", cutShort, { once: true, signal: over.signal });
    if (signal?.aborted === true) {
      cutShort();
    }
  });
}

/**
 * Waits for something, and not for ever.
 *
 * @param milliseconds how long it is waited for
 * @returns what comes, or undefined when nothing has come by then
 */
export async function within<T>(coming: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([coming, silence]);
  } finally {
    clearTimeout(timer);
  }
}
