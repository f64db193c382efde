import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { startAuthServer } from "../stack/auth/authServer";
import { type MastraServerOptions, startMastraServer } from "../stack/mastra/mastraServer";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { answerUntil, closePopups, pickRow, popupAt, press, signOut, startSignIn, switchAccount } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

describe("causes, not symptoms", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
  });

  afterEach(async () => {
    for (const path of ["/oauth/token", "/.well-known/jwks.json"]) {
      world.auth.setFault(path, undefined);
    }
    world.auth.setClockOffset(0);
    world.auth.setAccessTokenSeconds(24 * 60 * 60);
    world.configure({});
    await closePopups(world);
  });

  let servers = 0;
  async function serve(options: Partial<MastraServerOptions>): Promise<string> {
    const { publishableKey, jwksUri } = world.auth;
    const dataDir = join(world.folder, `causes-${String(++servers)}`);
    const server = await startMastraServer({ publishableKey, jwksUri, dataDir, ...SCRIPTED, ...options });
    closeAtEnd(() => server.close());
    return server.url;
  }
  const hostOf = (url: string): RegExp => new RegExp(new URL(url).host.replaceAll(".", "\\."));
  const published = (): NonNullable<MastraServerOptions["resourceMetadata"]> => ({
    authorizationServers: [world.auth.issuer],
    publishableKey: world.auth.publishableKey,
    clientId: world.auth.clientId,
  });

  it("another Clerk instance than the server trusts: names both", async () => {
    const other = await startAuthServer();
    closeAtEnd(() => other.close());
    const url = await serve({
      publishableKey: other.publishableKey,
      jwksUri: other.jwksUri,
      resourceMetadata: { ...published(), authorizationServers: [other.issuer] },
    });
    world.configure({ "agentChat.serverUrl": url });
    const text = await chat.alertText(hostOf(other.issuer));
    match(text, hostOf(world.auth.issuer));
    strictEqual(world.page.context().pages().length, 1, "no browser opens by itself");
  });

  it("the instance's keys cannot be fetched: says so, and keeps the session", async () => {
    const url = await serve({ resourceMetadata: published() });
    world.auth.setFault("/.well-known/jwks.json", { status: 503 });
    world.configure({ "agentChat.serverUrl": url });
    match(await chat.alertText(/key/i), hostOf(world.auth.issuer));
    world.auth.setFault("/.well-known/jwks.json", undefined);
    await press(chat, "Try again");
    await chat.ready();
  });

  it("403 of authorizeUser: names the account and offers another one, which then works", async () => {
    const alice = world.auth.users.find(({ name }) => name === "Alice Example");
    const url = await serve({ authorizeUser: (user) => (user as { sub?: string }).sub !== alice?.id });
    world.configure({ "agentChat.serverUrl": url });
    await chat.alertText(/alice@example\.com/);
    await pickRow(world.page, "Use another account", () => press(chat, "Use another account"));
    await popupAt(world, chat, /\/interaction\//);
    const bob = chat.button("Account bob@example.com. Switch account");
    await answerUntil(chat, "Bob to be signed in", () => bob.isVisible(), "Bob Example");
    await closePopups(world);
    await chat.ready();
    await ask(world.page, "How warm is it in Rome?");
    match(await waitForAnswer(world.page), /Rome/);
    await switchAccount(chat, "alice@example.com", "Alice to be refused", async () =>
      (await chat.alert.allInnerTexts()).some((text) => text.includes("alice@example.com")),
    );
    world.configure({});
    await chat.ready();
    await signOut(chat);
    // Clerk's page knows Bob now; the tests that follow are Alice's again.
    await world.page.context().clearCookies({ domain: new URL(world.auth.issuer).hostname });
  });

  it("consent denied: a word, a button, no error", async () => {
    await signOut(chat);
    const page = await startSignIn(world, chat);
    await page.getByRole("button", { name: /^(Cancel|Deny)$/ }).click({ noWaitAfter: true });
    await chat.alertText(/access wasn't allowed/);
    await chat.button("Sign in").first().waitFor();
  });

  it("a client ID that Clerk does not know: says so at once, though Clerk's page never comes back", async () => {
    await signOut(chat);
    world.configure({ "agentChat.clerk.clientId": "unknownClient001" });
    await chat.until("the sign-in to fail", async () => {
      // Looked for first: another try would take it away again.
      if ((await chat.alert.allInnerTexts()).some((text) => /unknownClient001/.test(text))) {
        return true;
      }
      const button = chat.button("Sign in").first();
      if (await button.isVisible()) {
        await button.click({ timeout: 2000 }).catch(() => undefined);
      }
      return false;
    });
    await chat.button("Open Clerk settings").first().waitFor();
    await settingsAsBefore();
  });

  it("a redirect URI that is not registered: says which at once, with a copy button", async () => {
    await signOut(chat);
    const wrong = `${world.auth.issuer}/not-registered`;
    world.configure({ "agentChat.clerk.redirectRelay": wrong });
    await chat.until("the hint", async () => {
      const button = chat.button("Sign in").first();
      if (await button.isVisible()) {
        await button.click({ timeout: 2000 }).catch(() => undefined);
      }
      return (await chat.alert.allInnerTexts()).some((text) => text.includes(wrong));
    });
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(chat, "Copy redirect URI");
    await chat.until("the address in the clipboard", async () => {
      await world.page.bringToFront();
      return (await world.page.evaluate(() => navigator.clipboard.readText())) === wrong;
    });
    await press(chat, "Cancel");
    await chat.button("Sign in").first().waitFor();
    await settingsAsBefore();
  });

  /** They are read again a moment after they were written; the next sign-in must not begin before. */
  async function settingsAsBefore(): Promise<void> {
    const told = world.observer.webviewMessages().length;
    world.configure({});
    await chat.until("the settings to be read", () => Promise.resolve(world.observer.webviewMessages().length > told));
  }

  const outages = [
    ["503", { status: 503 }],
    ["429", { status: 429, headers: { "retry-after": "1" } }],
    [
      "a captive portal's page",
      { status: 200, body: "<html>Welcome to the hotel</html>", headers: { "content-type": "text/html" } },
    ],
    ["a connection that is cut", "reset"],
  ] as const;
  for (const [what, fault] of outages) {
    it(`Clerk answers with ${what}: the session stays, and the next try goes through`, async () => {
      await signOut(chat);
      world.auth.setAccessTokenSeconds(1);
      await signedInChat();
      // Before it expires: whatever the window asks for meanwhile would renew it.
      world.auth.setFault("/oauth/token", fault);
      const ended = Date.now() + 1500;
      await chat.until("the access token to expire", () => Promise.resolve(Date.now() > ended));
      await chat.message.fill("How warm is it in Oslo?");
      await pressEnter(world.page);
      await chat.alertText(/still signed in/);
      await chat.until("the words to come back", async () => {
        return (await chat.message.inputValue()) === "How warm is it in Oslo?";
      });
      world.auth.setFault("/oauth/token", undefined);
      world.auth.setAccessTokenSeconds(24 * 60 * 60);
      await press(chat, "Try again");
      await chat.until("the alert to go", async () => (await chat.alert.count()) === 0);
      await chat.ready();
      await pressEnter(world.page);
      match(await waitForAnswer(world.page), /Oslo/);
      strictEqual(world.page.context().pages().length, 1, "no browser opens by itself");
    });
  }
});
