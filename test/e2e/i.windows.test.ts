import { match, ok, strictEqual } from "node:assert/strict";
import { ask, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { Chat } from "./setup/chat";
import { answerUntil, closePopups, pickRow, popupAt, signOut } from "./setup/ways";
import { openedChat, signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

/** Of an access token: short, so that a test sees its end, and long enough for a request on a busy machine. */
const TOKEN_SECONDS = 5;

/** Three real windows of one VS Code, each with an extension host of its own. */
describe("three windows", () => {
  startsFromKnownState();

  let world: World;
  let chats: readonly Chat[];

  before(async () => {
    const { chat } = await signedInChat();
    ({ world } = await openedChat());
    await signOut(chat);
    await Promise.all([world.openWindow(), world.openWindow()]);
    chats = world.windows.map((page) => new Chat(page));
  });

  const tokenRequests = (): readonly number[] =>
    world.auth.requests.filter(({ path }) => path === "/oauth/token").map(({ status }) => status);

  it("share a sign-in that is made in one of them after all were open", async () => {
    world.auth.setAccessTokenSeconds(TOKEN_SECONDS);
    await signedInChat();
    await closePopups(world);
    for (const chat of chats) {
      await chat.ready();
    }
  });

  it("refresh by turns: nobody is signed out, and no refresh token is used twice", async () => {
    const before = tokenRequests().length;
    for (const city of ["Rome", "Oslo", "Lisbon"]) {
      // All windows find the token at its end in one moment, and one of them renews it for all.
      const { length } = tokenRequests();
      const over = Date.now() + TOKEN_SECONDS * 1000;
      await chats[0]?.until("the token to end", () =>
        Promise.resolve(Date.now() > over || tokenRequests().length > length),
      );
      await Promise.all(
        chats.map(async ({ page }) => {
          await ask(page, `How warm is it in ${city}?`);
          match(await waitForAnswer(page), new RegExp(city));
        }),
      );
    }
    const statuses = tokenRequests().slice(before);
    strictEqual(statuses.length >= 3, true, `only ${String(statuses.length)} refreshes`);
    strictEqual(
      statuses.every((status) => status === 200),
      true,
    );
    strictEqual(world.auth.reuseDetected, 0);
    for (const chat of chats) {
      strictEqual(await chat.alert.count(), 0);
    }
  });

  it("come back signed in when one is reloaded in the middle of it", async () => {
    const [first, second] = chats;
    const asking = ask(second!.page, "How warm is it in Vienna?");
    await first!.page.reload();
    await openChat(first!.page);
    await asking;
    match(await waitForAnswer(second!.page), /Vienna/);
    await first!.ready();
    await ask(first!.page, "How warm is it in Madrid?");
    match(await waitForAnswer(first!.page), /Madrid/);
    strictEqual(world.auth.reuseDetected, 0);
  });

  it("keep their account, and the response that they write, when another one signs in in one of them", async () => {
    const [first, second] = chats;
    await second!.newThread();
    world.mastra.pauseAnswersAt(20);
    await ask(second!.page, "Compare the weather in Rome, Oslo, Lisbon, Vienna, Madrid, Athens, Paris and Berlin");
    await second!.button("Stop").waitFor();
    await pickRow(first!.page, "Use another account", () =>
      first!.button("Account alice@example.com. Switch account").click(),
    );
    await popupAt(world, first!, /\/interaction\//);
    const bob = first!.button("Account bob@example.com. Switch account");
    await answerUntil(first!, "Bob to be signed in", () => bob.isVisible(), "Bob Example");
    await closePopups(world);
    // It looks who is there when it gets the focus.
    await second!.page.bringToFront();
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    match(await waitForAnswer(second!.page), /Rome[^]*Source:/);
    ok(await second!.button("Account alice@example.com. Switch account").isVisible());
    // Clerk's page knows Bob now; the tests that follow are Alice's again.
    await world.page.context().clearCookies({ domain: new URL(world.auth.issuer).hostname });
  });

  it("are all signed out when one signs out: streams stop, and no conversation stays", async () => {
    const [first, second, third] = chats;
    await third!.newThread();
    world.mastra.pauseAnswersAt(20);
    await ask(third!.page, "Compare the weather in Rome, Oslo, Lisbon, Vienna, Madrid, Athens, Paris and Berlin");
    await third!.button("Stop").waitFor();
    await signOut(first!);
    for (const chat of [second!, third!]) {
      await chat.until("the other window to be signed out", () => chat.button("Sign in").first().isVisible());
      await chat.until("the conversation to go", async () => (await chat.turns.count()) === 0);
      strictEqual(await chat.button("Stop").count(), 0);
    }
  });
});
