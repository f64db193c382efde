import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { Frame, Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { overflowFindings } from "./setup/gallery/overflowCheck";
import { setSidebarWidth } from "./setup/sidebar";
import { walkThroughPanel } from "./setup/tabOrder";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("for everyone", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
  });

  const focused = (locator: Locator): Promise<boolean> =>
    locator.evaluate((element) => document.activeElement === element);

  const panel = async (): Promise<Frame> => (await (await chat.frame.locator("#root").elementHandle()).ownerFrame())!;

  const style = (locator: Locator, name: string): Promise<string> =>
    locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);

  it("comes to every control with Tab, and shows which one it is at", async () => {
    await ask(world.page, "Show me how to call this from TypeScript");
    await waitForAnswer(world.page);
    await ask(world.page, "How warm is it in Oslo?");
    await waitForAnswer(world.page);
    await chat.message.fill("and in Rome?");
    const { names, missed, unmarked } = await walkThroughPanel(chat);
    deepStrictEqual(missed, []);
    deepStrictEqual(unmarked, []);
    const order = [
      "Agent",
      "Threads",
      "Find",
      "New thread",
      "Conversation",
      "Copy code",
      "Message",
      "Attach context",
      "Preview message",
      "Send",
    ];
    deepStrictEqual(
      names.filter((name) => order.includes(name)),
      order,
    );
    await chat.message.fill("");
  });

  it("reaches the tools of a turn with the arrow keys, and has one Tab stop for them", async () => {
    await ask(world.page, "How warm is it in Oslo?");
    await waitForAnswer(world.page);
    const tools = chat.turns.last().getByRole("toolbar", { name: "Response" });
    strictEqual(await tools.locator("button[tabindex='0']").count(), 1);
    await tools.getByRole("button", { name: "Unhelpful" }).waitFor();
    strictEqual(await tools.locator("button[tabindex='0']").count(), 1);
    await tools.getByRole("button").first().focus();
    for (const name of ["Regenerate", "Branch from here", "Details", "Read aloud", "Helpful", "Unhelpful", "Copy"]) {
      await world.page.keyboard.press("ArrowRight");
      await chat.until(`the focus on ${name}`, () => focused(tools.getByRole("button", { name, exact: true })));
    }
  });

  it("is told the start, finished sentences and the end of an answer, and no tokens", async () => {
    await chat.frame.locator("[data-live-region]").evaluate((region) => {
      const said: string[] = [];
      Reflect.set(window, "said", said);
      new MutationObserver((records) => {
        said.push(...records.flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent ?? "")));
      }).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await ask(world.page, "What's the weather like in New York?");
    await waitForAnswer(world.page);
    const said = (): Promise<string[]> =>
      chat.frame.locator("body").evaluate(() => Reflect.get(window, "said") as string[]);
    await chat.until("the end to be told", async () => (await said()).at(-1) === "Response complete.");
    const [start, ...sentences] = (await said()).slice(0, -1);
    strictEqual(start, "Weather Agent is responding.");
    match(sentences.join(" "), /Take a jacket and something against the rain\./);
    const lines = await chat.turns
      .last()
      .locator(".markdown :is(h3, h4, h5, th:last-child, td:last-child)")
      .allInnerTexts();
    for (const sentence of sentences) {
      ok(
        /[.!?]$/.test(sentence) || lines.some((line) => sentence.endsWith(line)),
        `no whole sentence, and no whole line: ${sentence}`,
      );
    }
  });

  it("has a heading for each turn, and goes from one to the next with Alt and the arrow keys", async () => {
    for (const city of ["Oslo", "Rome"]) {
      await ask(world.page, `How warm is it in ${city}?`);
      await waitForAnswer(world.page);
    }
    for (const [index, name] of ["You", "Weather Agent", "You", "Weather Agent"].entries()) {
      strictEqual(await chat.turns.nth(index).getByRole("heading", { level: 2, name, exact: true }).count(), 1);
    }
    await chat.message.focus();
    for (const index of [3, 2, 1, 0]) {
      await world.page.keyboard.press("Alt+ArrowUp");
      await chat.until(`the focus on turn ${String(index)}`, () => focused(chat.turns.nth(index)));
    }
    for (const next of [chat.turns.nth(1), chat.turns.nth(2), chat.turns.nth(3), chat.message]) {
      await world.page.keyboard.press("Alt+ArrowDown");
      await chat.until("the focus on the next one", () => focused(next));
    }
  });

  it("follows chat.fontSize and chat.fontFamily at once", async () => {
    await ask(world.page, "What is the weather in Oslo?");
    await waitForAnswer(world.page);
    const words = chat.turns.last().locator(".markdown p").first();
    const before = [await style(words, "font-size"), await style(words, "font-family")];
    world.configure({ "chat.fontSize": 20, "chat.fontFamily": "monospace" });
    await chat.until("large letters", async () => (await style(words, "font-size")) === "20px");
    await chat.until("the other letters", async () => (await style(words, "font-family")) === "monospace");
    await chat.screenshot("large-letters");
    world.configure({});
    await chat.until("letters as before", async () => (await style(words, "font-size")) === before[0]);
    await chat.until("the letters of before", async () => (await style(words, "font-family")) === before[1]);
  });

  it("fits into a sidebar of 250 px", async () => {
    await ask(world.page, "Tell me about Tokyo month by month");
    await waitForAnswer(world.page);
    await ask(world.page, "Show me how to call this from TypeScript");
    await waitForAnswer(world.page);
    const width = await setSidebarWidth(chat, 250);
    try {
      deepStrictEqual(await overflowFindings(await panel()), []);
      const log = chat.frame.getByRole("log", { name: "Conversation" });
      strictEqual(await log.evaluate((box) => box.scrollWidth - box.clientWidth), 0);
      await chat.screenshot("narrow");
      await chat.turns.last().getByRole("button", { name: "More actions" }).press("Enter");
      await chat.frame.getByRole("menuitem", { name: "Insert at cursor" }).waitFor();
      await world.page.keyboard.press("Escape");
    } finally {
      await setSidebarWidth(chat, width);
    }
  });

  it("moves nothing when motion is to be reduced", async () => {
    const motion = async (): Promise<string> => {
      // A tool that runs for seconds: whoever looks for its spinner finds it.
      await ask(world.page, "Measure 20 stations");
      const spinner = chat.frame.locator(".toolCard .spinning").first();
      await spinner.waitFor();
      const name = await style(spinner, "animation-name");
      await chat.button("Stop").click();
      await chat.button("Stop").waitFor({ state: "detached" });
      return name;
    };
    await chat.agent.selectOption({ label: "Showcase Agent" });
    strictEqual(await motion(), "spin");
    world.configure({ "workbench.reduceMotion": "on" });
    await chat.frame.locator("body.vscode-reduce-motion").waitFor();
    strictEqual(await motion(), "none");
    world.configure({});
    await chat.frame.locator("body:not(.vscode-reduce-motion)").waitFor();
    await chat.agent.selectOption({ label: "Weather Agent" });
  });
});
