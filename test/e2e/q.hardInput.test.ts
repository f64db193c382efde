import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { ask } from "../stack/page/ask";
import { answerTo, fold, openCard, over, toolCard } from "./setup/answers";
import type { Chat } from "./setup/chat";
import { says } from "./setup/says";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("hard input", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Showcase Agent" });
  });

  it("a result of five megabytes can be looked into, and the panel goes on", async () => {
    const turn = await answerTo(chat, "Make a big report");
    const card = toolCard(turn, "bigReport");
    await says(card, /Done/);
    const lines = await card.locator("*").count();
    ok(lines < 200, `${String(lines)} elements for a folded result`);
    await openCard(card);
    await fold(card, "Result").click();
    await card.locator("summary").nth(2).waitFor();
    await answerTo(chat, "Think about it");
    await says(chat.turns.last(), /A warm coat is enough/);
  });

  it("a result of five megabytes is looked into while the answer still streams, and the answer goes on", async () => {
    const before = await chat.turns.count();
    // Behind its first words, in which the test looks at the result.
    world.mastra.pauseAnswersAt(200);
    await ask(world.page, "Make a big report and explain it");
    const turn = chat.turns.nth(before + 1);
    const card = toolCard(turn, "bigReport");
    const words = turn.locator(":scope > .markdown");
    await words.first().waitFor();
    await openCard(card);
    await fold(card, "Result").click();
    await card.locator("summary").nth(2).waitFor();
    ok(await chat.button("Stop").isVisible(), "the answer had ended before");
    const written = async (): Promise<string> => (await words.textContent()) ?? "";
    const { length } = await written();
    world.mastra.pauseAnswersAt(600);
    await chat.until("more of the answer", async () => (await written()).length > length);
    strictEqual(await card.locator("summary").nth(2).isVisible(), true, "what was opened stays open");
    match(await written(), /^The report has 45000 rows\./);
    await chat.button("Stop").click();
    await over(chat, turn);
  });

  it("malformed Markdown is drawn as far as it goes, and no word of it is lost", async () => {
    const turn = await answerTo(chat, "Give me malformed Markdown");
    const text = (await turn.textContent()) ?? "";
    ok(text.length > 100);
    strictEqual(await turn.locator("script, iframe, img[src^=http]").count(), 0);
    for (const word of ["onerror=", "<script>", "ontoggle=", "neverClosed"]) {
      ok(text.includes(word), `${word} is gone`);
    }
    await turn.locator("pre").first().hover();
    await turn.getByText("a link").first().click();
    await turn.getByText("Details").first().click();
    // Scripts have to come to their end before anybody can say that there were none.
    await chat.frame
      .locator("body")
      .evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 })));
    strictEqual(await chat.frame.locator("body").getAttribute("data-owned"), null, "something in it ran");
    strictEqual(await turn.locator("[onerror], [ontoggle], [onmouseover], [href^='javascript:' i], style").count(), 0);
    strictEqual(await chat.message.isVisible(), true, "its styles hide nothing");
    await answerTo(chat, "Think about it");
  });

  it("an error in the middle of an answer keeps what came; no stack is on the screen or in the log", async () => {
    const logged = world.observer.log().length;
    const turn = await answerTo(chat, "Fail in the middle");
    await says(turn, /first three stations are in[^]*The model is overloaded/);
    const text = await turn.innerText();
    await turn.getByRole("button", { name: "Try again" }).waitFor();
    doesNotMatch(text, /\bat \S+ \(|file:\/\/|node_modules/);
    doesNotMatch(world.observer.log().slice(logged), /showcase|scriptedModel|node_modules/);
  });
});
