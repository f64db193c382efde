import { match, ok, strictEqual } from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { openChat } from "../stack/page/openChat";
import { signIn } from "../stack/page/signIn";
import { Chat } from "./setup/chat";
import { watchConsoles } from "./setup/evidence";
import { NativeChat } from "./setup/nativeChat";
import { ThreadList } from "./setup/threadList";
import { startsFromKnownState } from "./setup/window";
import { Workspace } from "./setup/workspace";
import { PATIENCE_MS, theWorld, type World } from "./setup/world";

describe("@mastra in VS Code's own chat", () => {
  startsFromKnownState();

  let world: World;
  /** The chat is nobody else's: this suite has a browser of its own. */
  let context: BrowserContext;
  let page: Page;
  let chat: Chat;
  let native: NativeChat;
  let workspace: Workspace;
  let threadsBefore: number;

  before(async () => {
    world = await theWorld();
    context = await world.browser.newContext({ viewport: { width: 1280, height: 860 } });
    context.setDefaultTimeout(PATIENCE_MS);
    watchConsoles(context);
    page = await context.newPage();
    workspace = new Workspace(world);
    workspace.write({ "src/main.ts": "export const main = 1;\n" });
    await openChat(page, world.host.url);
    chat = new Chat(page);
    await signIn(page);
    await chat.ready();
    threadsBefore = await new ThreadList(chat).count();
    native = new NativeChat(page);
    await native.use(chat);
  });

  after(async () => {
    await (context as BrowserContext | undefined)?.close();
  });

  it("answers with the agent of the settings, and tells of its tool calls", async () => {
    await native.send("@mastra What is the weather in Oslo?");
    match(await native.says(/Open in Agent Chat/), /Oslo/);
  });

  it("goes on in the same thread, which the panel shows", async () => {
    await native.send("@mastra And in Rome?");
    match(await native.says(/Open in Agent Chat/), /Rome/);
    await native.button(/^Open in Agent Chat/).click();
    await chat.until("the panel to show both messages", async () => {
      const turns = (await chat.turns.allInnerTexts()).join("\n");
      return turns.includes("What is the weather in Oslo?") && turns.includes("And in Rome?");
    });
    strictEqual(await chat.turns.count(), 4);
  });

  it("asks for an approval in VS Code's chat, and the agent goes on", async () => {
    await native.send("@mastra /agent Travel Agent Book Rome in May");
    await native.question(/^Approve/).waitFor();
    await page.screenshot({ path: "out/screenshots/participant.png" });
    await native.question(/^Approve/).click();
    match(await native.says(/Open in Agent Chat/), /Booked: Rome in May/);
  });

  it("keeps the agent that was chosen, and tells it what was declined", async () => {
    await native.send("@mastra Book Lisbon in June");
    await native.question(/^Decline/).click();
    match(await native.says(/Open in Agent Chat/), /Nothing was booked/);
  });

  it("lists the agents, and says which one answers", async () => {
    await native.send("@mastra /agent nobody");
    match(await native.says(/No agent is called/), /Weather Agent/);
    await native.send("@mastra /agent showcaseAgent");
    await native.says(/Messages in this chat now go to/);
  });

  it("links files that the workspace has", async () => {
    await native.send(`@mastra Point at lines in files of ${workspace.folder}`);
    await native.says(/Open in Agent Chat/);
  });

  it("says in one sentence what went wrong", async () => {
    await native.send("@mastra Fail at once");
    const text = await native.says(/The API key of the provider has expired/);
    ok(!/\bat .*:\d+:\d+/.test(text), text);
  });

  it("is one thread in the list", async () => {
    await native.send("@mastra /threads");
    match(await native.says(/latest threads/), /Oslo/);
    strictEqual(await new ThreadList(chat).count(), threadsBefore + 1);
  });

  it("goes on in its thread after a reload", async () => {
    await page.reload();
    await chat.ready();
    await native.send("@mastra Launch a balloon");
    await native.says(/Open in Agent Chat/);
  });
});
