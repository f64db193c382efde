import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { Attaching } from "./setup/attaching";
import type { Chat } from "./setup/chat";
import { dragOverPanel, dropFileInPanel, dropInPanel, pasteImage } from "./setup/handing";
import { Editors } from "./setup/editors";
import { says } from "./setup/says";
import { ServerMemory } from "./setup/serverMemory";
import { Workspace } from "./setup/workspace";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const WEATHER = ["export const cities = [", '  "Oslo",', '  "Rome",', "];", ""].join("\n");
const ASKED = "How warm is it in Oslo?";

describe("what goes along with a message", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let attaching: Attaching;
  let editors: Editors;
  let workspace: Workspace;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    attaching = new Attaching(chat);
    editors = new Editors(chat);
    workspace = new Workspace(world);
    workspace.write({
      "src/weather.ts": WEATHER,
      "hidden/whether.txt": "nobody sees this\n",
      "stations.txt": "Oslo\n",
    });
    workspace.commitAll();
    workspace.write({
      "stations.txt": "Oslo\nRome\n",
      "broken.json": '{ "a": 1,, }\n',
      "big.txt": "rain\n".repeat(240_000),
    });
    world.configure({ "files.exclude": { "**/hidden": true }, "terminal.integrated.gpuAcceleration": "off" });
  });

  beforeEach(async () => {
    await signedInChat();
    await attaching.clear();
  });

  after(async () => {
    // Undefined when the beginning failed.
    await (editors as Editors | undefined)?.closeAll();
    (workspace as Workspace | undefined)?.clear();
  });

  it("is completed behind @ from the files of the workspace, but for the excluded ones, with the keyboard alone", async () => {
    const nothing = chat.frame.getByText("No results for “whether”.");
    await chat.until("the setting to be read", async () => {
      await chat.message.fill("");
      await chat.message.pressSequentially("@whether");
      await nothing.or(attaching.rows.first()).waitFor();
      return nothing.isVisible();
    });
    await chat.message.fill("");
    await chat.message.pressSequentially("@wether");
    await attaching.rows.filter({ hasText: /weather\.ts\s*src/ }).waitFor();
    await chat.screenshot("context-completion");
    await chat.message.press("Tab");
    await attaching.chip("weather.ts").waitFor();
    strictEqual(await chat.message.inputValue(), "");
  });

  it("can be everything that the editor knows, and the agent gets exactly what was shown before", async () => {
    await editors.open("broken.json");
    await world.page
      .locator(".statusbar")
      .getByRole("button", { name: /Errors: [1-9]|[1-9]\d* Problem/ })
      .waitFor();
    await editors.open("src/weather.ts", 2);
    await editors.selectLines(2);
    await editors.run("Terminal: Create New Terminal");
    await world.page.locator(".terminal-wrapper.active .xterm.focus").waitFor();
    // What is typed before the shell is there may be lost.
    const output = world.page.locator(".xterm-rows").getByText("sunny-21").first();
    await chat.until("the shell to answer", async () => {
      await world.page.keyboard.type("echo sunny-$((20+1))\n");
      return output.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
    });
    await editors.run("Terminal: Select All");
    await chat.command("Focus Chat");
    await chat.message.fill(`${ASKED} `);
    await attaching.add("select", /^Selection/, "weather.ts:2–3");
    await attaching.add("current", /^Current file/, "src/weather.ts");
    await attaching.add("open", /^Open editors/, "broken.json");
    await attaching.add("prob", /^Problems/, "Problems");
    await attaching.add("termin", /^Terminal selection/, "Terminal");
    await attaching.add("git", /^Git changes/, "Git changes");
    const names = await attaching.chips.evaluateAll((chips) =>
      chips.map((chip) => chip.querySelector(".chipName")?.textContent),
    );
    deepStrictEqual(names, ["weather.ts:2–3", "weather.ts", "broken.json", "Problems", "Terminal", "Git changes"]);
    await says(attaching.chip("weather.ts:2–3"), /src\/weather\.ts\s+20 bytes/);
    await chat.screenshot("context-chips");

    await chat.button("Preview message").click();
    await editors.tab(/^Message Preview/).waitFor();
    const shown = await editors.text();
    match(shown, /^How warm is it in Oslo\?/);
    match(
      shown,
      /<attachment kind="selection" name="weather.ts:2–3" detail="src\/weather.ts">\n {2}"Oslo",\n {2}"Rome",\n\n<\/attachment>/,
    );
    match(shown, /\n\+Rome\n/);
    match(shown, /sunny-21/);
    await pressEnter(world.page);
    const answer = await waitForAnswer(world.page);
    match(
      answer,
      /I read weather\.ts:2–3 \(3 lines\), weather\.ts \(5 lines\), broken\.json \(2 lines\), Problems \(\d+ lines?\), Terminal \(\d+ lines?\) and Git changes \(\d+ lines\)\./,
    );
    const memory = new ServerMemory(world);
    const [question] = await memory.messages(await memory.newest());
    strictEqual(question?.content.parts.map(({ text = "" }) => text).join("\n\n"), shown);
    strictEqual(await attaching.chips.count(), 0);
  });

  it("is the file in front, which is offered below the text and attached with Tab and Enter, and never by itself", async () => {
    await editors.open("src/weather.ts", 1);
    await chat.command("Focus Chat");
    const offer = chat.button("Attach the current file, weather.ts");
    await offer.waitFor();
    strictEqual(await attaching.chips.count(), 0);
    await chat.until("the focus on the offer", async () => {
      // The command gives it to the message box once more, a moment after the list has closed.
      await chat.message.press("Tab");
      return offer.evaluate((button) => document.activeElement === button);
    });
    await chat.screenshot("context-current-file");
    await offer.press("Enter");
    await attaching.chip("weather.ts").waitFor();
    await offer.waitFor({ state: "detached" });
  });

  it("is opened where it is from by its chip, and taken away by the button beside it", async () => {
    await editors.open("src/weather.ts", 3);
    await editors.selectLines(1);
    await chat.command("Focus Chat");
    await attaching.add("select", /^Selection/, "weather.ts:3");
    await attaching.add("stations", /^stations\.txt/, "stations.txt");
    await chat.frame.getByRole("button", { name: /^Open stations\.txt, / }).click();
    await editors.tab(/^stations\.txt/).waitFor();
    await chat.frame.getByRole("button", { name: /^Open weather\.ts:3, / }).click();
    await editors.tab(/^weather\.ts/).waitFor();
    await editors.at(4);
    await chat.button("Remove weather.ts:3").click();
    await chat.until("one chip to be left", async () => (await attaching.chips.count()) === 1);
  });

  it("comes from the editor's context menu", async () => {
    await editors.open("src/weather.ts", 1);
    await editors.selectLines(1);
    await world.page.keyboard.press("Shift+F10");
    const item = world.page.locator(".monaco-menu .action-item", { hasText: "Ask About Selection" });
    await item.waitFor();
    await world.page.screenshot({ path: "out/screenshots/context-menu.png" });
    await chat.until("the menu's item to be marked", async () => {
      if (/focused/.test((await item.getAttribute("class")) ?? "")) {
        return true;
      }
      await world.page.keyboard.press("ArrowDown");
      return false;
    });
    await world.page.keyboard.press("Enter");
    await attaching.chip("weather.ts:1").waitFor();
    await chat.until("the focus in the message box", () =>
      chat.message.evaluate((box) => document.hasFocus() && document.activeElement === box),
    );
    await world.page.keyboard.type(ASKED);
    await pressEnter(world.page);
    match(await waitForAnswer(world.page), /I read weather\.ts:1 \(2 lines\)\./);
  });

  it("can be dropped, whatever its scheme, and pasted as a picture", async () => {
    await dragOverPanel(chat);
    await chat.frame.getByText("Hold Shift to drop").waitFor();
    const remote = new URL(world.host.url).host;
    await dropInPanel(chat, `vscode-remote://${remote}${workspace.folder}/stations.txt`);
    await attaching.chip("stations.txt").waitFor();
    await pasteImage(chat);
    await attaching.chip("image.png").waitFor();
    await chat.screenshot("context-picture");
    await ask(world.page, ASKED);
    match(await waitForAnswer(world.page), /I read stations\.txt \(3 lines\) and image\.png of \d+ (bytes|KB)\./);
  });

  it("is a picture by its bytes, not by its name", async () => {
    workspace.write({ "holiday.png": "not a picture at all\n" });
    const remote = new URL(world.host.url).host;
    await dropInPanel(chat, `vscode-remote://${remote}${workspace.folder}/holiday.png`);
    await attaching.chip("holiday.png").waitFor();
    strictEqual(await attaching.chip("holiday.png").locator("img").count(), 0);
    await dropFileInPanel(chat, "beach.png", "image/png", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
    match(await chat.alertText(/beach\.png/), /attach beach\.png, because it is neither/);
    strictEqual(await attaching.chips.count(), 1);
    await ask(world.page, ASKED);
    match(await waitForAnswer(world.page), /I read holiday\.png \(2 lines\)\./);
  });

  it("is refused by name when it is too large, and what is there stays", async () => {
    await attaching.add("stations", /^stations\.txt/, "stations.txt");
    await attaching.choose("big", /^big\.txt/);
    const sentence = await chat.alertText(/big\.txt/);
    match(sentence, /big\.txt is too large \(1\.2 MB\)\. Text can be at most 1(\.0)? MB/);
    await chat.screenshot("context-refused");
    strictEqual(await attaching.chips.count(), 1);
  });

  it("is still there after a reload, and goes along again when the question is changed", async () => {
    await attaching.add("stations", /^stations\.txt/, "stations.txt");
    await ask(world.page, ASKED);
    match(await waitForAnswer(world.page), /I read stations\.txt/);
    await world.page.reload();
    await openChat(world.page);
    await chat.ready();
    const sent = chat.turns.first().getByRole("list", { name: "Attachments" });
    await says(sent, /stations\.txt/);
    await sent.getByText("stations.txt").first().click();
    await says(sent, /Oslo\s+Rome/);
    await chat.turns.first().getByRole("button", { name: "Edit" }).click();
    await chat.frame.getByRole("textbox", { name: "Edit message" }).fill("How warm is it in Bergen?");
    await chat.button("Send edit").click();
    await chat.until("the changed question", async () => /Bergen/.test(await chat.turns.first().innerText()));
    const answer = await waitForAnswer(world.page);
    match(answer, /I read stations\.txt \(3 lines\)\./);
    match(answer, /Bergen/);
    doesNotMatch(answer, /Oslo/);
    ok((await sent.innerText()).includes("stations.txt"));
  });

  it("can be another thread, or begin a new one with what the agent makes of this one", async () => {
    await chat.newThread();
    await ask(world.page, "How warm is it in Nairobi?");
    await waitForAnswer(world.page);
    await chat.newThread();
    await attaching.add("thread:Nairobi", /^How warm is it in Nairobi/, "How warm is it in Nairobi?");
    await ask(world.page, ASKED);
    match(await waitForAnswer(world.page), /I read How warm is it in Nairobi\? \(\d+ lines\)\./);
    await chat.command("New Thread from a Summary of This One");
    await attaching.chip(`Summary of ${ASKED}`).waitFor();
    strictEqual(await chat.turns.count(), 0);
    await chat.screenshot("thread-summary");
    await chat.button("Preview message").click();
    await world.page.getByText(`Asked so far: ${ASKED}`).first().waitFor();
    await editors.closeAll();
  });
});
