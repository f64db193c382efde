import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";

/** Who draws. */
export type Renderer = "ours" | "marked" | "markdown-it" | "react-markdown";

/** A page with all renderers, each built for production. */
export class RacePage {
  private constructor(private readonly page: Page) {}

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
    return new RacePage(page);
  }

  /**
   * Has a growing text drawn.
   *
   * @returns milliseconds that scripts took
   * @throws Error when less than the text was drawn
   */
  async draw(renderer: Renderer, pieces: readonly string[]): Promise<number> {
    const race = await this.page.evaluate(([name, all]) => markdownRace(name, all), [renderer, pieces] as const);
    const wanted = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (race.length < 0.6 * wanted) {
      throw new Error(`${renderer} drew ${race.length} characters of ${wanted}.`);
    }
    return race.time;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
