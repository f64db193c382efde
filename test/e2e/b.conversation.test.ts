import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import AxeBuilder from "@axe-core/playwright";
import { ask, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { becomes } from "./setup/becomes";
import { browserStorage } from "./setup/browserStorage";
import type { Chat } from "./setup/chat";
import { hideAndShowPanel } from "./setup/sidebar";
import { turnTexts } from "./setup/turnTexts";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("a conversation", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
  });

  it("stops in the middle of an answer, keeps what came, and takes the next question", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Lima month by month");
    await chat.button("Stop").waitFor();
    const last = chat.turns.last();
    await chat.until("some of the answer", async () => (await last.innerText()).length > 300);
    await chat.button("Stop").click();
    await chat.until("the answer to be stopped", async () => (await last.innerText()).includes("Stopped"));
    // Only now: what the model wrote meanwhile would be in the server's copy, and come into the panel with that.
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    strictEqual(await chat.button("Stop").count(), 0);
    // Continue stands below it only until the next question.
    const written = await last.getByRole("table").textContent();
    await ask(world.page, "How warm is it in Oslo?");
    match(await waitForAnswer(world.page), /Oslo/);
    const stopped = chat.turns.nth(1).getByRole("table");
    strictEqual(await stopped.textContent(), written, "a stopped answer does not grow");
  });

  it("says in the log what an answer took, stage by stage", async () => {
    const lines = (): readonly string[] =>
      world.observer.log().match(/Answer: time to first token .*telling the panel [\d.]+ ms/g) ?? [];
    const before = lines().length;
    await ask(world.page, "How warm is it in Bergen?");
    await waitForAnswer(world.page);
    await chat.until("the answer's line", () => Promise.resolve(lines().length > before));
    const number = (pattern: RegExp): number => Number(pattern.exec(lines().at(-1) ?? "")?.[1] ?? Number.NaN);
    const stages = [
      /accepted the request after ([\d.]+)/,
      /first data after ([\d.]+)/,
      /first token ([\d.]+)/,
      /last data after ([\d.]+)/,
      /ended after ([\d.]+)/,
    ].map(number);
    deepStrictEqual(
      stages,
      stages.toSorted((a, b) => a - b),
      lines().at(-1),
    );
    for (const count of [/(\d+) chunks/, /(\d+) bytes/, /telling the panel ([\d.]+)/].map(number)) {
      ok(count > 0, lines().at(-1));
    }
    ok(!lines().some((line) => line.includes("Bergen")));
  });

  it("shows the same transcript and draft after a reload", async () => {
    await ask(world.page, "What's the weather like in Tokyo?");
    await waitForAnswer(world.page);
    const before = await turnTexts(chat);
    await chat.message.fill("and tomor");
    await chat.until("the draft to rest", async () => (await browserStorage(world.page)).includes("and tomor"));
    await world.page.reload();
    await openChat(world.page);
    await becomes(chat, () => turnTexts(chat), before);
    await chat.until("the draft", async () => (await chat.message.inputValue()) === "and tomor");
    await chat.ready();
    await chat.message.fill("");
  });

  it("goes on in the same thread after the view was hidden in the middle of an answer", async () => {
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Cairo month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 200);
    await hideAndShowPanel(chat);
    await chat.button("Stop").waitFor();
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    const answer = await waitForAnswer(world.page);
    match(answer, /December/);
    strictEqual(await chat.turns.count(), 2);
  });

  it("runs a tool only after Approve", async () => {
    await chat.agent.selectOption({ label: "Travel Agent" });
    await ask(world.page, "Book a trip to Lisbon in May for two");
    await chat.button("Approve").waitFor();
    await chat.screenshot("approval");
    await chat.button("Approve").click();
    await chat.until(
      "the answer",
      async () => !(await chat.button("Stop").isVisible()) && /booked/i.test(await chat.turns.last().innerText()),
    );
    strictEqual(await chat.button("Approve").count(), 0);
  });

  it("does not run a tool after Decline", async () => {
    await chat.agent.selectOption({ label: "Travel Agent" });
    await ask(world.page, "Book a trip to Rome in May for two");
    await chat.button("Decline").click();
    await chat.until(
      "the end of the turn",
      async () => !(await chat.button("Stop").isVisible()) && /declined/i.test(await chat.turns.last().innerText()),
    );
    await chat.agent.selectOption({ label: "Weather Agent" });
  });

  it("shows code with a copy button, and copies it", async () => {
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await ask(world.page, "Show me how to call this from TypeScript");
    await waitForAnswer(world.page);
    await chat.button("Copy code").first().click();
    const code = ((await chat.frame.locator("pre code").first().textContent()) ?? "").trim();
    ok(code.length > 20);
    await chat.until("the code on the clipboard", async () => {
      const copied = await world.page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
      return copied.trim() === code;
    });
  });

  it("can be used with the keyboard alone", async () => {
    // Whose going tells that the command is done.
    await ask(world.page, "How warm is it in Lima?");
    await waitForAnswer(world.page);
    await chat.command("New Thread");
    await chat.until(
      "a new thread with the keyboard in its message box",
      async () =>
        (await chat.turns.count()) === 0 &&
        (await chat.message.evaluate((box) => document.hasFocus() && document.activeElement === box)),
    );
    await world.page.keyboard.type("How warm is it in Quito?");
    await world.page.keyboard.press("Shift+Enter");
    strictEqual(await chat.turns.count(), 0);
    await world.page.keyboard.press("Enter");
    match(await waitForAnswer(world.page), /Quito/);
  });

  it("has nothing that axe objects to", async () => {
    await ask(world.page, "What's the weather like in Paris?");
    await waitForAnswer(world.page);
    const { violations } = await new AxeBuilder({ page: world.page })
      .include(["iframe.webview", "iframe", "main"])
      .analyze();
    deepStrictEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      [],
    );
  });
});
