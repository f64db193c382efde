import { strictEqual } from "node:assert/strict";
import { completeSignIn, pressSignIn } from "../stack/page/signIn";
import { ask, waitForAnswer } from "../stack/page/ask";
import { Attaching } from "./setup/attaching";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { closeQuickInput, quickInputRow } from "./setup/quickInput";
import { pickRow, signOutDialog } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { Workspace } from "./setup/workspace";
import type { World } from "./setup/world";

const FILE = "keys/lines.txt";
const LINES = "first line\nsecond line\nthird line\n";

describe("the keyboard beside an open editor", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let editors: Editors;
  let workspace: Workspace;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    editors = new Editors(chat);
    workspace = new Workspace(world);
    workspace.write({ [FILE]: LINES });
    await editors.open(FILE, 2);
  });

  afterEach(async () => {
    await editors.closeAll();
    workspace.clear();
  });

  /** What is typed now goes into the message box, and nothing into the file. */
  const typesInBox = async (after: string): Promise<void> => {
    await chat.until(`the focus in the message box after ${after}`, () =>
      chat.message.evaluate((box) => document.hasFocus() && document.activeElement === box),
    );
    await world.page.keyboard.type(`after ${after}`);
    await chat.until(`the words after ${after}`, async () =>
      (await chat.message.inputValue()).endsWith(`after ${after}`),
    );
    strictEqual(await world.page.locator(".tab.dirty").count(), 0, `after ${after} the editor has got a key`);
    await chat.message.fill("");
  };

  it("finds in the panel alone", async () => {
    await chat.message.click();
    await world.page.keyboard.press("Control+F");
    const box = chat.frame.getByRole("textbox", { name: "Find" });
    await box.waitFor();
    await world.page.keyboard.type("line");
    await chat.until("the words in the panel's box", async () => (await box.inputValue()) === "line");
    await world.page.keyboard.press("F3");
    strictEqual(await world.page.locator(".find-widget.visible").count(), 0, "the editor's find has opened as well");
    strictEqual(await world.page.locator(".tab.dirty").count(), 0);
    await world.page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
    // What the panel has no use for is VS Code's.
    await world.page.keyboard.press("F1");
    await chat.inputBox.waitFor();
    await closeQuickInput(world.page);
  });

  it("comes back to the message box from the lists that the panel opened, chosen from or left", async () => {
    const server = new URL(world.mastra.url).host;
    const steps = [
      ["the servers", `Server ${server}. Switch or configure`, /Add Server/, server],
      ["the accounts", "Account alice@example.com. Switch account", /Sign Out…/, "alice@example.com"],
    ] as const;
    for (const [what, button, row, choice] of steps) {
      await chat.button(button).click();
      await quickInputRow(world.page, row).waitFor();
      await closeQuickInput(world.page);
      await typesInBox(`${what} were left`);
      await pickRow(world.page, choice, () => chat.button(button).click());
      await typesInBox(`${what} were chosen from`);
      await chat.ready();
    }
    await ask(world.page, "How warm is it in Riga in May?");
    await waitForAnswer(world.page);
    await chat.message.fill("/export json");
    await chat.message.press("Enter");
    await chat.until("the place to save", () => chat.inputBox.isVisible());
    await closeQuickInput(world.page);
    await typesInBox("the export was left");
  });

  it("comes back after the question about signing out, and after the sign-in", async () => {
    const accounts = (): Promise<void> => chat.button("Account alice@example.com. Switch account").click();
    await pickRow(world.page, "Sign Out…", accounts);
    await signOutDialog(chat).getByRole("button", { name: "Cancel" }).click();
    await typesInBox("the sign-out was left");
    await pickRow(world.page, "Sign Out…", accounts);
    await signOutDialog(chat).getByRole("button", { name: "Sign Out", exact: true }).click();
    await chat.button("Sign in").first().waitFor();
    await typesInBox("the sign-out");
    await pressSignIn(world.page);
    await completeSignIn(world.page);
    await typesInBox("the sign-in");
  });

  it("opens the chat, and asks about the selection, by chords", async () => {
    await world.page.keyboard.press("Control+K");
    await world.page.keyboard.press("Control+G");
    await typesInBox("the chord for the chat");
    await editors.open(FILE, 1);
    await editors.selectLines(2);
    await world.page.keyboard.press("Control+K");
    await world.page.keyboard.press("Control+Y");
    const attaching = new Attaching(chat);
    await attaching.chip("lines.txt").waitFor();
    await typesInBox("the chord for the selection");
    await attaching.clear();
  });
});
