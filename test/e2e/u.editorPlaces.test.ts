import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { Chat } from "./setup/chat";
import { chooseInMenu } from "./setup/contextMenu";
import { Editors } from "./setup/editors";
import { openNativeChatWindow } from "./setup/nativeChatWindow";
import { pressUntil } from "./setup/pressUntil";
import { openedChat, startsFromKnownState } from "./setup/window";
import type { Workspace } from "./setup/workspace";
import { theWorld, type World } from "./setup/world";

const SUM = "export function sum(a: number, b: number): number {\n  return a + b;\n}\n";
const MISTYPED = SUM.replace("return", "retrun");

/** In a window that opens anew, as somebody who has signed in finds it the next morning. */
describe("places in the editor", () => {
  startsFromKnownState();

  let world: World;
  let context: BrowserContext;
  let page: Page;
  let chat: Chat;
  let editors: Editors;
  let workspace: Workspace;
  let asked: readonly string[];

  const requests = (): readonly string[] =>
    [...world.mastra.requests, ...world.auth.requests].map(({ method, path }) => `${method} ${path}`);
  const panels = (): Locator => page.locator("iframe.webview");

  before(async () => {
    world = await theWorld();
    // The window of the other files would ask its server now and then, too.
    await world.page.goto("about:blank");
    const window = await world.observer.newWindow(async () => {
      ({ context, workspace, page } = await openNativeChatWindow(world, { "src/sum.ts": SUM }, "Coding Agent"));
    });
    workspace.commitAll();
    workspace.write({ "src/sum.ts": MISTYPED });
    await page.keyboard.press("Control+Shift+E");
    await page.locator(".explorer-viewlet").waitFor();
    page.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
    await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
    await world.observer.ended(window);
    asked = requests();
    page = await context.newPage();
    // Its pictures are of a few lines.
    await page.setViewportSize({ width: 1100, height: 560 });
    await page.goto(world.host.url);
    chat = new Chat(page);
    editors = new Editors(chat);
  });

  after(async () => {
    (workspace as Workspace | undefined)?.clear();
    await (context as BrowserContext | undefined)?.close();
    await openedChat();
  });

  /** A menu that a test has left would cover what the next one presses. */
  afterEach(() => page.keyboard.press("Escape"));

  const decision = (name: string): Locator =>
    chat.notification(/proposes a change/).getByRole("button", { name, exact: true });

  it("has the light bulb before anybody has used the chat, and asks nobody anything until then", async () => {
    await editors.open("src/sum.ts", 2);
    // What the language service has found.
    await page.locator(".squiggly-error").first().waitFor();
    const action = page.locator(".action-widget .monaco-list-row", { hasText: "Fix with Agent Chat" });
    const isOffered = async (): Promise<boolean> => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
      return action.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    };
    await chat.until("an agent's help among the quick fixes", isOffered);
    await chat.screenshot("light-bulb", ".part.editor");
    deepStrictEqual(requests(), asked, "no server was asked");
    strictEqual(await panels().count(), 0);
    strictEqual(await page.locator(".notification-toast, .monaco-dialog-box").filter({ visible: true }).count(), 0);
    // Rows of slower providers come into the list meanwhile.
    await pressUntil(action, "the fix to be chosen", {
      prepare: async () => (await action.isVisible()) || isOffered(),
    });
    await editors.tab(/proposed/).waitFor();
    await decision("Accept").waitFor();
    await chat.screenshot("fix-problem", ".part.editor");
    strictEqual(workspace.read("src/sum.ts"), MISTYPED, "nothing is written before");
    await decision("Accept").click();
    await chat.until("the fix to be written", () => Promise.resolve(workspace.read("src/sum.ts") === SUM));
  });

  it("has an agent write the commit message, and review what has changed", async () => {
    workspace.write({ "src/sum.ts": SUM.replace("a + b", "b + a") });
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Source Control/ })
      .click();
    const row = page.locator(".scm-view").getByRole("treeitem", { name: /^sum\.ts, Modified/ });
    await row.waitFor();
    const write = page.locator(".part.sidebar").getByRole("button", { name: /^(Agent Chat: )?Write Commit Message/ });
    const box = page.locator(".scm-editor .view-lines");
    await pressUntil(write.first(), "the commit message", {
      // The toolbars are made anew with the status that has just brought the row.
      prepare: () => row.hover(),
      isDone: async () => /Change\ssrc\/sum\.ts/.test(await box.innerText()),
      patienceMs: 15_000,
    });
    await chat.screenshot("commit-message");
    await chooseInMenu(chat, "Review Changes", () => row.click({ button: "right" }));
    // The chat was not in sight, and may show what was said before as well.
    const asked = chat.turns.filter({ hasText: "Review these changes" }).first();
    await chat.until("the review in the panel", () => asked.isVisible());
    match(await asked.innerText(), /Changes that are not staged\s+sum\.ts[^]*Review these changes/);
  });
});
