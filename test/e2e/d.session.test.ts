import { match, ok, strictEqual } from "node:assert/strict";
import { ask, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { answerLoginPages, completeSignIn, pressSignIn, signIn } from "../stack/page/signIn";
import { browserStorage } from "./setup/browserStorage";
import type { Chat } from "./setup/chat";
import { dismissAll } from "./setup/dismiss";
import { says } from "./setup/says";
import { closePopups, pickRow, popupAt, press, signOut, signOutDialog } from "./setup/ways";
import { knowsWhoIsThere, openedChat, signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("a session", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await openedChat());
    await knowsWhoIsThere(chat);
    // Each of these begins where nobody is signed in, whatever became of the one before.
    if (!(await chat.button("Sign in").first().isVisible())) {
      await signOut(chat);
    }
  });

  afterEach(() => {
    world.auth.recover();
    world.configure({});
  });

  const tokenRequests = (): number =>
    world.auth.requests.filter(({ path, status }) => path === "/oauth/token" && status === 200).length;

  it("ends with Sign Out: refresh token revoked, secrets and conversation gone", async () => {
    await signedInChat();
    await ask(world.page, "What's the weather like in New York?");
    await waitForAnswer(world.page);
    const revoked = world.auth.revokedRefreshTokens.length;
    await pickRow(world.page, "Sign Out…", () => chat.button("Account alice@example.com. Switch account").click());
    const asks = signOutDialog(chat);
    await says(asks, /Sign out of alice@example\.com\?[^]*removed[^]*stay on the server[^]*valid at the server until/);
    await asks.getByRole("button", { name: "Cancel" }).click();
    await asks.waitFor({ state: "detached" });
    strictEqual(await chat.turns.count(), 2, "nothing is removed before the answer");
    // It goes away by itself, and so it is looked for from the beginning.
    const told = chat
      .notification(/^Signed out of alice@example\.com\.$/m)
      .first()
      .waitFor();
    told.catch(() => undefined);
    await signOut(chat);
    await told;
    await chat.until("the revocation", () => Promise.resolve(world.auth.revokedRefreshTokens.length === revoked + 1));
    strictEqual(await chat.turns.count(), 0);
    await world.page.reload();
    await openChat(world.page);
    await chat.button("Sign in").waitFor();
    strictEqual(await chat.turns.count(), 0);
    const stored = await browserStorage(world.page);
    ok(stored.length > 1000, "the browser's storage can be read");
    ok(!stored.includes("agentChat.session"), "a record of the session is left in the browser");
  });

  it("begins for a question of the palette, which is sent then, and waits in the box when the sign-in is left", async () => {
    const asks = async (question: string): Promise<void> => {
      await chat.command("Ask weatherAgent");
      await chat.inputBox.fill(question);
      await chat.inputBox.press("Enter");
      await chat.frame.getByRole("heading", { name: "Signing in…" }).waitFor();
    };
    await asks("How warm is it in Minsk?");
    await popupAt(world, chat, /\/interaction\//);
    await press(chat, "Cancel");
    await chat.button("Sign in").first().waitFor();
    await chat.until("the words", async () => (await chat.message.inputValue()) === "How warm is it in Minsk?");
    await chat.message.fill("");
    await closePopups(world);
    await asks("How warm is it in Tirana?");
    await completeSignIn(world.page);
    match(await waitForAnswer(world.page), /Tirana/);
    strictEqual(await chat.message.inputValue(), "");
    await signOut(chat);
  });

  it("ends from VS Code's Accounts menu as well, before the chat has been opened in the window", async () => {
    await signedInChat();
    await ask(world.page, "What's the weather like in Boston?");
    await waitForAnswer(world.page);
    const revoked = world.auth.revokedRefreshTokens.length;
    const activities = world.page.locator(".activitybar");
    // A window without a folder shows the files first; this one would open the chat again by itself.
    await world.page.goto(new URL("?ew=true", world.host.url).href);
    await activities.getByRole("tab", { name: /^Agent Chat/ }).waitFor();
    // It activates the extension, and loads neither the session nor the chat.
    await chat.command("Show Log");
    const menu = world.page.locator(".monaco-menu");
    const dialog = world.page.locator(".monaco-dialog-box").getByRole("button", { name: "Sign Out" });
    await chat.until("Alice's Sign Out in the Accounts menu", async () => {
      strictEqual(await world.page.locator("iframe.webview").count(), 0);
      // Each try begins with a menu that is made anew.
      await dismissAll(world.page);
      await activities.getByRole("button", { name: /^Accounts/ }).click();
      try {
        // The menu is made anew when VS Code has heard of her, and may go away under the hand.
        await menu.getByRole("menuitem", { name: /alice/i }).click({ timeout: 10_000 });
        await menu.getByRole("menuitem", { name: "Sign Out" }).hover({ timeout: 10_000 });
        await world.page.keyboard.press("Enter");
        await dialog.click({ timeout: 10_000 });
        return true;
      } catch {
        return false;
      }
    });
    await chat.until("the revocation", () => Promise.resolve(world.auth.revokedRefreshTokens.length === revoked + 1));
    await openChat(world.page, world.host.url);
    await chat.button("Sign in").waitFor();
    strictEqual(await chat.turns.count(), 0);
    await signIn(world.page);
    await chat.ready();
    strictEqual(await chat.turns.count(), 0, "the conversation went with the session");
    await signOut(chat);
  });

  it("is renewed without the user noticing when the access token expires", async () => {
    world.auth.setAccessTokenSeconds(2);
    const before = tokenRequests();
    await signIn(world.page);
    const expired = Date.now() + 2_500;
    world.auth.setAccessTokenSeconds(24 * 60 * 60);
    await chat.until("the access token to expire", () => Promise.resolve(Date.now() > expired));
    await ask(world.page, "How warm is it in Madrid?");
    match(await waitForAnswer(world.page), /Madrid/);
    const renewed = tokenRequests();
    ok(renewed - before >= 2, "the sign-in's own, and a refresh by whoever needed one first");
    await ask(world.page, "How warm is it in Vienna?");
    match(await waitForAnswer(world.page), /Vienna/);
    strictEqual(tokenRequests(), renewed, "the new token is used");
    strictEqual(await chat.alert.count(), 0);
    strictEqual(world.page.context().pages().length, 1);
    ok(world.mastra.requests.every(({ status, hasToken }) => status !== 401 || !hasToken));
    await signOut(chat);
  });

  it("says which switch to turn on when Clerk issues opaque tokens, and stores nothing", async () => {
    world.auth.setOpaqueTokens(true);
    await pressSignIn(world.page);
    await signInUntilAlert(/Generate access tokens as JWTs/);
    world.auth.setOpaqueTokens(false);
    await chat.button("Sign in").first().waitFor();
  });

  it("refuses an invalid publishable key with a next step", async () => {
    // The other address is only there to be seen: it tells that the settings have been read.
    world.configure({ "agentChat.clerk.publishableKey": "pk_test_!!!", "agentChat.serverUrl": "http://localhost:1" });
    await chat.frame.getByText("localhost:1", { exact: true }).first().waitFor();
    await chat.button("Sign in").first().click();
    await chat.alertText(/publishable key/i);
    await chat.button("Open Clerk settings").waitFor();
    world.configure({});
    await chat.frame.getByText(new URL(world.mastra.url).host, { exact: true }).first().waitFor();
    await chat.until("the notice to go", async () => (await chat.alert.count()) === 0);
  });

  it("takes a pasted token, shows when it expires, and says why it refuses others", async () => {
    await chat.command("Paste a Token");
    await chat.inputBox.fill("oat_abcdefghijklmnop");
    await world.page
      .getByText(/Generate access tokens as JWTs/)
      .first()
      .waitFor();
    await chat.inputBox.fill("ak_abcdefghijklmnop");
    await world.page
      .getByText(/API key/)
      .first()
      .waitFor();
    await chat.inputBox.fill(await world.auth.issueAccessToken({ sub: "user_pasted", expiresIn: 3600 }));
    await chat.inputBox.press("Enter");
    await chat
      .notification(/expires in/)
      .first()
      .waitFor();
    await chat.ready();
    await ask(world.page, "How warm is it in Athens?");
    match(await waitForAnswer(world.page), /Athens/);
    await signOut(chat);
  });

  async function signInUntilAlert(pattern: RegExp): Promise<void> {
    await chat.until(`an alert that says ${String(pattern)}`, async () => {
      await answerLoginPages(world.page, "Alice Example");
      return (await chat.alert.allInnerTexts()).some((text) => pattern.test(text));
    });
    const others = world.page
      .context()
      .pages()
      .filter((page) => page !== world.page);
    await Promise.all(others.map((page) => page.close()));
  }
});
