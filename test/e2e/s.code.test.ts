import { match, ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import { becomes } from "./setup/becomes";
import type { Chat } from "./setup/chat";
import { chooseInMenu } from "./setup/contextMenu";
import { Editors } from "./setup/editors";
import { says } from "./setup/says";
import { pickRow } from "./setup/ways";
import { Workspace } from "./setup/workspace";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const CODE = "export function fahrenheit(celsius: number): number {\n  return celsius * 1.8 + 32;\n}";
const WEATHER = "export const zero = 0;\n\nexport const boiling = 100;\n";

describe("code in an answer", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let editors: Editors;
  let workspace: Workspace;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    editors = new Editors(chat);
    workspace = new Workspace(world);
    workspace.write({
      "src/weather.ts": WEATHER,
      "src/index.ts": "// one\n// two\n// three\n// four\n",
      "package.json": "{}\n",
    });
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await ask(world.page, "Write code");
    await waitForAnswer(world.page);
  });

  after(async () => {
    // Undefined when the beginning failed.
    await (editors as Editors | undefined)?.closeAll();
    (workspace as Workspace | undefined)?.clear("stations.log");
  });

  /** A button of the block in this language. */
  const tool = (language: string, name: string): Locator =>
    chat.frame
      .locator(".codeBlock", { has: chat.frame.getByRole("region", { name: `Code: ${language}` }) })
      .getByRole("button", { name, exact: true });

  /** Presses a tool, in the menu where the sidebar has no room for its button. */
  async function press(language: string, name: string): Promise<void> {
    if (await tool(language, name).isVisible()) {
      await tool(language, name).click();
    } else {
      await tool(language, "More actions").click();
      await chat.frame.getByRole("menuitem", { name }).click();
    }
  }

  const decision = (name: "Accept" | "Reject"): Locator =>
    chat.notification(/proposes a change to src\/weather\.ts/).getByRole("button", { name, exact: true });

  const comparison = (): Locator => editors.tab(/weather\.ts \(proposed by the agent\)/);

  async function apply(): Promise<void> {
    // VS Code notices a moment later what another program has written, and the change is made for what it shows.
    const shown = async (): Promise<string> => {
      await editors.open("src/weather.ts", 3);
      const text = await editors.text();
      if (text !== WEATHER) {
        // A busy machine loses such news: the editor reads the file anew.
        await editors.run("File: Revert File");
      }
      return text;
    };
    await becomes(chat, shown, WEATHER);
    await editors.open("src/weather.ts", 3);
    await press("TypeScript", "Apply as diff");
    await pickRow(world.page, "Insert at the Cursor");
    await comparison().waitFor();
    await decision("Accept").waitFor();
  }

  it("names its language, and is copied", async () => {
    for (const language of ["TypeScript", "Bash", "Python"]) {
      ok(await chat.frame.getByRole("region", { name: `Code: ${language}` }).isVisible(), language);
    }
    await tool("TypeScript", "Copy code").click();
    await chat.until(
      "the code on the clipboard",
      async () => (await world.page.evaluate(() => navigator.clipboard.readText())) === CODE,
    );
    await chat.screenshot("code");
  });

  it("is copied by the menu over it, and so is the whole response", async () => {
    const entry = async (name: string): Promise<void> => {
      const open = (): Promise<void> => chat.frame.locator(".codeBlock pre").first().click({ button: "right" });
      await open();
      const item = world.page.locator(".monaco-menu .action-item", { hasText: name });
      await item.waitFor();
      await world.page.screenshot({ path: "out/screenshots/copy-menu.png" });
      await chooseInMenu(chat, name, open);
    };
    const clipboard = (): Promise<string> => world.page.evaluate(() => navigator.clipboard.readText());
    await entry("Copy Code");
    await becomes(chat, clipboard, CODE);
    await entry("Copy Message");
    await chat.until("the whole response", async () => (await clipboard()).includes(`\n${CODE}\n`));
  });

  it("is written where the cursor is", async () => {
    await editors.open("src/index.ts", 3);
    await press("TypeScript", "Insert at cursor");
    await editors.at(6);
    await becomes(chat, () => editors.text(), `// one\n// two\n${CODE}\n// three\n// four\n`);
  });

  it("is applied only when its comparison was accepted", async () => {
    await apply();
    await decision("Reject").click();
    await comparison().waitFor({ state: "detached" });
    strictEqual(workspace.read("src/weather.ts"), WEATHER);
    await apply();
    await decision("Accept").click();
    await comparison().waitFor({ state: "detached" });
    await editors.tab(/^weather\.ts/).waitFor();
    const applied = `export const zero = 0;\n\n${CODE}\nexport const boiling = 100;\n`;
    strictEqual(await editors.text(), applied);
    await editors.run("File: Save");
    await chat.until("the file to be written", () => Promise.resolve(workspace.read("src/weather.ts") === applied));
  });

  it("is compared anew when the file changed in the meantime", async () => {
    workspace.write({ "src/weather.ts": WEATHER });
    await apply();
    // Under the pointer it stays, however long VS Code needs to notice the file.
    await chat.notification(/proposes a change to src\/weather\.ts/).hover();
    await changesMeanwhile();
    await decision("Accept").click();
    await chat.notification(/changed in the meantime/).waitFor();
    strictEqual(workspace.read("src/weather.ts"), `// changed meanwhile\n${WEATHER}`);
    await editors.run("Agent Chat: Accept Change");
    await editors.tab(/^weather\.ts/).waitFor();
    match(await editors.text(), /^\/\/ changed meanwhile\n[^]*fahrenheit[^]*boiling/);
  });

  /** Another program writes the file, and again until VS Code has noticed: a busy machine loses such news. */
  async function changesMeanwhile(): Promise<void> {
    const shown = world.page
      .locator(".modified-in-monaco-diff-editor, .original")
      .getByText("changed meanwhile")
      .first();
    await chat.until(
      "the comparison to show the file that was changed",
      async () => {
        workspace.write({ "src/weather.ts": `// changed meanwhile\n${WEATHER}` });
        return shown.waitFor({ timeout: 15_000 }).then(
          () => true,
          () => false,
        );
      },
      120_000,
    );
  }

  it("opens in a new editor in its own language", async () => {
    await press("Python", "Open in new editor");
    await editors.language("Python");
    match(await editors.text(), /^def fahrenheit/);
  });

  it("opens the files that it names and that exist, at the line", async () => {
    // Which of them exist the extension says a moment after they were written.
    await becomes(
      chat,
      async () => (await chat.turns.last().locator("a.fileLink").allInnerTexts()).join(),
      "src/weather.ts,src/index.ts:3,the settings",
    );
    await chat.frame.getByRole("link", { name: "src/index.ts:3" }).click();
    await editors.tab(/^index\.ts/).waitFor();
    await editors.at(3);
  });

  it("runs in a terminal only after the person has seen the command and agreed", async () => {
    await ask(world.page, "Write a command");
    await waitForAnswer(world.page);
    const dialog = world.page.locator(".monaco-dialog-box");
    const run = chat.turns.last().getByRole("button", { name: "Run in terminal" });
    for (const answer of ["Cancel", "Run"]) {
      await run.click();
      await says(dialog, /Run this command in the terminal\?\s+echo "heard from Oslo" >> stations\.log/);
      await world.page.screenshot({ path: "out/screenshots/code-run.png" });
      await dialog.getByRole("button", { name: answer, exact: true }).click();
      await dialog.waitFor({ state: "detached" });
    }
    await chat.until("the command to have run", () => Promise.resolve(workspace.read("stations.log") !== ""));
    strictEqual(workspace.read("stations.log"), "heard from Oslo\n", "it ran once, and not for Cancel");
  });
});
