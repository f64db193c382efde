import type { Frame } from "playwright-core";
import { sharedNow } from "../../host/server/askWire";
import { clockOffset, type ClockLook } from "./clockOffset";

const LOOKS = 40;

/** Milliseconds in which `performance.now()` counts in a page that is not isolated (High Resolution Time, §4.1). */
const GRAIN_MS = 0.1;

/** The most that a time may be wrong by. */
const MOST_ERROR_MS = 1;

/** Translates times of a page's clock into those of the clock that all processes share. */
export class FrameClock {
  private constructor(
    private readonly offset: number,
    /** Milliseconds by which a translated time may be wrong. */
    readonly error: number,
  ) {}

  /**
   * Compares the clocks; good until the frame is loaded anew.
   *
   * @throws Error when they cannot be compared to a millisecond
   */
  static async of(frame: Frame): Promise<FrameClock> {
    const looks: ClockLook[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      const before = sharedNow();
      const theirs = await frame.evaluate(() => performance.timeOrigin + performance.now());
      looks.push({ before, theirs, after: sharedNow() });
    }
    const { offset, error } = clockOffset(looks, GRAIN_MS);
    if (error > MOST_ERROR_MS) {
      throw new Error(`A page's clock is known to ${error.toFixed(2)} ms only.`);
    }
    return new FrameClock(offset, error);
  }

  /** @param time `performance.timeOrigin + performance.now()` in that frame */
  shared(time: number): number {
    return time - this.offset;
  }
}
