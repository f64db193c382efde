import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { MainThread } from "../browser/mainThread";
import { LEXINGS } from "./page/lexings";

/** Who draws. */
export type Renderer = "ours" | "marked" | "markdown-it" | "react-markdown" | "lexed";

/** A page with all renderers, each built for production. */
export class RacePage {
  private constructor(
    private readonly page: Page,
    private readonly main: MainThread,
  ) {}

  static async open(browser: Browser): Promise<RacePage> {
    const { outputFiles } = await build({
      entryPoints: ["test/bench/panel/page/markdownRace.tsx"],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      platform: "browser",
      target: "chrome128",
      jsx: "automatic",
      jsxImportSource: "preact",
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "error",
    });
    const page = await (await browser.newContext({ viewport: { width: 400, height: 700 } })).newPage();
    await page.setContent("<!DOCTYPE html><html lang='en'><body></body></html>");
    await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
    return new RacePage(page, await MainThread.of(page, "threadTicks"));
  }

  /**
   * Has a growing text drawn.
   *
   * @returns milliseconds of the processor that the page's main thread took
   * @throws Error when less than the text was drawn
   */
  async draw(renderer: Renderer, pieces: readonly string[]): Promise<number> {
    await this.page.evaluate((all) => void (globalThis.racePieces = all), pieces);
    let length = 0;
    const { tasks } = await this.main.during(async () => {
      length = await this.page.evaluate((name) => markdownRace(name), renderer);
    });
    const wanted = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (length < 0.6 * wanted) {
      throw new Error(`${renderer} drew ${length} characters of ${wanted}.`);
    }
    return tasks;
  }

  /** Milliseconds of the processor that `marked` takes to read a text once, without drawing it: the limit of all that use it. */
  async lex(text: string): Promise<number> {
    return (await this.draw("lexed", [text])) / LEXINGS;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
