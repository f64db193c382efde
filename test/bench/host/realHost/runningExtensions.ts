import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../../stack/host/launchBrowser";
import { startCodeServer } from "../../../stack/host/startCodeServer";
import { settle } from "../../../stack/page/settle";

/** Milliseconds that VS Code says each extension took, one value a window. */
export type ActivationTimes = Readonly<Record<string, readonly number[]>>;

/** High enough for every row of the list, which draws only what is seen. */
const VIEWPORT = { width: 1280, height: 2400 } as const;

const PATIENCE_MS = 60_000;

/** A calm window: nothing else opens at its start. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "agentChat.serverUrl": "http://localhost:4111",
};

/**
 * Opens windows of a real VS Code with the packaged extension, has a command activate it, and reads what
 * "Developer: Show Running Extensions" tells: the time to load the code and to call `activate`.
 *
 * @param names of extensions, as that list has them
 * @throws StackError when VS Code or a browser is missing
 */
export async function runningExtensions(names: readonly string[], windows: number): Promise<ActivationTimes> {
  const folder = mkdtempSync(join(tmpdir(), "agent-chat-bench-"));
  const workspace = join(folder, "workspace");
  mkdirSync(workspace);
  const host = await startCodeServer({
    vsix: "mastra-clerk.vsix",
    settings: SETTINGS,
    workspace,
    dataDir: join(folder, "host"),
    log: console.log,
  });
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  try {
    const browser = await launchBrowser(console.log);
    try {
      for (let window = 0; window < windows; window += 1) {
        const page = await browser.newPage({ viewport: VIEWPORT });
        await page.goto(host.url);
        await activate(page);
        for (const name of names) {
          times[name]?.push(await timeOf(page, name));
        }
        // As a person closes a tab: without a goodbye its extension host would live on beside the next one.
        await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return times;
}

async function activate(page: Page): Promise<void> {
  const tab = page.locator(".activitybar").getByRole("tab", { name: /^Agent Chat/ });
  await settle(page, "VS Code to know the extension", () => tab.isVisible());
  await runCommand(page, "Agent Chat: Show Log");
  await runCommand(page, "Developer: Show Running Extensions");
}

async function runCommand(page: Page, command: string): Promise<void> {
  const box = page.locator(".quick-input-widget input").first();
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: command }).first();
  await settle(page, `the command "${command}" in the palette`, async () => {
    try {
      if (!(await box.isVisible())) {
        await page.keyboard.press("F1");
      }
      await box.fill(`>${command}`, { timeout: 2_000 });
      await row.click({ timeout: 5_000 });
      return true;
    } catch {
      // A palette that was opened too early does not learn of more commands; a person would open it again, too.
      await page.keyboard.press("Escape");
      return false;
    }
  });
}

async function timeOf(page: Page, name: string): Promise<number> {
  const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: name }).first();
  let text = "";
  await settle(page, `"${name}" among the running extensions`, async () => {
    text = (await row.isVisible()) ? await row.locator(".activation-time").innerText() : "";
    return /\d/.test(text);
  }, PATIENCE_MS);
  return Number(/(\d+)\s*ms/.exec(text)?.[1]);
}
