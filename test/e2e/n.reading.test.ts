import { ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { LONG_THREAD, longThread } from "./setup/longThread";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("reading a conversation", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let log: Locator;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    log = chat.frame.getByRole("log", { name: "Conversation" });
  });

  const toEnd = (): Promise<number> => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  const top = (): Promise<number> => log.evaluate((box) => box.scrollTop);
  const letters = async (): Promise<number> => ((await chat.turns.last().textContent()) ?? "").length;
  const grownTo = (length: number): Promise<void> =>
    chat.until(`${length} letters of the answer`, async () => (await letters()) > length);

  it("follows the answer only while the reader is at its end, and offers the way back", async () => {
    world.mastra.pauseAnswersAt(2000);
    await ask(world.page, "Tell me about Belgrade month by month");
    await grownTo(1200);
    await chat.until("the newest words in view", async () => (await top()) > 0 && (await toEnd()) < 8);
    strictEqual(await chat.button("Jump to latest").count(), 0);
    await log.hover();
    await world.page.mouse.wheel(0, -200);
    await chat.button("Jump to latest").waitFor();
    await chat.screenshot("jump");
    const [left, length] = [await top(), await letters()];
    world.mastra.pauseAnswersAt(2400);
    await grownTo(length + 200);
    strictEqual(await top(), left, "what is read stays where it is");
    await chat.button("Jump to latest").click();
    await chat.until("the end", async () => (await toEnd()) < 8);
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await grownTo(length + 400);
    await waitForAnswer(world.page);
    await chat.until("the end of the answer in view", async () => (await toEnd()) < 8);
  });

  it("offers the way back when a long message that is unfolded at the end pushes the end away", async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `${index}. station`).join("\n");
    await chat.message.fill(`What is the weather in Belgrade?\n${lines}`);
    await pressEnter(world.page);
    await waitForAnswer(world.page);
    await chat.until("the end", async () => (await toEnd()) < 8);
    strictEqual(await chat.button("Jump to latest").count(), 0);
    // A click by the mouse would scroll to the button, and scrolling offers the way back by itself.
    await chat.button("Show all").evaluate((button) => (button as HTMLElement).click());
    await chat.button("Jump to latest").waitFor();
    ok((await toEnd()) > 1000);
    await chat.button("Jump to latest").click();
    await chat.until("the end again", async () => (await toEnd()) < 8);
  });

  it("finds words in all of 2,000 messages, on the server as well, forwards and backwards", async () => {
    await longThread(world);
    await new ThreadList(chat).show(LONG_THREAD.title);
    await chat.turns.filter({ hasText: "Answer 2000 of many." }).waitFor();
    await chat.message.press("Control+f");
    const bar = chat.frame.getByRole("search", { name: "Find in thread" });
    const count = bar.getByRole("status");
    await bar.getByRole("textbox", { name: "Find" }).fill(LONG_THREAD.rare.toUpperCase());
    const at = async (number: number, words: string): Promise<void> => {
      await chat.until(`match ${number} of 3`, async () => (await count.innerText()) === `${number} of 3`);
      const turn = chat.turns.filter({ hasText: words });
      await chat.until(`"${words}" in view`, () => inView(turn));
    };
    await chat.until(
      "all of them to be counted",
      async () => (await count.innerText()) === "1 of 3" || (await count.innerText()) === "3 of 3",
    );
    const starts = (await count.innerText()) === "1 of 3" ? 1 : 3;
    await at(starts, starts === 1 ? "Answer 4 of many." : "Answer 1994 of many.");
    await chat.screenshot("find");
    for (let number = starts; number < 3; number += 1) {
      await bar.getByRole("button", { name: "Next match" }).click();
    }
    await at(3, "Answer 1994 of many.");
    await bar.getByRole("textbox", { name: "Find" }).press("Shift+Enter");
    await at(2, "Question 1001 of many.");
    await bar.getByRole("button", { name: "Previous match" }).click();
    await at(1, "Answer 4 of many.");
    await bar.getByRole("button", { name: "Previous match" }).click();
    await at(3, "Answer 1994 of many.");
    await bar.getByRole("textbox", { name: "Find" }).fill("nowhere in it");
    await chat.until("nothing", async () => (await count.innerText()) === "No results");
    await world.page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
  });

  it("goes through the questions of a long thread, by the list of them and by the keys", async () => {
    await longThread(world);
    await new ThreadList(chat).show(LONG_THREAD.title);
    await chat.turns.filter({ hasText: "Answer 2000 of many." }).waitFor();
    await chat.button("Messages in this thread").click();
    const rows = chat.frame.getByRole("listbox", { name: "Messages in this thread" }).getByRole("option");
    await chat.until("all of the questions", async () => (await rows.count()) === LONG_THREAD.messages / 2);
    await chat.screenshot("questions");
    await world.page.keyboard.press("Home");
    await world.page.keyboard.press("Enter");
    const question = (number: number) => chat.turns.filter({ hasText: `Question ${number} of many.` });
    const reached = (number: number): Promise<void> =>
      chat.until(`question ${number} at the top`, async () => {
        const [box, view] = [
          await question(number)
            .boundingBox()
            .catch(() => null),
          await log.boundingBox(),
        ];
        return box !== null && view !== null && Math.abs(box.y - view.y) < 2;
      });
    await reached(1);
    await world.page.keyboard.press("Control+Alt+ArrowDown");
    await reached(3);
    await world.page.keyboard.press("Control+Alt+ArrowUp");
    await reached(1);
  });

  it("sends with Ctrl+Enter from the moment that is set", async () => {
    const hint = chat.frame.locator("#sendHint");
    world.configure({ "agentChat.sendWith": "ctrlEnter" });
    await chat.until("the other key", async () => (await hint.innerText()).startsWith("Ctrl+Enter to send"));
    await chat.message.fill("What is the weather");
    await chat.message.press("End");
    await chat.message.press("Enter");
    await world.page.keyboard.type("in Oslo?");
    strictEqual(await chat.message.inputValue(), "What is the weather\nin Oslo?");
    await pressEnter(world.page, "Control+Enter");
    await waitForAnswer(world.page);
    strictEqual(await chat.message.inputValue(), "");
    world.configure({});
    await chat.until("the key of before", async () => (await hint.innerText()).startsWith("Enter to send"));
  });

  const inView = async (turn: Locator): Promise<boolean> => {
    const [box, view] = [await turn.boundingBox().catch(() => null), await log.boundingBox()];
    return box !== null && view !== null && box.y + box.height > view.y && box.y < view.y + view.height;
  };
});
