import { match, ok, strictEqual } from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import type { Chat } from "./setup/chat";
import type { NativeChat } from "./setup/nativeChat";
import { openNativeChatWindow } from "./setup/nativeChatWindow";
import { pressUntil } from "./setup/pressUntil";
import { ThreadList } from "./setup/threadList";
import { startsFromKnownState } from "./setup/window";
import type { Workspace } from "./setup/workspace";
import { theWorld, type World } from "./setup/world";

describe("@mastra in VS Code's own chat", () => {
  startsFromKnownState();

  let world: World;
  let context: BrowserContext;
  let page: Page;
  let chat: Chat;
  let native: NativeChat;
  let workspace: Workspace;
  let threadsBefore: number;

  before(async () => {
    world = await theWorld();
    ({ context, page, chat, native, workspace, threadsBefore } = await openNativeChatWindow(world, {
      "src/main.ts": "export const main = 1;\n",
    }));
    await native.use(chat);
    await native.widen(120);
  });

  after(async () => {
    await (context as BrowserContext | undefined)?.close();
  });

  it("answers with the agent of the settings, and tells of its tool calls", async () => {
    await native.send("@mastra What is the weather in Oslo?");
    match(await native.says(/Open in Agent Chat/), /Oslo/);
  });

  it("tells the server what a person thinks of a response", async () => {
    const before = world.mastra.requests.length;
    await pressUntil(native.lastButton(/^Helpful/), "the server to have it", {
      isDone: () =>
        Promise.resolve(
          world.mastra.requests
            .slice(before)
            .some(
              ({ method, path, status }) =>
                method === "POST" && path.endsWith("/observability/feedback") && status === 200,
            ),
        ),
    });
  });

  it("goes on in the same thread, which the panel shows", async () => {
    await native.send("@mastra And in Rome?");
    match(await native.says(/Open in Agent Chat/), /Rome/);
    await pressUntil(native.lastButton(/^Open in Agent Chat/), "the panel to show both messages", {
      isDone: async () => {
        const turns = (await chat.turns.allInnerTexts()).join("\n");
        return turns.includes("What is the weather in Oslo?") && turns.includes("And in Rome?");
      },
    });
    strictEqual(await chat.turns.count(), 4);
  });

  it("asks for an approval in VS Code's chat, and the agent goes on", async () => {
    await native.send("@mastra /agent Travel Agent Book Rome in May");
    await native.question(/^Approve/).waitFor();
    await native.screenshot(chat, "participant");
    await pressUntil(native.question(/^Approve/), "the approval to be given");
    match(await native.says(/Open in Agent Chat/), /Booked: Rome in May/);
  });

  it("keeps the agent that was chosen, and tells it what was declined", async () => {
    await native.send("@mastra Book Lisbon in June");
    await pressUntil(native.question(/^Decline/), "the call to be declined");
    match(await native.says(/Open in Agent Chat/), /Nothing was booked/);
  });

  it("asks for what a tool needs with a form of VS Code's own", async () => {
    await native.send("@mastra /agent showcaseAgent Publish the report");
    await native.form.waitFor();
    await native.screenshot(chat, "participant-form");
    await native.choose("Yes");
    await native.submit("Well done.");
    match(await native.says(/Open in Agent Chat/), /was published\. Well done\./);
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
