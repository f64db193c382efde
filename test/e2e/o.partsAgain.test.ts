import { ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { openChat } from "../stack/page/openChat";
import { answerTo } from "./setup/answers";
import { becomes } from "./setup/becomes";
import type { Chat } from "./setup/chat";
import { forgetConversations } from "./setup/keptFiles";
import { ThreadList } from "./setup/threadList";
import { turnTexts } from "./setup/turnTexts";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const QUESTIONS = [
  "Think about it once more",
  "Ask the weather agent about Oslo in May",
  "Measure 2 stations",
  "Break a tool",
  "Run the workflow for Oslo and Rome",
  "Cite your sources",
  "Draw a chart of Oslo",
  "Save it as a file",
  "Describe Oslo as an object",
  "Say something forbidden",
  "Answer until it is too long",
  "Fail in the middle",
  "Launch a balloon",
] as const;

describe("what an agent has sent, read again", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Showcase Agent" });
    for (const question of QUESTIONS) {
      await answerTo(chat, question);
    }
    // Only a long list is as it was: one that has lost something must not be what the rest is compared with.
    await chat.until("the reason of an end", async () =>
      (await turnTexts(chat)).some((text) => text.includes("length limit")),
    );
  });

  it("after a reload all of it is there as it was, and nothing twice", async () => {
    const before = await turnTexts(chat);
    ok(before.length === 2 * QUESTIONS.length);
    const asked = (): number => world.mastra.requests.filter(({ path }) => path.includes("/suspended-runs")).length;
    const requests = asked();
    await world.page.reload();
    await openChat(world.page);
    await chat.ready();
    await chat.until("the thread to be read from the server", () => Promise.resolve(asked() > requests));
    // What the panel hears after the answer to another request, it has heard of the one before.
    await new ThreadList(chat).open();
    await chat.button("Close threads").click();
    await becomes(chat, () => turnTexts(chat), before);
  });

  it("where nothing is kept, the server's memory shows the same: without times, a blocked message and why an answer ended", async () => {
    const before = (await Promise.all((await chat.turns.all()).map(partsOf))).flat();
    ok(before.length > 15);
    await forgetConversations(world, chat, "The balloon is up");
    await chat.newThread();
    await new ThreadList(chat).show(QUESTIONS[0]);
    await chat.until("the thread", async () => (await chat.turns.count()) === 2 * QUESTIONS.length - 2);
    await chat.frame.locator("summary", { hasText: "Thought process" }).waitFor();
    await becomes(
      chat,
      async () => (await Promise.all((await chat.turns.all()).map(partsOf))).flat(),
      before.filter((part) => !/forbidden|guard|length limit/.test(part)),
    );
  });
});

/** The words of a turn's own text, and the names of everything else in it. */
function partsOf(turn: Locator): Promise<readonly string[]> {
  return turn.evaluate((article) =>
    [...article.querySelectorAll(".bubble, .markdown, .notice p, .sources, [role=group], img")].map(
      (part) => part.getAttribute("aria-label") ?? part.getAttribute("alt") ?? part.textContent,
    ),
  );
}
