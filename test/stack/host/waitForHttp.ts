import { StackError } from "../stackError";
import type { ProcessTree } from "./processTree";

/**
 * Waits until a server that was just started answers.
 *
 * @throws StackError when its process ends first, or after three minutes
 */
export async function waitForHttp(url: string, name: string, process: ProcessTree): Promise<void> {
  const state = { ended: false };
  void process.exited.then(() => (state.ended = true));
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline && !state.ended) {
    try {
      const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5000) });
      await response.body?.cancel();
      if (response.status < 500) {
        return;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const last = process.tail.findLast((line) => /\S/.test(line));
  const what = state.ended ? "ended while it was starting" : "did not answer within three minutes";
  throw new StackError(`${name} ${what}${last === undefined ? "." : `; its last words were: ${last.trim()}`}`);
}
