import type { Browser, Page } from "playwright-core";
import type { ToHost, ToView } from "../../../../src/shared/protocol";
import type { GalleryServer } from "./galleryServer";
import { type GalleryState, usual } from "./galleryState";
import { galleryTime } from "./states/samples";
import type { ThemeName } from "./themes";

declare global {
  /** Messages that the panel has posted, oldest first. */
  var galleryPosted: ToHost[];
}

/** The real panel in one theme, outside of VS Code: what the host says is said here. */
export class GalleryPage {
  /** What scripts of the page have thrown. */
  readonly errors: string[] = [];
  private answers: NonNullable<GalleryState["answers"]> = () => [];

  private constructor(
    readonly page: Page,
    readonly theme: ThemeName,
    private readonly server: GalleryServer,
  ) {}

  /** Opens an empty page; nothing moves in it, and its clock stands still. */
  static async open(browser: Browser, server: GalleryServer, theme: ThemeName): Promise<GalleryPage> {
    const context = await browser.newContext({
      viewport: usual,
      deviceScaleFactor: 1,
      locale: "en-US",
      timezoneId: "UTC",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.clock.setFixedTime(galleryTime);
    const gallery = new GalleryPage(page, theme, server);
    page.on("pageerror", (error) => gallery.errors.push(error.message));
    await page.exposeFunction("galleryAnswer", async (message: ToHost) => {
      const answers = gallery.answers(message);
      if (answers.length > 0) {
        await gallery.tell(answers);
      }
    });
    return gallery;
  }

  /** Draws a state from the beginning. */
  async show(state: GalleryState): Promise<void> {
    this.answers = state.answers ?? (() => []);
    await this.page.setViewportSize(state.size ?? usual);
    await this.page.goto(this.server.page(this.theme, state.direction ?? "ltr"));
    await this.tell(state.messages);
    await state.act?.(this.page);
    await this.settled();
  }

  /** Posts messages of the host, as VS Code does: each an event of its own. */
  async tell(messages: readonly ToView[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const message of all) {
        const heard = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
        postMessage(message, "*");
        await heard;
      }
    }, messages);
  }

  /** What the panel has posted of this kind. */
  async posted<K extends ToHost["type"]>(type: K): Promise<Extract<ToHost, { type: K }>[]> {
    const all = await this.page.evaluate(() => galleryPosted);
    return all.filter((message): message is Extract<ToHost, { type: K }> => message.type === type);
  }

  /** Waits until everything is drawn: fonts, frames that were asked for, and colours of code, which come when idle. */
  async settled(): Promise<void> {
    await this.page.evaluate(async () => {
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      await document.fonts.ready;
      do {
        await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
        await frame();
      } while (document.querySelector("[data-waiting]") !== null);
    });
  }

  /** A picture of the view: one that is as expected, or else one that has come twice in a row. */
  async picture(isExpected: (shot: Buffer) => boolean = () => false): Promise<Buffer> {
    let last = await this.shot();
    for (let tries = 0; tries < 20; tries++) {
      if (isExpected(last)) {
        return last;
      }
      const next = await this.shot();
      if (next.equals(last)) {
        return next;
      }
      last = next;
    }
    throw new Error("The view does not come to rest.");
  }

  /** A picture of this moment. */
  shot(): Promise<Buffer> {
    return this.page.screenshot({ animations: "disabled", caret: "hide", scale: "css" });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
