import { ok, strictEqual } from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import { settle } from "../stack/page/settle";
import { signIn } from "../stack/page/signIn";
import { browserStorage } from "./setup/browserStorage";
import type { Chat } from "./setup/chat";
import { chooseInMenu } from "./setup/contextMenu";
import { Editors } from "./setup/editors";
import { ThreadList } from "./setup/threadList";
import { signOut } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const QUESTION = "How warm is it in Oslo?";
const IN_TAB = "And in Bergen?";
const OTHER = "How warm is it in Cairo?";
/** A tab in VS Code's storage, where quotes are escaped several times. */
const TITLED_OTHER = /"title\\*":\\*"How warm is it in Cairo\?/;
const DRAFT = "Not sent yet";
const TAB_DRAFT = "Still being written";

describe("threads in editor tabs", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let tabs: Locator;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await new Editors(chat).closeAll();
    tabs = world.page.locator(".editor-group-container .tab");
  });

  /** The page of the tab in front; a tab behind it has none. */
  const inTab = (): FrameLocator =>
    world.page.locator('iframe.webview:not([src*="purpose=webviewView"])').contentFrame().frameLocator("iframe");
  const turnsInTab = (): Locator => inTab().getByRole("log", { name: "Conversation" }).getByRole("article");
  const boxInTab = (): Locator => inTab().getByRole("textbox", { name: "Message" });
  const titled = (title: string): Promise<void> =>
    chat.until(`a tab called ${title}`, async () => (await tabs.allInnerTexts()).some((text) => text.trim() === title));

  it("shows what the view shows, and has a message box of its own", async () => {
    await ask(world.page, QUESTION);
    await waitForAnswer(world.page);
    await chat.message.fill(DRAFT);
    await chat.command("Open Thread in Editor");
    await chat.until("the thread in the tab", async () => (await turnsInTab().count()) === 2);
    await titled(QUESTION);
    strictEqual(await boxInTab().inputValue(), "");
    await boxInTab().fill(IN_TAB);
    await boxInTab().press("Enter");
    await chat.until("the response in both places", async () => {
      const counts = [await turnsInTab().count(), await chat.turns.count()];
      return (
        counts.every((count) => count === 4) && (await inTab().getByRole("toolbar", { name: "Response" }).count()) > 1
      );
    });
    // Each is told of the last piece by itself.
    await chat.until("the same words in both", async () => {
      const words = await chat.turns.last().innerText();
      return words !== "" && words === (await turnsInTab().last().innerText());
    });
    strictEqual(await chat.message.inputValue(), DRAFT, "the view keeps what was typed there");
    await world.page.screenshot({ path: "out/screenshots/editor-tab.png" });
  });

  it("opens one tab for each thread, also from the list", async () => {
    await chat.command("Open Thread in Editor");
    strictEqual(await tabs.count(), 1);
    await chat.message.fill("");
    await chat.newThread();
    await ask(world.page, OTHER);
    await waitForAnswer(world.page);
    const list = new ThreadList(chat);
    await list.open();
    await chooseInMenu(chat, "Open Thread in Editor", () =>
      list.row(OTHER).getByRole("button").first().click({ button: "right" }),
    );
    await titled(OTHER);
    strictEqual(await tabs.count(), 2);
    await chat.until("the thread in the tab", async () => (await turnsInTab().count()) === 2);
    await chat.button("Close threads").click();
  });

  it("has thread and draft again after a reload", async () => {
    await boxInTab().fill(TAB_DRAFT);
    // VS Code in a browser keeps its tabs now and then, and not when the page goes.
    await chat.until("the draft and the tab to rest", async () => {
      const kept = await browserStorage(world.page);
      // The words alone may be what somebody was typing when VS Code kept the view.
      return kept.includes(TAB_DRAFT) && TITLED_OTHER.test(kept);
    });
    await world.page.reload();
    await chat.until("the thread in the tab", async () => (await turnsInTab().count()) === 2);
    await chat.until("the draft", async () => (await boxInTab().inputValue()) === TAB_DRAFT);
    await tabs.filter({ hasText: QUESTION }).click();
    await chat.until("the thread in the other tab", async () => (await turnsInTab().count()) === 4);
    await titled(QUESTION);
  });

  it("shows nothing of a thread whose owner has signed out, and all of it when they are back", async () => {
    await signOut(chat);
    await chat.until("the tab without its thread", async () => (await turnsInTab().count()) === 0);
    await titled("Agent Chat");
    await inTab().getByRole("button", { name: "Sign in", exact: true }).waitFor();
    await signIn(world.page);
    await chat.until("the thread in the tab", async () => (await turnsInTab().count()) === 4);
    await titled(QUESTION);
  });

  /** From the list to the middle of the editor area. */
  const drag = async (row: Locator): Promise<void> => {
    const from = await row.boundingBox();
    const to = await world.page.locator(".part.editor").boundingBox();
    ok(from && to);
    const { mouse } = world.page;
    await mouse.move(from.x + 40, from.y + 10);
    await mouse.down();
    await mouse.move(from.x + 60, from.y + 15, { steps: 5 });
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 20 });
    await mouse.up();
    // While something is dragged, VS Code keeps the mouse from its webviews: until it moves again.
    await mouse.move(to.x + 40, to.y + 60, { steps: 5 });
  };

  it("opens a thread where it is dragged to from the list", async () => {
    await new Editors(chat).closeAll();
    const list = new ThreadList(chat);
    await list.open();
    const row = list.row(OTHER).getByRole("button").first();
    const isThere = async (): Promise<boolean> => (await tabs.count()) > 0;
    await settle(world.page, "the tab", async () => {
      await drag(row);
      return settle(world.page, "the tab", isThere, 15_000).then(
        () => true,
        () => false,
      );
    });
    await titled(OTHER);
    strictEqual(await tabs.count(), 1);
    await chat.until("the thread in the tab", async () => (await turnsInTab().count()) === 2);
    await chat.button("Close threads").click();
  });

  after(async () => {
    await new Editors(chat).closeAll();
  });
});
