import type { Page } from "playwright-core";

declare global {
  /** Times of the frames since the recording began; undefined while nothing is recorded. */
  var benchFrames: number[] | undefined;
}

/** Begins to note when the page draws a frame. */
export async function recordFrames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const times: number[] = [];
    globalThis.benchFrames = times;
    const note = (time: number): void => {
      if (globalThis.benchFrames === times) {
        times.push(time);
        requestAnimationFrame(note);
      }
    };
    requestAnimationFrame(note);
    // The first frame after the start may be late for reasons of the start.
    await new Promise((resolve) => setTimeout(resolve, 100));
    times.splice(0);
  });
}

/** Ends the recording. @returns the milliseconds from each frame to the next */
export async function recordedFrames(page: Page): Promise<readonly number[]> {
  const times = await page.evaluate(() => {
    const recorded = globalThis.benchFrames ?? [];
    globalThis.benchFrames = undefined;
    return recorded;
  });
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

/** The longest of some frames. @throws Error when there are none, which would pass for the best of all */
export function longestOf(frames: readonly number[]): number {
  if (frames.length === 0) {
    throw new Error("Nothing was drawn while frames were recorded.");
  }
  return Math.max(...frames);
}

/** Waits until what was asked for is on the screen, all of it if it comes in pieces, and the page has nothing else to do. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    let changed = true;
    const observer = new MutationObserver(() => (changed = true));
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    while (changed) {
      changed = false;
      await frame();
      await frame();
    }
    observer.disconnect();
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
  });
}
