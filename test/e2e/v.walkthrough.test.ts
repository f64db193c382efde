import { strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { pickRow } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const CONNECT_STEP = "Connect to your server";
const SIGN_IN_STEP = "Sign in";
const EDITOR_STEP = "Use agents in the editor";
const STEPS = [CONNECT_STEP, SIGN_IN_STEP, "Ask an agent", EDITOR_STEP, "Use agents in VS Code's Chat"];

describe("the first run", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let editors: Editors;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    editors = new Editors(chat);
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  afterEach(() => editors.closeAll());

  const step = (title: string): Locator =>
    world.page.locator(".getting-started-step").filter({ has: world.page.getByText(title, { exact: true }) });
  const isDone = async (title: string): Promise<boolean> =>
    (await step(title).getByRole("checkbox").getAttribute("aria-checked")) === "true";

  it("has a walkthrough of five steps, each of which is done once it has happened", async () => {
    await editors.run("Welcome: Open Walkthrough...");
    await pickRow(world.page, "Get Started with Agent Chat");
    for (const title of STEPS) {
      await step(title).waitFor();
    }
    // Done before the walkthrough was opened, and before VS Code knew it in this window.
    await chat.until("both to be done", async () => (await isDone(CONNECT_STEP)) && (await isDone(SIGN_IN_STEP)));
    await step(EDITOR_STEP).click();
    strictEqual(await isDone(EDITOR_STEP), false);
    await chat.command("Ask About Selection");
    await chat.until("the step to be done", () => isDone(EDITOR_STEP));
    await chat.screenshot("walkthrough", ".part.editor");
  });

  it("copies a report about the window after a review", async () => {
    await chat.command("Copy Diagnostics");
    await editors.language("Markdown");
    await world.page.screenshot({ path: "out/screenshots/diagnostics.png" });
    await chat
      .notification(/Review the report/)
      .getByRole("button", { name: "Copy Report" })
      .click();
    await chat.notification(/Copied the report/).waitFor();
    const copied = await world.page.evaluate(() => navigator.clipboard.readText());
    strictEqual(copied.startsWith("# Agent Chat diagnostics"), true, copied.slice(0, 100));
    strictEqual(copied.includes("alice"), false);
    strictEqual(
      [...world.auth.secrets].some((secret) => copied.includes(secret)),
      false,
    );
  });
});
