import { match, ok, strictEqual } from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import type { NativeChat } from "./setup/nativeChat";
import { openNativeChatWindow } from "./setup/nativeChatWindow";
import { pressUntil } from "./setup/pressUntil";
import { ThreadList } from "./setup/threadList";
import { startsFromKnownState } from "./setup/window";
import type { Workspace } from "./setup/workspace";
import { theWorld } from "./setup/world";

describe("VS Code's own chat", () => {
  startsFromKnownState();

  let context: BrowserContext;
  let page: Page;
  let chat: Chat;
  let native: NativeChat;
  let workspace: Workspace;
  let editors: Editors;
  let threadsBefore: number;

  before(async () => {
    const world = await theWorld();
    ({ context, page, chat, native, workspace, threadsBefore } = await openNativeChatWindow(
      world,
      { "src/sum.ts": "export const sum = (a: number, b: number) => a - b;\n" },
      "Coding Agent",
    ));
    editors = new Editors(chat);
  });

  after(async () => {
    (workspace as Workspace | undefined)?.clear("allowed.txt", "skipped.txt");
    await (context as BrowserContext | undefined)?.close();
  });

  /** A list that a test has left would cover what the next one presses. */
  afterEach(() => page.keyboard.press("Escape"));

  it("says what it switches on, and then answers a plain question with an agent", async () => {
    await chat.command("Use These Agents in VS Code's Chat");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    match(await dialog.innerText(), /GitHub Copilot[^]*chat\.disableAIFeatures/);
    await dialog.getByRole("button", { name: "Switch On" }).click();
    const done = chat.notification(/VS Code's chat can answer with your agents now/);
    await chat.until("an agent to have answered", () => done.first().isVisible());
    await done.getByRole("button", { name: "Open Chat" }).click();
    await native.send("Good morning");
    await native.says(/You said: Good morning/);
  });

  it("has every agent in the list of models", async () => {
    await native.widen(120);
    await native.dismissNotice();
    const models = page.locator(".action-widget .monaco-list-row");
    await pressUntil(native.button(/^Models/), "the models", { isDone: () => models.first().isVisible() });
    await pressUntil(models.filter({ hasText: "Other Models" }), "the other models", {
      isDone: () => models.filter({ hasText: "Weather Agent" }).first().isVisible(),
    });
    for (const agent of ["Coding Agent", "Travel Agent", "Weather Agent"]) {
      await models.filter({ hasText: agent }).first().waitFor();
    }
    await native.screenshot(chat, "model-picker");
    await page.keyboard.press("Escape");
  });

  const onDisk = (text: string): Promise<void> =>
    chat.until(`the file to say ${text}`, () => Promise.resolve(workspace.read("src/sum.ts").includes(text)));

  it("lets the agent read a file of the workspace with VS Code's own tool", async () => {
    await native.send("Read src/sum.ts");
    // The words come one after the other.
    await native.says(/Done\.[^]*read_file says:[^]*a - b/);
  });

  it("shows what the agent changes as a diff, which is kept or undone", async () => {
    await editors.open("src/sum.ts");
    await native.send('Replace "a - b" with "a + b" in src/sum.ts');
    await onDisk("a + b");
    await native.says(/Done\. replace_string_in_file/);
    await editors.run("View: Toggle Primary Side Bar Visibility");
    await native.screenshot(chat, "native-chat", ".monaco-workbench");
    await editors.run("View: Toggle Primary Side Bar Visibility");
    await pressUntil(native.button(/^Keep/), "the change to be kept");
    await native.send('Replace "a + b" with "a * b" in src/sum.ts');
    await onDisk("a * b");
    await native.says(/Done\. replace_string_in_file/);
    await pressUntil(native.button(/^Undo/), "the change to be undone");
    await onDisk("a + b");
  });

  it("asks before the agent runs a command", async () => {
    await native.send("Run `printf yes > allowed.txt`");
    await pressUntil(native.question(/^Allow/), "the command to be allowed");
    await native.says(/Done\. run_in_terminal says/);
    strictEqual(workspace.read("allowed.txt"), "yes");
    await native.send("Run `printf no > skipped.txt`");
    // Its accessible name says what it does; "Skip" is only what is drawn.
    await pressUntil(native.question(/^Proceed without executing/), "the command to be skipped");
    match(await native.says(/Done\. run_in_terminal says/), /skip/i);
    strictEqual(workspace.read("skipped.txt"), "");
  });

  it("tells of the server's own tools, and where one of them can be approved", async () => {
    await native.send("What is the weather in Oslo?");
    match(await native.says(/Done\. getWeather/), /Tool call: getWeather/);
    await native.send("Book Rome");
    await native.says(/bookTrip needs your approval, .*Agent Chat panel/);
  });

  it("lets an agent ask another one with #askAgent, after a question that shows what leaves", async () => {
    await native.send(`Ask weatherAgent "How warm is it in Oslo?" with src/sum.ts`);
    await native.question(/^(Allow|Continue)/).waitFor();
    await native.screenshot(chat, "ask-agent");
    await pressUntil(native.question(/^(Allow|Continue)/), "the question to be answered");
    await native.says(/Done\. agentChat_askAgent says:[^]*Oslo/);
  });

  it("offers the tools of the server's MCP servers; one that only reads is not asked about", async () => {
    await native.send("Use the MCP tool for Lima");
    await native.says(/Done\. mcp_\w*getWeather says:[^]*Lima[^]*December/);
    await editors.run("MCP: List Servers");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: /Weather Tools/ }).waitFor();
    await chat.screenshot("mcp-servers", ".quick-input-widget");
    await page.keyboard.press("Escape");
  });

  it("says in one sentence what went wrong", async () => {
    await native.send("Crash");
    const text = await native.says(/the model is down/);
    ok(!/\bat .*:\d+:\d+/.test(text), text);
  });

  it("leaves nothing in the threads", async () => {
    strictEqual(await new ThreadList(chat).count(), threadsBefore);
  });

  it("can be undone", async () => {
    await chat.command("Stop Using These Agents in VS Code's Chat");
    await chat
      .notification(/VS Code's chat is off again/)
      .first()
      .waitFor();
    await page.locator(".interactive-session").filter({ visible: true }).first().waitFor({ state: "hidden" });
  });
});
