import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { renewing } from "./gallery/pictures";

/** What of the window is shown: the activity bar, the side bar, and a page of the browser in front of the rest. */
const CLIP = { x: 0, y: 0, width: 720, height: 860 };
/** Pixels at the left that stay free when a page of the browser is shown: the chat is there. */
const LEFT = 360;

interface Frame {
  readonly png: Buffer;
  /** Milliseconds. */
  readonly shownFor: number;
}

/** A sign-in and a response as a person sees them, for the README. Records only when pictures are taken anew. */
export class MovingPicture {
  private readonly frames: Frame[] = [];

  constructor(private readonly window: Page) {}

  /** What the window shows now, for so many milliseconds. */
  async still(shownFor: number): Promise<void> {
    if (renewing()) {
      this.frames.push({ png: await this.shot(), shownFor });
    }
  }

  /** A page of the browser in front of the window, for so many milliseconds. */
  async inFront(page: Page, shownFor: number): Promise<void> {
    if (renewing()) {
      const size = { width: CLIP.width - LEFT - 16, height: 480 };
      await page.setViewportSize(size);
      const front = await sharp(await page.screenshot())
        .extend({ top: 1, bottom: 1, left: 1, right: 1, background: "#8888" })
        .toBuffer();
      const png = await sharp(await this.shot())
        .composite([{ input: front, left: LEFT, top: 120 }])
        .png()
        .toBuffer();
      this.frames.push({ png, shownFor });
    }
  }

  /** What the window shows until something is over, as often as it can be looked at, in the time that it takes. */
  async during<T>(work: Promise<T>): Promise<T> {
    let isOver = !renewing();
    const over = (): void => void (isOver = true);
    work.then(over, over);
    while (!isOver) {
      const began = performance.now();
      const png = await this.shot();
      this.frames.push({ png, shownFor: Math.round(performance.now() - began) });
    }
    return work;
  }

  /** Writes an animated WebP that begins again at its end. */
  async save(path: string): Promise<void> {
    if (renewing()) {
      mkdirSync(dirname(path), { recursive: true });
      await sharp(
        this.frames.map(({ png }) => png),
        { join: { animated: true } },
      )
        .webp({ delay: this.frames.map(({ shownFor }) => shownFor), loop: 0, quality: 80, effort: 6 })
        .toFile(path);
    }
  }

  private shot(): Promise<Buffer> {
    return this.window.screenshot({ clip: CLIP });
  }
}
