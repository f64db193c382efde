import { ok, strictEqual } from "node:assert/strict";
import { ask, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const QUESTION = "How warm is it in Lima?";
const DRAFT = "And in Quito";

describe("the chat in the secondary side bar", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
  });

  const secondary = () => world.page.locator(".part.auxiliarybar");

  /** Left edge of the panel within the window: a webview lies over its side bar, not inside of it. */
  const left = async (): Promise<number> =>
    (await chat.message.isVisible()) ? ((await chat.message.boundingBox())?.x ?? Number.NaN) : Number.NaN;

  async function move(to: "Primary" | "Secondary"): Promise<void> {
    await chat.command(`Move Chat to ${to} Side Bar`);
    const isRight = to === "Secondary";
    await chat.until(`the chat in the ${to} Side Bar`, async () => {
      const x = await left();
      return isRight ? x > 640 : x <= 640;
    });
    await chat.ready();
  }

  it("has thread and draft there, also after a reload, and goes back", async () => {
    await ask(world.page, QUESTION);
    await waitForAnswer(world.page);
    await chat.message.fill(DRAFT);
    await move("Secondary");
    ok(await secondary().isVisible());
    strictEqual(await chat.turns.count(), 2);
    strictEqual(await chat.message.inputValue(), DRAFT);
    await chat.until("the keyboard in the message box", () =>
      chat.message.evaluate((box) => document.hasFocus() && document.activeElement === box),
    );
    await world.page.screenshot({ path: "out/screenshots/secondary-side-bar.png" });
    await world.page.reload();
    // A browser's window may come back with that side bar closed; the chat is still in it.
    await chat.command("Focus Chat");
    await chat.ready();
    ok((await left()) > 640, "it stays where it was put");
    strictEqual(await chat.message.inputValue(), DRAFT);
    strictEqual(await chat.turns.count(), 2);
    await move("Primary");
    strictEqual(await chat.message.inputValue(), DRAFT);
    strictEqual(await chat.turns.count(), 2);
  });

  afterEach(async () => {
    // Whatever has failed: the next files look for the chat in the activity bar.
    await move("Primary");
    await chat.message.fill("");
    if (await secondary().isVisible()) {
      await new Editors(chat).run("View: Hide Secondary Side Bar");
      await secondary().waitFor({ state: "hidden" });
    }
  });
});
