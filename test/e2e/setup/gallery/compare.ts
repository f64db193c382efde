import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** What two pictures have to do with each other. */
export interface Comparison {
  /** Pixels that differ visibly. */
  readonly different: number;
  readonly same: boolean;
  /** A picture in which those pixels are red; missing when the sizes differ. */
  readonly diff?: Buffer;
}

/**
 * How far a pixel's colour may be off, of 1 (black to white). Half of pixelmatch's own value: a grey that
 * is 13 of 255 lighter counts. Pixels at the rims of letters, which every version of a browser
 * smooths a little differently, are recognised by pixelmatch and never count.
 */
const threshold = 0.05;

/** Pixels that may differ all the same; a line of text that moves by 2 px changes hundreds. */
const allowed = 24;

/**
 * Compares two PNG files.
 *
 * @throws Error when one of them is no such file
 */
export function comparePictures(actual: Buffer, expected: Buffer): Comparison {
  const [ours, theirs] = [PNG.sync.read(actual), PNG.sync.read(expected)];
  const { width, height } = theirs;
  if (ours.width !== width || ours.height !== height) {
    return { different: Math.max(ours.width * ours.height, width * height), same: false };
  }
  const diff = new PNG({ width, height });
  const different = pixelmatch(ours.data, theirs.data, diff.data, width, height, { threshold });
  return { different, same: different <= allowed, diff: PNG.sync.write(diff) };
}
