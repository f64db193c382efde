import { match, ok, strictEqual } from "node:assert/strict";
import { ask } from "../stack/page/ask";
import { answerTo, over, toolCard } from "./setup/answers";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { pressUntil } from "./setup/pressUntil";
import { says } from "./setup/says";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { Workspace } from "./setup/workspace";
import type { World } from "./setup/world";

const SUM = `export function sum(numbers) {
  return numbers.reduce((total, number) => total - number, 0);
}
`;
const TEST = `import { sum } from "./sum.mjs";
console.log(sum([1, 2, 3]) === 6 ? "All tests passed." : "Wrong.");
`;
const FIX = "Fix the bug in fix/sum.mjs and run the tests";

describe("an agent that uses the editor", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let editors: Editors;
  let workspace: Workspace;

  before(async () => {
    ({ world, chat } = await signedInChat());
    editors = new Editors(chat);
    workspace = new Workspace(world);
    workspace.write({ "fix/sum.mjs": SUM, "fix/sum.test.mjs": TEST, "fix/notes.md": "One\n", "fix/more.md": "Two\n" });
    await chat.agent.selectOption({ label: "Coding Agent" });
  });

  after(async () => {
    await (editors as Editors | undefined)?.closeAll();
    (workspace as Workspace | undefined)?.clear();
  });

  const decision = (question: RegExp, name: string) =>
    chat.notification(question).getByRole("button", { name, exact: true });
  /** Answers a question of VS Code's, which the panel cannot. */
  const inDialog = async (question: RegExp, name: string): Promise<void> => {
    const dialog = world.page.locator(".monaco-dialog-box");
    await says(dialog, question);
    await dialog.getByRole("button", { name, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  };
  const isWritten = (path: string, what: RegExp): Promise<void> =>
    chat.until(`${path} to be written`, () => Promise.resolve(what.test(workspace.read(path))));

  it("cannot, as long as nobody has switched that on", async () => {
    await says(await answerTo(chat, FIX), /I can't see your files/);
  });

  it("reads when it is allowed, and goes on without what was rejected", async () => {
    await chat.button("Let agents use the editor in this thread").click();
    await inDialog(/Allow the agent to use this editor\?/, "Allow");
    const turns = await chat.turns.count();
    await ask(world.page, FIX);
    await chat.button("Allow").waitFor();
    await chat.screenshot("editor-tools-read");
    await chat.button("Allow in this thread").click();
    await decision(/proposes a change to fix\/sum\.mjs/, "Reject").click();
    const turn = chat.turns.nth(turns + 1);
    await over(chat, turn);
    await says(turn, /I stopped, because[^]*The user declined this/);
    strictEqual(workspace.read("fix/sum.mjs"), SUM);
  });

  it("fixes a bug through the diff and runs the tests once the command was allowed", async () => {
    const turns = await chat.turns.count();
    await ask(world.page, FIX);
    const accept = decision(/proposes a change to fix\/sum\.mjs/, "Accept");
    await accept.waitFor();
    await chat.screenshot("editor-tools-diff", ".monaco-workbench");
    strictEqual(workspace.read("fix/sum.mjs"), SUM, "nothing is written before");
    await accept.click();
    const turn = chat.turns.nth(turns + 1);
    await chat.button("Allow…").waitFor();
    match((await toolCard(turn, "editor_run_command").textContent()) ?? "", /node fix\/sum\.test/);
    strictEqual(await chat.button("Allow in this thread").count(), 0, "a command is asked about each time");
    await chat.button("Allow…").click();
    await inDialog(/Run this command in the terminal\?[^]*node fix\/sum\.test/, "Run");
    await over(chat, turn);
    await isWritten("fix/sum.mjs", /total \+ number/);
    // A shell that is slow to report itself tells nothing.
    await says(turn, /the tests say: (All tests passed\.|\{)/);
  });

  it("lists what it used, each to be opened, and restores the files", async () => {
    const list = chat.turns.last().locator(".editorUse");
    await list.locator("summary").click();
    // A shell that is slow to report itself tells no exit code.
    await says(list, /Read fix\/sum\.mjs[^]*lines 1–4, 96 bytes[^]*Changed fix\/sum\.mjs[^]*96 bytes[^]*Ran node/);
    await chat.screenshot("editor-tools-used");
    await list.getByRole("button", { name: "Read fix/sum.mjs" }).click();
    await editors.tab(/^sum\.mjs/).waitFor();
    await list.getByRole("button", { name: "Restore files to before this response" }).click();
    const dialog = world.page.locator(".monaco-dialog-box");
    await says(dialog, /Restore 1 file to before this response\?[^]*fix\/sum\.mjs/);
    await dialog.getByRole("button", { name: "Restore", exact: true }).click();
    await isWritten("fix/sum.mjs", /total - number/);
    strictEqual(workspace.read("fix/sum.mjs"), SUM);
  });

  it("changes several files in one view, of which only those are written that were chosen", async () => {
    const edits = [
      { path: "fix/notes.md", oldText: "One", newText: "Three" },
      { path: "fix/more.md", content: "Four\n" },
    ];
    const turns = await chat.turns.count();
    await ask(world.page, `In one step: ${JSON.stringify([{ toolName: "editor_edit_files", args: { edits } }])}`);
    await editors.tab(/2 files \(proposed by the agent\)/).waitFor();
    await decision(/proposes changes to 2 files/, "Choose Files…").waitFor();
    await chat.screenshot("editor-tools-files", ".monaco-workbench");
    await decision(/proposes changes to 2 files/, "Choose Files…").click();
    const row = world.page.locator(".quick-input-list .monaco-list-row", { hasText: "fix/more.md" });
    await pressUntil(row, "the file to be left out", {
      isDone: async () => (await row.getAttribute("aria-checked")) === "false",
    });
    const agree = world.page.locator(".quick-input-widget").getByRole("button", { name: "OK", exact: true });
    await pressUntil(agree, "the list to close");
    const turn = chat.turns.nth(turns + 1);
    await over(chat, turn);
    await isWritten("fix/notes.md", /Three/);
    strictEqual(workspace.read("fix/more.md"), "Two\n");
    ok(!(await editors.tab(/proposed by the agent/).isVisible()));
  });
});
