import type { Browser, Page } from "playwright-core";
import type { ToView } from "../../../src/shared/protocol";
import { type GalleryServer, startGalleryServer } from "../../e2e/setup/gallery/galleryServer";
import { usual } from "../../e2e/setup/gallery/galleryState";
import { launchBrowser } from "../../stack/host/launchBrowser";
import { drawn } from "../browser/frames";
import { within } from "../browser/within";
import { drawsAWord } from "./page/drawsAWord";
import { plainLooks } from "./plainLook";

/** A message of the host, and when it comes: milliseconds from the first one. */
export interface Timed {
  readonly at: number;
  readonly message: ToView;
}

declare global {
  /** The messages that are to be played. */
  var benchMessages: readonly Timed[] | undefined;
}

/** How rows call what `PanelPage.empty` opens. */
export const LIMIT = "an empty page that hears the same messages and draws one word a frame";

/** Where the panel's scripts are. `BENCH_PANEL` names another build, to compare two. */
const dist = process.env["BENCH_PANEL"] ?? "dist";

/** A browser, and the panel as it is shipped on a server for it. */
export interface PanelStage {
  readonly browser: Browser;
  readonly panels: GalleryServer;
}

/** Starts what panels need, and stops it whatever becomes of the measurement. */
export async function withPanels<Result>(measure: (stage: PanelStage) => Promise<Result>): Promise<Result> {
  const browser = await launchBrowser(console.log);
  try {
    const panels = await startGalleryServer(plainLooks, dist);
    try {
      return await measure({ browser, panels });
    } finally {
      await panels.close();
    }
  } finally {
    await browser.close();
  }
}

/** The panel that is shipped, or what it is held against, in a page of the size of a sidebar; its clock and its frames are the real ones. */
export class PanelPage {
  private constructor(readonly page: Page) {}

  static async open(browser: Browser, server: GalleryServer): Promise<PanelPage> {
    const panel = await PanelPage.blank(browser);
    await panel.load(server);
    return panel;
  }

  /** A page that the panel has not been loaded into. */
  static async blank(browser: Browser): Promise<PanelPage> {
    const context = await browser.newContext({ viewport: usual, deviceScaleFactor: 1, locale: "en-US" });
    // The gallery's page checks itself with axe, which hears every message: 8 µs of each, and 4 MB
    // (docs/wire.md#the-panel-what-drawing-costs).
    await context.route("**/axe.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    return new PanelPage(await context.newPage());
  }

  /**
   * A page without the panel that hears the same messages and draws one word a frame: what no page can do without,
   * and so the limit that the panel is held against.
   */
  static async empty(browser: Browser): Promise<PanelPage> {
    const panel = await PanelPage.blank(browser);
    await panel.page.setContent("<!DOCTYPE html><html lang='en'><body></body></html>");
    await panel.page.evaluate(drawsAWord);
    return panel;
  }

  async load(server: GalleryServer): Promise<void> {
    await this.page.goto(server.page("dark", "ltr"));
  }

  /** Posts messages one after the other, and waits until they are drawn. */
  async tell(...messages: readonly ToView[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const message of all) {
        const heard = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
        postMessage(message, "*");
        await heard;
      }
    }, messages);
    await drawn(this.page);
  }

  /** Brings messages into the page, so that `play` costs nothing but them. */
  async hold(messages: readonly Timed[]): Promise<void> {
    await this.page.evaluate((all) => void (globalThis.benchMessages = all), messages);
  }

  /**
   * Posts the messages that are held at their times, whether or not the panel is done with the ones
   * before, as a host does; those whose time has passed follow each other at once.
   */
  async play(): Promise<void> {
    await this.page.evaluate(async () => {
      const all = globalThis.benchMessages ?? [];
      globalThis.benchMessages = undefined;
      const start = performance.now();
      let next = 0;
      await new Promise<void>((resolve) => {
        const post = (): void => {
          const now = performance.now() - start;
          for (; next < all.length && (all[next]?.at ?? 0) <= now; next++) {
            postMessage(all[next]?.message, "*");
          }
          const due = all[next];
          if (due === undefined) {
            resolve();
          } else {
            setTimeout(post, due.at - now);
          }
        };
        post();
      });
    });
    await drawn(this.page);
  }

  /**
   * Posts a message and waits until the words are painted.
   *
   * @returns milliseconds from the one to the other
   */
  async painted(message: ToView, selector: string): Promise<number> {
    const painted = this.page.evaluate(
      ([told, wanted]) =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          const look = (): void => {
            if (document.querySelector(wanted) === null) {
              requestAnimationFrame(look);
            } else {
              // A task that follows the frame runs once the frame has been painted.
              const after = new MessageChannel();
              after.port1.onmessage = () => resolve(performance.now() - began);
              after.port2.postMessage(undefined);
            }
          };
          postMessage(told, "*");
          requestAnimationFrame(look);
        }),
      [message, selector] as const,
    );
    return within(`${selector} to be painted`, painted);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
