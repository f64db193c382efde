import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import { completeSignIn } from "../stack/page/signIn";
import type { Chat } from "./setup/chat";
import { openCard } from "./setup/answers";
import { dismissAll } from "./setup/dismiss";
import { MovingPicture } from "./setup/movingPicture";
import { says } from "./setup/says";
import { popupAt } from "./setup/ways";
import { openedChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

/** Whether a request only looks for tool calls that wait in any thread; it may come at any moment. */
function isLookForWaiting(path: string): boolean {
  return path.endsWith("/suspended-runs");
}

/**
 * What a server offers besides its agents is asked once: VS Code lists the MCP servers of whoever is signed in, at any
 * moment; the panel asks for workflows, and with the first response whether it can be rated and read aloud.
 */
function isLookForOffers(path: string): boolean {
  return /^\/api\/(mcp\/v0\/servers|workflows|system\/packages|observability\/feedback|agents\/[^/]+\/voice\/speakers)$/.test(
    path,
  );
}

/**
 * What belongs to the thread that is seen once its response has ended: whether the agent keeps threads at all, and the
 * connection that tells what is answered in it elsewhere.
 */
function isAboutElsewhere(path: string): boolean {
  return /\/(memory\/status|threads\/subscribe)$/.test(path);
}

/** Whether nothing was asked twice. */
function areAskedOnce(paths: readonly string[]): boolean {
  return new Set(paths).size === paths.length;
}

/** Whether a request only looks whether the server needs a sign-in: it has no token, and is refused. */
function isWithoutSignIn({ method, path, status, hasToken }: World["mastra"]["requests"][number]): boolean {
  return method === "GET" && path === "/api/agents" && status === 401 && !hasToken;
}

describe("signing in through the browser", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  let picture: MovingPicture;
  let callbackUrl = "";

  before(async () => {
    ({ world, chat } = await openedChat());
    picture = new MovingPicture(world.page);
    world.page.context().on("request", (request) => {
      if (request.isNavigationRequest() && request.url().includes("/callback?")) {
        callbackUrl = request.url();
      }
    });
  });

  const tokenRequests = (): number => world.auth.requests.filter(({ path }) => path === "/oauth/token").length;

  it("asks the server only whether it needs a sign-in, and opens no browser, before somebody wants it", async () => {
    await chat.button("Sign in").waitFor();
    await chat.screenshot("signed-out");
    await picture.still(1500);
    ok(world.mastra.requests.every(isWithoutSignIn));
    deepStrictEqual(world.auth.requests, []);
    strictEqual(world.page.context().pages().length, 1);
  });

  it("keeps what is typed before the sign-in", async () => {
    await chat.message.fill("What's the weather like in New York?");
    ok(await chat.button("Send").isDisabled());
    await picture.still(1500);
  });

  it("comes back through the URI handler, signed in", async () => {
    await chat.button("Sign in").click();
    await picture.inFront(await popupAt(world, chat, /\/interaction\//), 1500);
    await completeSignIn(world.page, "Alice Example");
    const paths = world.auth.requests.map(({ path }) => path);
    for (const path of ["/oauth/authorize", "/relay", "/oauth/token"]) {
      ok(paths.includes(path), `${path} was not asked for`);
    }
    strictEqual(await chat.message.inputValue(), "What's the weather like in New York?");
    await picture.still(1000);
  });

  it("asks the server once for its agents and at most once for what waits with each, with a Bearer, and that is all", () => {
    const requests = world.mastra.requests.filter((request) => !isWithoutSignIn(request));
    ok(requests.every(({ method, status, authorized }) => method === "GET" && status === 200 && authorized));
    deepStrictEqual(
      requests.map(({ path }) => path).filter((path) => !isLookForWaiting(path) && !isLookForOffers(path)),
      ["/api/agents"],
    );
    ok(areAskedOnce(requests.map(({ path }) => path).filter(isLookForWaiting)));
    ok(areAskedOnce(requests.map(({ path }) => path).filter(isLookForOffers)));
  });

  it("answers the question that was waiting, with the tool's card", async () => {
    const before = world.mastra.requests.length;
    await pressEnter(world.page);
    const answer = await picture.during(waitForAnswer(world.page));
    await picture.still(4000);
    await picture.save("out/screenshots/sign-in.webp");
    match(answer, /New York/);
    match(answer, /°C/);
    const card = chat.frame.getByRole("group", { name: "Tool getWeather" });
    await openCard(card);
    await says(card, /New York/);
    const asked = world.mastra.requests.slice(before).map(({ path }) => path);
    deepStrictEqual(
      asked.filter((path) => !isLookForWaiting(path) && !isLookForOffers(path) && !isAboutElsewhere(path)),
      ["/api/agents/weatherAgent/stream"],
    );
    ok(areAskedOnce(asked.filter(isAboutElsewhere)));
    ok(areAskedOnce(world.mastra.requests.map(({ path }) => path).filter(isLookForOffers)));
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
