import { match, ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { EXACT_ADDRESS } from "../stack/mastra/showcase/script/fileLinks";
import { ask, waitForAnswer } from "../stack/page/ask";
import { becomes } from "./setup/becomes";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { closePopups, popupAt } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { Workspace } from "./setup/workspace";
import type { World } from "./setup/world";

const MAIN = Array.from({ length: 20 }, (_, index) => `// line ${index + 1}\n`).join("");

describe("links in an answer", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let editors: Editors;
  let workspace: Workspace;

  before(async () => {
    ({ world, chat } = await signedInChat());
    editors = new Editors(chat);
    workspace = new Workspace(world);
    workspace.write({
      "README.md": "# Files\n",
      "src/main.ts": MAIN,
      "src/__tests__/main.test.ts": "// one\n// two\n",
      "folder/Stored Procedures/means.sql": "-- one\n-- two\n",
    });
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await ask(world.page, `Point at lines in files of ${workspace.folder}`);
    await waitForAnswer(world.page);
  });

  after(async () => {
    // Undefined when the beginning failed.
    await (editors as Editors | undefined)?.closeAll();
    (workspace as Workspace | undefined)?.clear();
  });

  /** By its name, as a screen reader says it. */
  const link = (name: string): Locator => chat.turns.last().getByRole("link", { name, exact: true });

  it("lead to the files that are in the workspace, in whatever way they are named", async () => {
    const links = chat.turns.last().locator("a.fileLink");
    await becomes(chat, () => links.allTextContents(), [
      "src/main.ts:12",
      "src/__tests__/main.test.ts(2,5)",
      "the procedure",
      "folder/Stored Procedures/means.sql:2",
      "src/main.ts:4–6",
      "some lines",
      "one line",
      "a section",
      "by its address",
      "for the editor",
      `\\\\wsl$\\Ubuntu${workspace.folder.replaceAll("/", "\\")}\\README.md`,
    ]);
    match((await chat.turns.last().textContent()) ?? "", /Words and\/or src\/gone\.ts:1 stay words\./);
    await chat.screenshot("links");
  });

  const places: readonly (readonly [name: string, tab: RegExp, line: number, column: number])[] = [
    ["src/main.ts:12", /^main\.ts/, 12, 1],
    ["src/main.ts:4–6", /^main\.ts/, 6, 10],
    ["some lines", /^main\.ts/, 9, 10],
    ["for the editor", /^main\.ts/, 3, 2],
    ["one line", /^main\.ts/, 17, 1],
    ["src/__tests__/main.test.ts(2,5)", /^main\.test\.ts/, 2, 5],
    ["folder/Stored Procedures/means.sql:2", /^means\.sql/, 2, 1],
    ["by its address", /^README\.md/, 1, 1],
  ];
  for (const [name, tab, line, column] of places) {
    it(`open the file at its place by key: ${name}`, async () => {
      await link(name).press("Enter");
      await editors.tab(tab).waitFor();
      await editors.at(line, column);
    });
  }

  it("bring the browser to exactly the address that was written", async () => {
    const context = world.page.context();
    await context.route("https://example.com/**", (route) => route.fulfill({ body: "There." }));
    await link("A redirect").click();
    const popup = await popupAt(world, chat, /^https:\/\/example\.com\//);
    strictEqual(popup.url(), EXACT_ADDRESS);
    // Of all windows of the run, one file each.
    ok(world.observer.opened().split("\n").includes(EXACT_ADDRESS), "handed to VS Code as it was written");
    await closePopups(world);
    await context.unroute("https://example.com/**");
  });
});
