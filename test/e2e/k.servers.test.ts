import { match, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type MastraServer, startMastraServer } from "../stack/mastra/mastraServer";
import { ask, waitForAnswer } from "../stack/page/ask";
import { pressSignIn } from "../stack/page/signIn";
import type { Chat } from "./setup/chat";
import { dismissAll } from "./setup/dismiss";
import { quickInputRow } from "./setup/quickInput";
import { answerUntil, closePopups, pickRow, popupAt, signOut } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

describe("several servers", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let staging: MastraServer;

  before(async () => {
    ({ world, chat } = await signedInChat());
    const { issuer, publishableKey, clientId, jwksUri } = world.auth;
    const resourceMetadata = { authorizationServers: [issuer], publishableKey, clientId };
    const dataDir = join(world.folder, "staging");
    staging = await startMastraServer({ publishableKey, jwksUri, dataDir, resourceMetadata, ...SCRIPTED });
    closeAtEnd(() => staging.close());
    world.configure({ "agentChat.servers": [{ name: "Elsewhere", url: "http://127.0.0.1:9" }] });
  });

  it("those that may have the sign-in are listed by a command, also while nobody is signed in", async () => {
    await signOut(chat);
    await chat.command("Manage Allowed Servers");
    await quickInputRow(world.page, new URL(world.mastra.url).origin).waitFor();
    await chat.inputBox.press("Escape");
  });

  it("one is added by its address alone: it names its Clerk instance itself, and the wizard signs in", async () => {
    await signOut(chat);
    await chat.command("Configure Server");
    await pickRow(world.page, "Add Server…");
    await chat.inputBox.fill(staging.url);
    await chat.inputBox.press("Enter");
    const connected = chat.notification(/Connected to .* as alice@example\.com\. 8 agents available\..*provided its/);
    await answerUntil(chat, "the wizard to end", () => connected.first().isVisible());
    await closePopups(world);
    const settings = readFileSync(join(world.folder, "workspace", ".vscode", "settings.json"), "utf8");
    match(settings, new RegExp(new URL(staging.url).host));
    ok(settings.includes(world.auth.clientId));
    await ask(world.page, "How warm is it in Rome?");
    match(await waitForAnswer(world.page), /Rome/);
    ok(staging.requests.some(({ path, authorized }) => path.endsWith("/stream") && authorized));
    // What else can be done with a response is asked a moment after its end, and not counted as the next test's.
    await chat.until("what is asked for a response", () =>
      Promise.resolve(
        ["/voice/speakers", "/system/packages"].every((end) => staging.requests.some(({ path }) => path.endsWith(end))),
      ),
    );
  });

  it("another one is a pick away, and each has its own conversation", async () => {
    await pickRow(world.page, new URL(world.mastra.url).host, () =>
      chat.button(`Server ${new URL(staging.url).host}. Switch or configure`).click(),
    );
    await chat.until("the other server's conversation", async () => (await chat.turns.count()) === 0);
    await chat.ready();
    const before = staging.requests.length;
    await ask(world.page, "How warm is it in Oslo?");
    match(await waitForAnswer(world.page), /Oslo/);
    strictEqual(staging.requests.length, before, "nothing goes to the server that was left");
    await chat.command("Configure Server");
    await pickRow(world.page, new URL(staging.url).host);
    await chat.until("the first conversation", async () => /Rome/.test((await chat.turns.allInnerTexts()).join(" ")));
  });

  it("one that does not answer is told of in the panel alone, and no longer when another one is chosen", async () => {
    const toasts = world.page.locator(".notifications-toasts .notification-toast");
    await dismissAll(world.page);
    await chat.command("Configure Server");
    await pickRow(world.page, "Elsewhere");
    await chat.alertText(/127\.0\.0\.1:9\. /);
    strictEqual(await toasts.filter({ hasText: "127.0.0.1:9" }).count(), 0);
    await pickRow(world.page, new URL(staging.url).host, () =>
      chat.button("Server Elsewhere. Switch or configure").click(),
    );
    await toasts
      .filter({ hasText: /Connected to/ })
      .first()
      .waitFor();
    await chat.until("the notice to go", async () => (await chat.alert.count()) === 0);
    strictEqual(await toasts.filter({ hasText: "127.0.0.1:9" }).count(), 0);
    await chat.ready();
  });

  it("an organization is chosen at Clerk and shown beside the account", async () => {
    await signOut(chat);
    // Without the list the first server counts again, which tells that the scopes have been read as well.
    world.configure({ "agentChat.clerk.scopes": "openid profile email offline_access user:org:read" });
    await chat.button(`Server ${new URL(world.mastra.url).host}. Switch or configure`).waitFor();
    const shown = chat.button("Account alice@example.com · Acme. Switch account");
    await pressSignIn(world.page);
    await answerUntil(chat, "a sign-in for an organization", () => shown.isVisible());
    await closePopups(world);
    await chat.ready();
    await pickRow(world.page, "Choose another organization…", () => shown.click());
    const page = await popupAt(world, chat, /\/interaction\//);
    const beta = page.getByRole("radio", { name: "Beta" });
    await chat.until("Clerk to ask for the organization", () => beta.isVisible());
    await beta.check();
    await page.getByRole("button", { name: "Allow" }).click({ noWaitAfter: true });
    await chat.button("Account alice@example.com · Beta. Switch account").waitFor();
    await closePopups(world);
    await ask(world.page, "How warm is it in Madrid?");
    match(await waitForAnswer(world.page), /Madrid/);
  });
});
