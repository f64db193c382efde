import { match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { type MastraServer, startMastraServer } from "../stack/mastra/mastraServer";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import { pressSignIn } from "../stack/page/signIn";
import type { Chat } from "./setup/chat";
import { dismissAll } from "./setup/dismiss";
import { answerUntil, closePopups, pickRow, signOut } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

describe("a server that asks for no sign-in", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let open: MastraServer;
  const nobody = (): ReturnType<Chat["button"]> =>
    chat.button(`Open server: anyone who can reach ${new URL(open.url).host} can use its agents`);

  function start(requiresSignIn: boolean, port?: number): Promise<MastraServer> {
    const { publishableKey, jwksUri } = world.auth;
    const dataDir = join(world.folder, "open");
    return startMastraServer({ publishableKey, jwksUri, dataDir, requiresSignIn, ...SCRIPTED, ...(port && { port }) });
  }

  before(async () => {
    ({ world, chat } = await signedInChat());
    open = await start(false);
    closeAtEnd(() => open.close());
    world.configure({ "agentChat.servers": [{ name: "Elsewhere", url: "http://127.0.0.1:9" }] });
  });

  it("works at once, says that it is open, and gets nothing of who is signed in elsewhere", async () => {
    await chat.command("Configure Server");
    await pickRow(world.page, "Add Server…");
    await chat.inputBox.fill(open.url);
    await chat.inputBox.press("Enter");
    await chat
      .notification(/isn't protected: anyone who can reach it/)
      .first()
      .waitFor();
    await nobody().waitFor();
    await chat.ready();
    await chat.frame.getByText(/is an open server: it works without an account/).waitFor();
    await dismissAll(world.page);
    await ask(world.page, "How warm is it in Rome?");
    match(await waitForAnswer(world.page), /Rome/);
    ok(open.requests.some(({ path }) => path.endsWith("/stream")));
    strictEqual(open.requests.filter(({ authorized }) => authorized).length, 0);
  });

  it("keeps its threads for whoever comes back to it, without an account as well", async () => {
    await chat.command("Configure Server");
    await pickRow(world.page, new URL(world.mastra.url).host);
    await chat.button("Account alice@example.com. Switch account").waitFor();
    await signOut(chat);
    await dismissAll(world.page);
    await chat.command("Configure Server");
    await pickRow(world.page, new URL(open.url).host);
    await nobody().waitFor();
    await chat.until("the thread", async () => /Rome/.test((await chat.turns.allInnerTexts()).join(" ")));
    await chat.button("Threads").click();
    await chat.frame.getByRole("button", { name: /Rome/ }).first().waitFor();
    await world.page.keyboard.press("Escape");
  });

  it("asks to sign in once it requires that, in the same window, and nothing typed is lost", async () => {
    await chat.newThread();
    const port = Number(new URL(open.url).port);
    await open.close();
    open = await start(true, port);
    await chat.message.fill("How warm is it in Lisbon?");
    await pressEnter(world.page);
    await chat.frame.getByText(/now requires sign-in/).waitFor();
    await chat.until(
      "the words to be back",
      async () => (await chat.message.inputValue()) === "How warm is it in Lisbon?",
    );
    await pressSignIn(world.page);
    const signedIn = chat.button("Account alice@example.com. Switch account");
    await answerUntil(chat, "the sign-in", () => signedIn.isVisible());
    await closePopups(world);
    await answerUntil(chat, "the server to be allowed", () => chat.agent.isEnabled());
    strictEqual(await chat.message.inputValue(), "How warm is it in Lisbon?");
    await pressEnter(world.page);
    match(await waitForAnswer(world.page), /Lisbon/);
    ok(open.requests.some(({ path, authorized }) => path.endsWith("/stream") && authorized));
  });
});
