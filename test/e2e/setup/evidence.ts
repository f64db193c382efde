import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** Milliseconds for each look at a page, which may hang: it is one that has just failed. */
const LOOK_MS = 10_000;

/** Lines of a console, and characters of a log, that are kept of the end. */
const MOST = { lines: 2_000, letters: 400_000 } as const;

/** What a failed test may have left traces in. */
interface EvidenceSource {
  readonly browser: Browser;
  readonly observer: { log(): string };
}

const consoles = new WeakMap<Page, string[]>();

/** Notes what the pages of a browser profile say in their consoles, from now on. */
export function watchConsoles(context: BrowserContext): void {
  const note = (page: Page | null, line: string): void => {
    if (page !== null) {
      const lines = consoles.get(page) ?? [];
      consoles.set(page, lines);
      lines.push(`${new Date().toISOString()} ${line}`);
      lines.splice(0, lines.length - MOST.lines);
    }
  };
  context.on("console", (message) => note(message.page(), `[${message.type()}] ${message.text()}`));
  context.on("weberror", (error) => note(error.page(), `[thrown] ${error.error().stack ?? error.error().message}`));
}

/**
 * Keeps what can be known about a failed test in a folder of its own: of every page its picture, its text (what
 * a screen reader finds in the workbench and in each frame) and its console; and the extension's log.
 *
 * @returns the files
 */
export async function keepEvidence(world: EvidenceSource, title: string): Promise<readonly string[]> {
  const folder = join("out", "failures", title.replace(/\W+/g, "-").slice(0, 120));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const write = (name: string, content: string | Buffer): void => {
    const file = join(folder, name);
    writeFileSync(file, content);
    files.push(file);
  };
  const pages = world.browser.contexts().flatMap((context) => context.pages());
  await Promise.all(
    pages.map(async (page, index) => {
      const name = index === 0 ? "window" : `window-${String(index + 1)}`;
      const [picture, text] = await Promise.all([pictureOf(page), textOf(page)]);
      if (picture !== undefined) {
        write(`${name}.png`, picture);
      }
      write(`${name}.txt`, text);
      write(`${name}.console.log`, (consoles.get(page) ?? []).join("\n"));
    }),
  );
  write("extension.log", world.observer.log().slice(-MOST.letters));
  return files.sort();
}

function pictureOf(page: Page): Promise<Buffer | undefined> {
  return page.screenshot({ timeout: LOOK_MS }).catch(() => undefined);
}

/** Frame by frame; one that does not answer is named. */
async function textOf(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map(async (frame) => {
      const text = await frame
        .locator("body")
        .ariaSnapshot({ timeout: LOOK_MS })
        .catch((error: unknown) => `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return `--- frame "${frame.name()}" at ${addressOf(frame.url())}\n${text}`;
    }),
  );
  return texts.join("\n\n");
}

/** Without the query, which may hold a code or a token. */
function addressOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? "";
}
