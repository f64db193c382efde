import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { startMastraServer } from "../stack/mastra/mastraServer";
import { ask, waitForAnswer } from "../stack/page/ask";
import { type Chat, signedInChat } from "./setup/chat";
import { startCuttingProxy } from "./setup/cuttingProxy";
import { ServerMemory } from "./setup/serverMemory";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

describe("turns", () => {
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

  const answered = (words: RegExp): Promise<void> =>
    chat.until(`an answer with ${String(words)}`, async () => {
      return !(await chat.button("Stop").isVisible()) && words.test(await chat.turns.last().innerText());
    });

  /** The messages of the thread that was used last, by role and first words. */
  const onServer = async (): Promise<readonly string[]> =>
    (await memory.lines(await memory.newest())).map((line) => line.split("\n", 1)[0]!.slice(0, 60));

  it("a question is changed in its place, and the server has only the changed one", async () => {
    await ask(world.page, "How warm is it in Hamburg in May?");
    await waitForAnswer(world.page);
    await press(0, "Edit");
    const box = chat.frame.getByRole("textbox", { name: "Edit message" });
    strictEqual(await box.inputValue(), "How warm is it in Hamburg in May?");
    await chat.screenshot("edit");
    await box.fill("How warm is it in Geneva in May?");
    await box.press("Enter");
    await answered(/Geneva/);
    strictEqual(await chat.turns.count(), 2);
    deepStrictEqual(await onServer(), ["user: How warm is it in Geneva in May?", "assistant: ## Weather in Geneva, Switzerland"]);
  });

  it("an answer is made again, copied as Markdown, and tells what it took", async () => {
    await ask(world.page, "How warm is it in Berlin in May?");
    await waitForAnswer(world.page);
    const first = (await memory.messages(await memory.newest())).at(-1)!.id;
    await press(1, "Regenerate");
    await chat.until("another answer", async () => (await memory.messages(await memory.newest())).at(-1)?.id !== first);
    await answered(/Berlin/);
    deepStrictEqual(await onServer(), ["user: How warm is it in Berlin in May?", "assistant: ## Weather in Berlin, Germany"]);
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(1, "Copy");
    await chat.until("the Markdown on the clipboard", async () => {
      const copied = await world.page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
      return /^## Weather in Berlin, Germany\n\nIn \*\*May\*\*[^]*\| Mean temperature \|/.test(copied);
    });
    await press(1, "Details");
    const details = await chat.turns.last().locator("dl[aria-label=Details]").innerText();
    match(details, /Model\s+scripted-1[^]*Duration\s+[\d.]+ sec[^]*Total tokens\s+[\d,]+/);
    await chat.screenshot("details");
  });

  it("messages queue behind an answer; one is taken back, the other one goes out by itself", async () => {
    await ask(world.page, "Tell me about Hanoi month by month");
    for (const text of ["How warm is it in Dublin in May?", "And this one not"]) {
      await chat.message.fill(text);
      await chat.message.press("Enter");
    }
    const queue = chat.frame.getByRole("list", { name: "Queued messages" });
    await chat.until("both to wait", async () => (await queue.getByRole("listitem").count()) === 2);
    await chat.screenshot("queue");
    strictEqual(await chat.turns.count(), 2);
    await queue.getByRole("button", { name: "Remove queued message “And this one not”" }).click();
    await chat.until("the words to come back", async () => (await chat.message.inputValue()) === "And this one not");
    await chat.message.fill("");
    await answered(/Dublin, Ireland/);
    strictEqual(await chat.turns.count(), 4);
    match(await chat.turns.nth(1).innerText(), /December/);
    const roles = (await onServer()).map((line) => line.split(":", 1)[0]);
    deepStrictEqual(roles, ["user", "assistant", "user", "assistant"]);
  });

  it("Stop ends the answer at once, on the server too, gives queued words back, and makes no second copy", async () => {
    await ask(world.page, "Tell me about Istanbul month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 300);
    await chat.message.fill("And in Ankara?");
    await chat.message.press("Enter");
    await chat.frame.getByRole("list", { name: "Queued messages" }).waitFor();
    await chat.message.press("Escape");
    await chat.until("the answer to be stopped", async () => /Stopped/.test(await chat.turns.last().innerText()));
    await chat.until("the queued words", async () => (await chat.message.inputValue()) === "And in Ankara?");
    await chat.message.fill("");
    // What the server had written by then is what it keeps.
    await chat.until("the server to keep it", async () => (await onServer()).at(-1)?.startsWith("assistant: ## Istanbul") === true);
    doesNotMatch((await memory.lines(await memory.newest())).join(), /\*\*December\*\* is/);
    await chat.message.press("ArrowUp");
    await chat.frame.getByRole("textbox", { name: "Edit message" }).fill("How warm is it in Oslo in May?");
    await chat.button("Send edit").click();
    await answered(/Oslo/);
    strictEqual(await chat.turns.count(), 2);
    deepStrictEqual(await onServer(), ["user: How warm is it in Oslo in May?", "assistant: ## Weather in Oslo, Norway"]);
  });

  it("a failed answer is asked for again, without retyping and without a second copy", async () => {
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await ask(world.page, "Fail at once");
    await chat.alertText(/API key of the provider has expired/);
    await chat.screenshot("failed");
    const first = (await memory.messages(await memory.newest()))[0]!.id;
    await chat.button("Try again").click();
    await chat.until("the question to go out again", async () => (await memory.messages(await memory.newest()))[0]?.id !== first);
    await chat.alertText(/API key of the provider has expired/);
    strictEqual(await chat.turns.count(), 2);
    strictEqual((await onServer()).filter((line) => line === "user: Fail at once").length, 1);
  });

  it("a server that fails is named, its stack is not shown, and the words come back", async () => {
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await chat.message.fill("Crash the server");
    await chat.message.press("Enter");
    await chat.alertText(/failed while answering \(HTTP 500\)/);
    await chat.screenshot("server-error");
    const shown = await chat.frame.locator("body").innerText();
    doesNotMatch(shown, /TypeError|Cannot read properties|\bat \w+ ?\(|node_modules/);
    strictEqual(await chat.message.inputValue(), "Crash the server");
    strictEqual(await chat.turns.count(), 0);
    await chat.message.fill("");
    await chat.agent.selectOption({ label: "Weather Agent" });
  });

  it("a broken connection keeps what came, and trying again makes no second copy", async () => {
    const proxy = await startCuttingProxy(world.mastra.url);
    closeAtEnd(() => proxy.close());
    world.configure({ "agentChat.serverUrl": proxy.url });
    await chat.button(`Server ${new URL(proxy.url).host}. Switch or configure`).waitFor();
    await chat.ready();
    proxy.cutNextStream("average");
    await ask(world.page, "How warm is it in Ankara in May?");
    await chat.until("the end of the connection", async () => /connection to .* was (lost|cut)/.test(await chat.turns.last().innerText()));
    await chat.screenshot("connection-lost");
    match(await chat.turns.last().innerText(), /Weather in Ankara/);
    await chat.until("the server to keep it", async () => (await onServer()).at(-1)?.startsWith("assistant: ## Weather in Ankara") === true);
    await chat.button("Try again").click();
    await answered(/Source/);
    strictEqual(await chat.turns.count(), 2);
    deepStrictEqual(await onServer(), ["user: How warm is it in Ankara in May?", "assistant: ## Weather in Ankara, Turkey"]);
    world.configure({});
    await chat.button(`Server ${new URL(world.mastra.url).host}. Switch or configure`).waitFor();
  });

  it("a message that the server finds too large comes back with a sentence", async () => {
    const { publishableKey, jwksUri } = world.auth;
    const small = await startMastraServer({ publishableKey, jwksUri, dataDir: join(world.folder, "small"), maxBodyBytes: 100_000, ...SCRIPTED });
    closeAtEnd(() => small.close());
    world.configure({ "agentChat.serverUrl": small.url });
    await chat.button(`Server ${new URL(small.url).host}. Switch or configure`).waitFor();
    await chat.ready();
    const text = "windy ".repeat(20_000);
    await chat.message.fill(text);
    await chat.message.press("Enter");
    await chat.alertText(/refuses a message of this size\. Shorten it/);
    ok(small.requests.some(({ status }) => status === 413), "the server was asked");
    strictEqual(await chat.message.inputValue(), text);
    await chat.message.fill("");
    world.configure({});
    await chat.button(`Server ${new URL(world.mastra.url).host}. Switch or configure`).waitFor();
  });
});
