import type { Frame } from "playwright-core";
import { sharedNow } from "../../host/server/askWire";
import { type ClockOffset, clockOffset, type ClockLook } from "./clockOffset";

/** Looks at the least, and at the most while they leave more than `GOOD_ERROR_MS`. */
const LEAST_LOOKS = 40;
const MOST_LOOKS = 400;

/** Looks between two calculations of what they have shown so far. */
const LOOKS_AT_ONCE = 20;

/** Milliseconds in which `performance.now()` counts in a page that is not isolated (High Resolution Time, §4.1). */
const GRAIN_MS = 0.1;

/** No more looks are taken once the clock is known to this. */
const GOOD_ERROR_MS = 0.5;

/** Translates times of a page's clock into those of the clock that all processes share. */
export class FrameClock {
  private constructor(
    private readonly offset: number,
    /**
     * Milliseconds by which a translated time may be wrong. A busy machine leaves one or two, which is as good as
     * nothing for what takes 20 and more; rows say it with what takes less.
     */
    readonly error: number,
  ) {}

  /**
   * Compares the clocks; good until the frame is loaded anew.
   *
   * @throws Error when they do not run alike
   */
  static async of(frame: Frame): Promise<FrameClock> {
    const looks: ClockLook[] = [];
    let found: ClockOffset;
    do {
      for (let look = 0; look < LOOKS_AT_ONCE; look += 1) {
        const before = sharedNow();
        const theirs = await frame.evaluate(() => performance.timeOrigin + performance.now());
        looks.push({ before, theirs, after: sharedNow() });
      }
      found = clockOffset(looks, GRAIN_MS);
    } while (looks.length < LEAST_LOOKS || (found.error > GOOD_ERROR_MS && looks.length < MOST_LOOKS));
    return new FrameClock(found.offset, found.error);
  }

  /** @param time `performance.timeOrigin + performance.now()` in that frame */
  shared(time: number): number {
    return time - this.offset;
  }
}
