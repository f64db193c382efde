import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits for a page to say something, but not for ever: a run must not hang on what never comes.
 *
 * @param what for the message: "the words to be painted"
 * @param timeoutMs default one minute
 * @throws Error when it was waited for in vain
 */
export async function within<T>(what: string, said: Promise<T>, timeoutMs = 60_000): Promise<T> {
  const over = new AbortController();
  const late = delay(timeoutMs, undefined, { signal: over.signal }).then(() => {
    throw new Error(`Waited ${Math.round(timeoutMs / 1000)} s in vain for ${what}.`);
  });
  try {
    return await Promise.race([said, late]);
  } finally {
    late.catch(() => undefined);
    over.abort();
  }
}
