import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { failures } from "../runner/failures";
import { ask, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { answerLoginPages, pressOnce, pressSignIn, signIn } from "../stack/page/signIn";
import { browserStorage } from "./setup/browserStorage";
import { type BrowserWorld, startBrowserWorld } from "./setup/browserWorld";
import { Chat } from "./setup/chat";
import { keepEvidence } from "./setup/evidence";
import { signOut, tryAnotherWay } from "./setup/ways";

const VSIX = "mastra-clerk-web.vsix";

/** Bytes of the file that VS Code loads. */
const BUDGET = 600_000;

/** Seconds; a token this old is renewed with its next use. */
const TOKEN_SECONDS = 2;

/** `npm run package:web` makes what is tried here, as vscode.dev runs it: no machine, no Node. */
describe("an editor that runs extensions in the browser", () => {
  let world: BrowserWorld;
  let page: Page;
  let chat: Chat;
  const kept: Promise<unknown>[] = [];
  const keep = (title: string): void => void kept.push(keepEvidence(world, title));

  before(async () => {
    world = await startBrowserWorld(VSIX);
    page = await world.openWindow();
    chat = new Chat(page);
    failures.on("failed", keep);
  });

  after(async () => {
    failures.off("failed", keep);
    await Promise.all(kept);
    await (world as BrowserWorld | undefined)?.close();
  });

  it("loads one file within its budget, which asks for nothing of Node", () => {
    const code = readFileSync(world.file("dist/web/extension.js"));
    console.log(`      ${(code.length / 1000).toFixed(0)} KB`);
    ok(code.length <= BUDGET, `${code.length} bytes`);
    const text = code.toString();
    const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    deepStrictEqual([...new Set(required)], ["vscode"]);
    deepStrictEqual(text.match(/(?<![\w$.])(?:Buffer|process|__dirname)(?=[.(])/g), null);
  });

  it("draws the panel", async () => {
    await openChat(page, world.url);
    await chat.button("Sign in").first().waitFor();
  });

  it("signs in through the relay, and an agent responds", async () => {
    await signIn(page);
    await ask(page, "How warm is it in Oslo?");
    match(await waitForAnswer(page), /Oslo/);
  });

  it("has the account, the thread and what was typed after a reload", async () => {
    await chat.message.fill("What about Lisbon?");
    await chat.until("the draft to be stored", async () => (await browserStorage(page)).includes("What about Lisbon?"));
    await page.reload();
    await openChat(page);
    await chat.ready();
    match(await chat.turns.last().innerText(), /Oslo/);
    strictEqual(await chat.message.inputValue(), "What about Lisbon?");
    await chat.message.fill("");
  });

  it("keeps no token in clear text", async () => {
    const stored = await browserStorage(page);
    ok(stored.includes("Oslo"), "the conversation is in it");
    deepStrictEqual(
      [...world.auth.secrets].filter((secret) => stored.includes(secret)),
      [],
    );
  });

  it("offers nothing that needs a computer", async () => {
    await ask(page, "Show me code that calls this agent with curl");
    await waitForAnswer(page);
    await chat.button("Apply as diff").last().waitFor();
    strictEqual(await chat.button("Run in terminal").count(), 0);
    strictEqual(await chat.frame.getByRole("button", { name: /agents use the editor/ }).count(), 0);
  });

  it("signs in with a code, and a second window that is opened then has the account", async () => {
    await signOut(chat);
    world.auth.setAccessTokenSeconds(TOKEN_SECONDS);
    await pressSignIn(page);
    await tryAnotherWay(chat, /code in any browser/);
    await confirmCode(chat);
    await chat.ready();
    const other = new Chat(await world.openWindow());
    await openChat(other.page, world.url);
    await other.ready();
    const over = Date.now() + TOKEN_SECONDS * 1000;
    await chat.until("the token to end", () => Promise.resolve(Date.now() > over));
    await Promise.all(
      [chat, other].map(async ({ page: window }, index) => {
        const city = ["Vienna", "Madrid"][index] ?? "";
        await ask(window, `How warm is it in ${city}?`);
        match(await waitForAnswer(window), new RegExp(city));
      }),
    );
    strictEqual(world.auth.reuseDetected, 0);
    await other.page.close();
  });

  it("signs out, also after a reload", async () => {
    await signOut(chat);
    await page.reload();
    await openChat(page);
    await chat.button("Sign in").first().waitFor();
  });
});

/** Goes through the pages of the device grant, which are open beside VS Code. */
function confirmCode(chat: Chat): Promise<void> {
  const { page } = chat;
  return chat.until("the code to be confirmed", async () => {
    await answerLoginPages(page, "Alice Example");
    for (const other of page.context().pages()) {
      const next = other.getByRole("button", { name: /^Yes, continue$|^Alice Example/ }).first();
      if (other !== page && (await next.isVisible().catch(() => false))) {
        await pressOnce(other, next);
      }
    }
    return chat.agent.isVisible();
  });
}
