import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { chatFrame } from "../../../stack/page/chatFrame";
import { settle } from "../../../stack/page/settle";
import { within } from "../../browser/within";
import { takeWire } from "../../host/server/askWire";
import { FrameClock } from "../page/frameClock";
import { panelFrame } from "../page/panelFrame";
import type { RealHost } from "../stage/realHost";
import { type KeyName, KEYS } from "./keys";

const PATIENCE_MS = 60_000;

/** Names in VS Code's list of running extensions. */
const OURS = "Agent Chat for Mastra and Clerk";
const THEIRS = "GitHub Authentication";

/** Milliseconds of one window. */
export interface WindowTimes {
  /** Loading the code and calling `activate`, as VS Code says itself; whole ones. */
  readonly ours: number;
  /** The same of the built-in github-authentication. */
  readonly theirs: number;
  /** From the key to what was waited for. */
  readonly command: number;
  /** By how much that may be wrong, either way. */
  readonly clockError: number;
  /** Documents of the panel that are in the window once it is hidden; not a time. */
  readonly hidden: number;
}

/** A moment by the clock that processes share. */
export interface Moment {
  readonly at: number;
  /** Milliseconds by which it may be wrong. */
  readonly error: number;
}

/** What a command is to lead to. @returns when it had */
export type Until = (page: Page) => Promise<Moment>;

/**
 * Opens a window in which the extension has not been asked for anything, presses a key in it once VS Code
 * has started its extensions, and waits for what comes of it. Activated it may be already, for the light bulb, with
 * the first text box of the window (docs/wire.md#vs-code-what-it-asks-at-once).
 */
export async function inFreshWindow(host: RealHost, key: KeyName, until: Until): Promise<WindowTimes> {
  const page = await host.open();
  const theirs = await started(page);
  const clock = await FrameClock.of(page.mainFrame());
  const pressed = await press(page, key);
  const { at, error } = await until(page);
  const command = at - clock.shared(pressed);
  const ours = await activationTime(page, OURS);
  const hidden = await leave(host, page);
  return { ours, theirs, command, clockError: clock.error + error, hidden };
}

/**
 * Closes a window after the chat was put away, so that the next one does not come up with it.
 *
 * @returns how many documents of the panel the window still had
 */
export async function leave(host: RealHost, page: Page): Promise<number> {
  const panels = page.locator("iframe.webview");
  if ((await panels.count()) === 0) {
    throw new Error("The chat is not open, so it cannot be put away.");
  }
  await page.keyboard.press(KEYS.explorer);
  await settle(page, "the explorer to be open", () => page.locator(".explorer-viewlet").isVisible());
  const hidden = await panels.count();
  await host.shut(page);
  return hidden;
}

/** The panel has painted its first words. */
export async function panelPainted(page: Page): Promise<Moment> {
  await chatFrame(page).getByRole("textbox", { name: "Message" }).waitFor();
  const inner = await panelFrame(page);
  const painted = await inner.evaluate(() => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    if (first === undefined) {
      throw new Error("The browser does not say when it has painted.");
    }
    return performance.timeOrigin + first.startTime;
  });
  const clock = await FrameClock.of(inner);
  return { at: clock.shared(painted), error: clock.error };
}

/** The request with the question has come to the server. */
export function requestCame(origin: string): Until {
  return async () => {
    const deadline = Date.now() + PATIENCE_MS;
    // The page is left alone meanwhile.
    while (Date.now() < deadline) {
      const { asked } = await takeWire(origin);
      if (asked !== undefined) {
        return { at: asked, error: 0 };
      }
      await delay(20);
    }
    throw new Error("The question has not come to the server.");
  };
}

/** Waits until VS Code runs its extensions and knows our keys. @returns how long github-authentication took */
async function started(page: Page): Promise<number> {
  const tab = page.locator(".activitybar").getByRole("tab", { name: /^Agent Chat/ });
  await settle(page, "VS Code to know the extension", () => tab.isVisible());
  const list = page.locator(".runtime-extensions-editor");
  await settle(page, "the list of running extensions", async () => {
    await page.keyboard.press(KEYS.runningExtensions);
    return list.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  });
  return activationTime(page, THEIRS);
}

/** @returns when the key went down, by the page's clock */
async function press(page: Page, key: KeyName): Promise<number> {
  // Two steps: the page is busy with its start, and a key overtakes what is only sent to it.
  const watch = await page.evaluateHandle((last) => {
    const gone = new AbortController();
    const pressed = new Promise<number>((resolve) => {
      const note = (event: KeyboardEvent): void => {
        if (event.key === last) {
          gone.abort();
          resolve(performance.timeOrigin + performance.now());
        }
      };
      addEventListener("keydown", note, { capture: true, signal: gone.signal });
    });
    return { pressed };
  }, KEYS[key].split("+").at(-1));
  await page.keyboard.press(KEYS[key]);
  return within(
    `${KEYS[key]} to reach the page`,
    watch.evaluate(({ pressed }) => pressed),
  );
}

function row(page: Page, name: string) {
  return page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: name }).first();
}

async function activationTime(page: Page, name: string): Promise<number> {
  let text = "";
  await settle(
    page,
    `"${name}" among the running extensions`,
    async () => {
      text = (await row(page, name).isVisible()) ? await row(page, name).locator(".activation-time").innerText() : "";
      return /\d/.test(text);
    },
    PATIENCE_MS,
  );
  return Number(/(\d+)\s*ms/.exec(text)?.[1]);
}
