import { type Browser, chromium } from "playwright-core";
import { StackError } from "../stackError";
import { ensureChromium } from "./ensureChromium";

/** What matters in a closed network, in a container and without a screen (docs/wire.md#vs-code-in-a-browser). */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Letters are drawn alike on every machine, whatever its own settings for fonts are.
  "--font-render-hinting=none",
  "--disable-lcd-text",
];

/**
 * A headless browser; one is fetched when there is none.
 *
 * @throws StackError when there is no browser or it does not start
 */
export async function launchBrowser(log: (line: string) => void = () => undefined): Promise<Browser> {
  const executablePath = await ensureChromium(log);
  try {
    return await chromium.launch({ executablePath, args: FLAGS, headless: true });
  } catch (error) {
    throw new StackError(`The browser ${executablePath} did not start; set CHROMIUM_PATH to another one.`, {
      cause: error,
    });
  }
}
