import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../host/launchBrowser";
import { ask, waitForAnswer } from "../page/ask";
import { openChat } from "../page/openChat";
import { signIn } from "../page/signIn";
import { StackError } from "../stackError";
import { checkEditor } from "./checkEditor";
import type { Shutdown } from "./shutdown";

const QUESTION = "What's the weather like in New York";

/**
 * Does what a person would do, once: opens VS Code, signs in, asks, waits for the answer, and lets an agent use the
 * editor.
 *
 * @param folder where the screenshot goes
 * @throws StackError with the step that failed and where the screen was saved
 */
export async function runCheck(
  url: string,
  folder: string,
  shutdown: Shutdown,
  log: (line: string) => void,
): Promise<void> {
  const browser = await shutdown.add(await launchBrowser(log));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    log("Opening VS Code …");
    await openChat(page, url);
    log("Signing in …");
    await signIn(page);
    log(`Asking: ${QUESTION}`);
    await ask(page, QUESTION);
    const answer = await waitForAnswer(page);
    if (!/New York/.test(answer) || !/\d/.test(answer)) {
      throw new StackError(`The answer says nothing about the weather in New York:\n${answer}`);
    }
    log(`\n${answer}\n`);
    const fixed = await checkEditor(page, log);
    log(`\n${fixed}\n\nScreenshot: ${await savePicture(page, join(folder, "check.png"))}`);
  } catch (error) {
    throw await withScreen(error, page, folder);
  }
}

async function savePicture(page: Page, file: string): Promise<string> {
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}

/** Keeps what was on every page, as a picture and as text, and says where. */
async function withScreen(error: unknown, page: Page, folder: string): Promise<StackError> {
  const saved: string[] = [];
  for (const [index, open] of page.context().pages().entries()) {
    const name = join(folder, `check-failed${index === 0 ? "" : `-${index}`}`);
    try {
      const texts = await Promise.all(open.frames().map((frame) => frame.locator("body").innerText({ timeout: 2000 })));
      writeFileSync(`${name}.txt`, texts.join("\n\n--- frame ---\n\n"));
      saved.push(await savePicture(open, `${name}.png`));
    } catch {
      // This page closed itself; the others still tell what happened.
    }
  }
  const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
  const seen = saved.length > 0 ? ` What was on the screen: ${saved.join(", ")}` : "";
  return new StackError(`The check failed: ${reason ?? ""}${seen}`, { cause: error });
}
