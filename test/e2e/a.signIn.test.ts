import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import { completeSignIn } from "../stack/page/signIn";
import type { Chat } from "./setup/chat";
import { dismissAll } from "./setup/dismiss";
import { says } from "./setup/says";
import { openedChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("signing in through the browser", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  let callbackUrl = "";

  before(async () => {
    ({ world, chat } = await openedChat());
    world.page.context().on("request", (request) => {
      if (request.isNavigationRequest() && request.url().includes("/callback?")) {
        callbackUrl = request.url();
      }
    });
  });

  const tokenRequests = (): number => world.auth.requests.filter(({ path }) => path === "/oauth/token").length;

  it("asks nothing of the server, and opens no browser, before somebody wants it", async () => {
    await chat.button("Sign in").waitFor();
    await chat.screenshot("signed-out");
    deepStrictEqual(world.mastra.requests, []);
    deepStrictEqual(world.auth.requests, []);
    strictEqual(world.page.context().pages().length, 1);
  });

  it("keeps what is typed before the sign-in", async () => {
    await chat.message.fill("What's the weather like in New York?");
    ok(await chat.button("Send").isDisabled());
  });

  it("comes back through the URI handler, signed in", async () => {
    await chat.button("Sign in").click();
    await completeSignIn(world.page, "Alice Example");
    const paths = world.auth.requests.map(({ path }) => path);
    for (const path of ["/oauth/authorize", "/relay", "/oauth/token"]) {
      ok(paths.includes(path), `${path} was not asked for`);
    }
    strictEqual(await chat.message.inputValue(), "What's the weather like in New York?");
  });

  it("asks the server once, with a Bearer, and that is all", () => {
    deepStrictEqual(
      world.mastra.requests.map(({ method, path, status, authorized }) => [method, path, status, authorized]),
      [["GET", "/api/agents", 200, true]],
    );
  });

  it("answers the question that was waiting, with the tool's card", async () => {
    const before = world.mastra.requests.length;
    await pressEnter(world.page);
    const answer = await waitForAnswer(world.page);
    match(answer, /New York/);
    match(answer, /°C/);
    const card = chat.frame.getByRole("group", { name: "Tool getWeather" });
    await says(card, /New York/);
    deepStrictEqual(
      world.mastra.requests.slice(before).map(({ path }) => path),
      ["/api/agents/weatherAgent/stream"],
    );
    await chat.screenshot("answer");
  });

  it("ignores a callback that comes again, or with a state of somebody else, in silence", async () => {
    const before = tokenRequests();
    const foreign = callbackUrl.replace(/(state(?:%3D|=|%253D))[\w-]+/g, "$1somebodyElse");
    ok(callbackUrl !== "" && foreign !== callbackUrl);
    for (const url of [callbackUrl, foreign]) {
      const page = await world.page.context().newPage();
      await page.goto(url);
      await page.close();
    }
    await ask(world.page, "How warm is it in Bergen?");
    match(await waitForAnswer(world.page), /Bergen/);
    strictEqual(tokenRequests(), before);
    strictEqual(await world.page.locator(".notification-toast").count(), 0);
  });

  it("stands in VS Code's Accounts menu", async () => {
    const menu = world.page.locator(".monaco-menu", { hasText: /alice/i });
    await chat.until("Alice in the Accounts menu", async () => {
      // It is made when it opens, and VS Code may hear of her a moment later.
      await dismissAll(world.page);
      await world.page
        .locator(".activitybar")
        .getByRole("button", { name: /^Accounts/ })
        .click();
      return menu.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    await dismissAll(world.page);
  });

  it("sends the next message from the palette", async () => {
    await chat.command("Ask weatherAgent");
    await chat.inputBox.fill("How warm is it in Lisbon?");
    await chat.inputBox.press("Enter");
    await chat.until("the question in the conversation", async () => (await chat.turns.count()) === 6);
    match(await waitForAnswer(world.page), /Lisbon/);
  });

  it("remembers what was said before", async () => {
    await ask(world.page, "And is that usual there?");
    match(await waitForAnswer(world.page), /Lisbon/);
  });
});
