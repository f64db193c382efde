import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { answered } from "./setup/answered";
import { says } from "./setup/says";
import { ServerMemory } from "./setup/serverMemory";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("turns", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let memory: ServerMemory;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    memory = new ServerMemory(world);
  });

  /** The tools of a turn show when the pointer is on it. */
  const press = async (turn: number, name: string): Promise<void> => {
    await chat.turns.nth(turn).hover();
    await chat.turns.nth(turn).getByRole("button", { name, exact: true }).click();
  };

  it("a question is changed in its place, and the server has only the changed one", async () => {
    await ask(world.page, "How warm is it in Hamburg in May?");
    await waitForAnswer(world.page);
    await press(0, "Edit");
    const box = chat.frame.getByRole("textbox", { name: "Edit message" });
    strictEqual(await box.inputValue(), "How warm is it in Hamburg in May?");
    await chat.screenshot("edit");
    await box.fill("How warm is it in Geneva in May?");
    await box.press("Enter");
    await answered(chat, /Geneva/);
    strictEqual(await chat.turns.count(), 2);
    deepStrictEqual(await memory.newestLines(), [
      "user: How warm is it in Geneva in May?",
      "assistant: ## Weather in Geneva, Switzerland",
    ]);
  });

  it("an answer is made again, copied as Markdown, and tells what it took", async () => {
    await ask(world.page, "How warm is it in Berlin in May?");
    await waitForAnswer(world.page);
    const first = (await memory.messages(await memory.newest())).at(-1)!.id;
    await press(1, "Regenerate");
    await chat.until("another answer", async () => (await memory.messages(await memory.newest())).at(-1)?.id !== first);
    await answered(chat, /Berlin/);
    deepStrictEqual(await memory.newestLines(), [
      "user: How warm is it in Berlin in May?",
      "assistant: ## Weather in Berlin, Germany",
    ]);
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(1, "Copy");
    await chat.until("the Markdown on the clipboard", async () => {
      const copied = await world.page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
      return /^## Weather in Berlin, Germany\n\nIn \*\*May\*\*[^]*\| Mean temperature \|/.test(copied);
    });
    await press(1, "Details");
    await says(
      chat.turns.last().locator("dl[aria-label=Details]"),
      /Model\s+scripted-1[^]*Duration\s+[\d.]+ sec[^]*Total tokens\s+[\d,]+/,
    );
    await chat.screenshot("details");
  });

  it("messages queue behind an answer; one is taken back, the other one goes out by itself", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Hanoi month by month");
    for (const text of ["How warm is it in Dublin in May?", "And this one not"]) {
      await chat.message.fill(text);
      await pressEnter(world.page);
      await chat.until("the box to be empty", async () => (await chat.message.inputValue()) === "");
    }
    const queue = chat.frame.getByRole("list", { name: "Queued messages" });
    await chat.until("both to wait", async () => (await queue.getByRole("listitem").count()) === 2);
    await chat.screenshot("queue");
    strictEqual(await chat.turns.count(), 2);
    await queue.getByRole("button", { name: "Remove queued message “And this one not”" }).click();
    await chat.until("the words to come back", async () => (await chat.message.inputValue()) === "And this one not");
    await chat.message.fill("");
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await answered(chat, /Dublin, Ireland/);
    strictEqual(await chat.turns.count(), 4);
    await says(chat.turns.nth(1), /December/);
    const roles = (await memory.newestLines()).map((line) => line.split(":", 1)[0]);
    deepStrictEqual(roles, ["user", "assistant", "user", "assistant"]);
  });

  it("Stop ends the answer at once, on the server too, gives queued words back, and makes no second copy", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Istanbul month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 300);
    await chat.message.fill("And in Ankara?");
    await chat.message.press("Enter");
    await chat.frame.getByRole("list", { name: "Queued messages" }).waitFor();
    await chat.message.press("Escape");
    await chat.until("the answer to be stopped", async () => /Stopped/.test(await chat.turns.last().innerText()));
    await chat.until("the queued words", async () => (await chat.message.inputValue()) === "And in Ankara?");
    await chat.message.fill("");
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    // What the server had written by then is what it keeps.
    await chat.until(
      "the server to keep it",
      async () => (await memory.newestLines()).at(-1)?.startsWith("assistant: ## Istanbul") === true,
    );
    doesNotMatch((await memory.lines(await memory.newest())).join(), /\*\*December\*\* is/);
    await chat.message.press("ArrowUp");
    await chat.frame.getByRole("textbox", { name: "Edit message" }).fill("How warm is it in Oslo in May?");
    await chat.button("Send edit").click();
    await answered(chat, /Oslo/);
    strictEqual(await chat.turns.count(), 2);
    deepStrictEqual(await memory.newestLines(), [
      "user: How warm is it in Oslo in May?",
      "assistant: ## Weather in Oslo, Norway",
    ]);
  });

  it("Continue goes on with a stopped answer in its place, and no question is asked twice", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Quito month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 300);
    await chat.message.press("Escape");
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await chat.turns.last().getByRole("button", { name: "Continue" }).click();
    await answered(chat, /December is/);
    strictEqual(await chat.turns.count(), 2);
    strictEqual((await chat.turns.last().innerText()).split("Quito, Ecuador").length, 2, "the beginning once");
    strictEqual(await chat.turns.last().getByRole("button", { name: "Continue" }).count(), 0);
    const lines = await memory.lines(await memory.newest());
    strictEqual(lines.filter((line) => line.startsWith("user: ")).length, 1);
    match(lines.join("\n"), /## Quito[^]*\*\*December\*\* is/);
  });

  it("a message goes into the answer that is being written in its place, before what is queued", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Accra month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 300);
    for (const [text, key] of [
      ["How warm is it in Porto in May?", "Enter"],
      ["How warm is it in Riga in May?", "Control+Enter"],
    ] as const) {
      await chat.message.fill(text);
      await chat.message.press(key);
      await chat.until("the box to be empty", async () => (await chat.message.inputValue()) === "");
    }
    const queue = chat.frame.getByRole("list", { name: "Queued messages" });
    await says(queue, /Queued: How warm is it in Porto[^]*Sending now: How warm is it in Riga/);
    await chat.screenshot("steer");
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await answered(chat, /Porto, Portugal/);
    // As text: what is far above has not been drawn (`content-visibility`).
    const order = (await chat.turns.allTextContents()).join("\n");
    match(order, /Accra month by month[^]*December is[^]*in Riga in May[^]*Riga, Latvia[^]*in Porto in May/);
    strictEqual(await chat.turns.count(), 6);
    const roles = (await memory.newestLines()).map((line) => line.split(":", 1)[0]);
    deepStrictEqual(roles, ["user", "assistant", "signal", "assistant", "user", "assistant"]);
  });

  it("an answer that is made again at once after Stop leaves nothing of itself on the server", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Lima month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 100);
    await chat.message.press("Escape");
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await chat.turns.last().getByRole("button", { name: "Regenerate" }).press("Enter");
    await answered(chat, /December/);
    await chat.until("the server to have one answer", async () => (await memory.newestLines()).length === 2);
    const [question, answer] = await memory.lines(await memory.newest());
    match(question ?? "", /^user: Tell me about Lima/);
    match(answer ?? "", /^assistant: ## Lima[^]*December/);
    strictEqual(answer?.split("## Lima").length, 2, "once, and not its beginning before it");
  });
});
