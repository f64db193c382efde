import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import type { Conversation } from "../../src/chat/conversation";
import { closeEditors, until, workspaceFolder, write } from "./contextWorkspace";
import { calls, step, ToolThreads, words } from "./toolThreads";

type Edit = Readonly<Record<"path" | "oldText" | "newText" | "content", string>>;

describe("an agent that changes several files, against the real server and a real window", () => {
  let threads: ToolThreads;
  let conversation: Conversation;
  // VS Code may notice late that a file is another one, so each test has files of its own.
  let folder = "";
  let count = 0;

  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), folder, path);
  const read = (path: string): string => readFileSync(at(path).fsPath, "utf8");
  const edits = (...all: readonly Partial<Edit>[]): string =>
    step(["editor_edit_files", { edits: all.map((edit) => ({ ...edit, path: `${folder}/${edit.path ?? ""}` })) }]);
  const one = { path: "one.ts", oldText: "= 1", newText: "= 11" };
  const two = { path: "two.ts", oldText: "= 2", newText: "= 22" };
  const asks = (text: string): Promise<unknown> => threads.asks(conversation, text);

  beforeEach(async () => {
    folder = `several${String(++count)}`;
    await write(at("one.ts"), "export const one = 1;\n");
    await write(at("two.ts"), 'import { one } from "./one";\nexport const two = one + one; // = 2\n');
    await write(at("three.md"), "Three\n");
    threads = new ToolThreads();
    conversation = threads.assisted("reads");
  });
  afterEach(async () => {
    await closeEditors();
    threads.dispose();
    await vscode.workspace.fs.delete(at(""), { recursive: true });
  });

  it("shows all files in one view, and writes them when it is accepted", async () => {
    const all = edits(one, two, { path: "made/new.md", content: "New\n" }, { path: "three.md", content: "Four\n" });
    await threads.comparing(async (shown) => {
      strictEqual(read("one.ts"), "export const one = 1;\n");
      match((await vscode.workspace.openTextDocument(shown)).getText(), /one = 11/);
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      strictEqual((input as { textDiffs?: unknown[] }).textDiffs?.length, 4);
      // As the button in the title of the view, which does not say what is meant.
      await threads.code.accept();
    }, asks(all));
    match(read("one.ts"), /one = 11/);
    match(read("two.ts"), /= 22/);
    strictEqual(read("made/new.md"), "New\n");
    strictEqual(read("three.md"), "Four\n");
    deepStrictEqual(
      (calls(conversation)[0]?.result as { changed: { path: string }[] }).changed.map(({ path }) => path),
      [`${folder}/one.ts`, `${folder}/two.ts`, `${folder}/made/new.md`, `${folder}/three.md`],
    );
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    ok(!tabs.some(({ label }) => label.includes("proposed by the agent")), "the view has closed");
  });

  it("writes only the files that were chosen, and tells the agent which", async () => {
    await threads.comparing((shown) => threads.code.accept(shown.with({ fragment: "1" })), asks(edits(one, two)));
    match(read("one.ts"), /one = 1;/);
    match(read("two.ts"), /= 22/);
    match(words(conversation), /"rejectedByTheUser":\["several\d+\/one\.ts"\]/);
  });

  it("writes nothing when it is rejected or its view is closed", async () => {
    await threads.comparing(false, asks(edits(one, two)));
    match(words(conversation), /The user declined this/);
    await threads.comparing(
      async () => {
        await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      },
      asks(edits(one, two)),
    );
    match(words(conversation), /The user declined this/);
    strictEqual(read("one.ts"), "export const one = 1;\n");
    strictEqual(conversation.lastTurn?.state, "complete");
  });

  it("refuses all edits when one of them is wrong, with every reason", async () => {
    await asks(
      edits(
        one,
        { ...two, oldText: "nowhere" },
        { path: "none.ts", oldText: "a", newText: "b" },
        { path: "one.ts" },
        {
          path: "../../../etc/passwd",
          content: "x",
        },
      ),
    );
    match(words(conversation), /Nothing was changed[^]*two\.ts: oldText is not in the file[^]*none\.ts is not in the/);
    match(words(conversation), /Give oldText and newText, or content[^]*etc\/passwd/);
    await asks(step(["editor_edit_files", { edits: [{ path: 1 }, "no", {}] }]));
    match(
      words(conversation),
      /edits\[0\]\.path is no string; edits\[1\] is no JSON object; edits\[2\]\.path is missing/,
    );
    strictEqual(read("one.ts"), "export const one = 1;\n");
  });

  for (const [what, bad] of [
    ["whose folder is a file", "three.md/deep/new.md"],
    ["whose name no disk takes", `${"long".repeat(100)}.md`],
  ] as const) {
    it(`changes none of 50 files when one ${what}`, async () => {
      mkdirSync(at("many").fsPath);
      const many = Array.from({ length: 48 }, (_, index) => `many/${String(index)}.txt`);
      many.forEach((path) => writeFileSync(at(path).fsPath, "old\n"));
      const all = edits(
        ...many.map((path) => ({ path, oldText: "old", newText: "new" })),
        { path: "many/fresh.txt", content: "fresh\n" },
        { path: bad, content: "bad\n" },
      );
      let told: unknown;
      await threads.comparing(
        (shown) => threads.code.accept(shown).catch((error: unknown) => void (told = error)),
        asks(all),
      );
      match(String(told), /Nothing was changed, because several\d+\/.* can't be written/);
      match(words(conversation), /Nothing was changed, because several\d+\/.* can't be written/);
      deepStrictEqual([...new Set(many.map(read))], ["old\n"]);
      strictEqual(existsSync(at("many/fresh.txt").fsPath), false);
      strictEqual(readdirSync(at("").fsPath).length, 4);
      strictEqual(conversation.lastTurn?.state, "complete");
    });
  }

  it("shows the change anew when a file has moved on, and gives up when its place is gone", async () => {
    const change = async (text: string): Promise<void> => {
      const document = await vscode.workspace.openTextDocument(at("one.ts"));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      ok(await vscode.workspace.applyEdit(edit));
      ok(await document.save());
    };
    await threads.comparing(
      async (shown) => {
        await change("// new\nexport const one = 1;\n");
        await rejects(threads.code.accept(shown), /changed in the meantime/);
        match(read("two.ts"), /= 2\n/);
        await threads.code.accept(shown);
      },
      asks(edits(one, two)),
    );
    strictEqual(read("one.ts"), "// new\nexport const one = 11;\n");
    match(read("two.ts"), /= 22/);
    await threads.comparing(
      async (shown) => {
        await change("export {};\n");
        await rejects(threads.code.accept(shown), /location of the change can't be found/);
      },
      asks(edits({ ...one, oldText: "= 11", newText: "= 1" }, { ...two, oldText: "= 22", newText: "= 2" })),
    );
    match(words(conversation), /changed while the user looked at it[^]*Read it again/);
    match(read("two.ts"), /= 22/);
  });

  it("moves and deletes a file when that is accepted", async () => {
    const move = step(["editor_move_file", { path: `${folder}/three.md`, newPath: `${folder}/docs/3.md` }]);
    await threads.comparing(false, asks(move));
    ok(existsSync(at("three.md").fsPath));
    await threads.comparing(true, asks(move));
    strictEqual(read("docs/3.md"), "Three\n");
    strictEqual(existsSync(at("three.md").fsPath), false);
    const remove = step(["editor_delete_file", { path: `${folder}/docs/3.md` }]);
    await threads.comparing(false, asks(remove));
    ok(existsSync(at("docs/3.md").fsPath));
    await threads.comparing(true, asks(remove));
    strictEqual(existsSync(at("docs/3.md").fsPath), false);
    match(words(conversation), /"deleted":true/);
  });

  it("moves and deletes what is no text, and nothing outside or unsaved", async () => {
    writeFileSync(at("data.bin").fsPath, "a\u0000b");
    await threads.comparing(true, asks(step(["editor_delete_file", { path: `${folder}/data.bin` }])));
    strictEqual(existsSync(at("data.bin").fsPath), false);
    symlinkSync("/etc", at("link").fsPath);
    const editor = await vscode.window.showTextDocument(at("three.md"));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "unsaved "));
    await asks(
      step(
        ["editor_delete_file", { path: `${folder}/link/passwd` }],
        ["editor_delete_file", { path: `${folder}` }],
        ["editor_move_file", { path: `${folder}/one.ts`, newPath: `${folder}/link/one.ts` }],
        ["editor_move_file", { path: `${folder}/one.ts`, newPath: `${folder}/two.ts` }],
        ["editor_delete_file", { path: `${folder}/three.md` }],
      ),
    );
    deepStrictEqual(
      [
        ...new Set(
          calls(conversation)
            .slice(1)
            .map(({ status }) => status),
        ),
      ],
      ["failed"],
    );
    for (const reason of [/leads out/, /is a folder/, /exists already/, /hasn't saved/]) {
      match(words(conversation), reason);
    }
  });

  it("restores what a response and those after it changed, after a question that names what somebody else changed", async () => {
    await threads.comparing(
      true,
      asks(step(["editor_edit_file", { path: `${folder}/one.ts`, oldText: "= 1", newText: "= 11" }])),
    );
    await threads.comparing(
      true,
      asks(edits({ ...one, oldText: "= 11", newText: "= 111" }, two, { path: "new.md", content: "New\n" })),
    );
    await threads.comparing(true, asks(step(["editor_delete_file", { path: `${folder}/three.md` }])));
    await threads.comparing(false, asks(edits({ path: "declined.md", content: "x\n" })));
    await write(at("two.ts"), "// mine\n");
    const answers = conversation.turns.filter(({ role }) => role === "agent");
    const restore = (index: number): Promise<void> =>
      threads.access.restoreFiles("owner", conversation, answers[index]?.id ?? "");
    threads.restores = false;
    await restore(1);
    match(
      threads.restoring[0] ?? "",
      /Restore 4 files to before this response\?\n[^]*one\.ts[^]*two\.ts[^]*new\.md[^]*three\.md/,
    );
    match(threads.restoring[0] ?? "", /those changes go as well:\s+several\d+\/two\.ts\s+What later/);
    strictEqual(read("two.ts"), "// mine\n");
    threads.restores = true;
    await until(async () =>
      (await vscode.workspace.openTextDocument(at("two.ts"))).getText() === "// mine\n" ? true : undefined,
    );
    await restore(1);
    match(read("one.ts"), /= 11;/);
    match(read("two.ts"), /= 2\n/);
    strictEqual(read("three.md"), "Three\n");
    strictEqual(existsSync(at("new.md").fsPath), false);
    await restore(0);
    match(read("one.ts"), /= 1;/);
    await rejects(restore(0), /already as they were/);
    await threads.checkpoints.forget("owner", conversation.threadId);
    await rejects(restore(0), /not kept on this computer any more/);
  });

  it("renames a symbol wherever the language service finds it", async () => {
    const provider = vscode.languages.registerRenameProvider(
      { pattern: `**/${folder}/*.ts` },
      {
        provideRenameEdits: async (_document, _position, newName) => {
          if (newName === "class") {
            throw new Error("That is a keyword.");
          }
          const edit = new vscode.WorkspaceEdit();
          for (const name of ["one.ts", "two.ts"]) {
            const document = await vscode.workspace.openTextDocument(at(name));
            for (const { index } of document.getText().matchAll(/\bone\b(?!")/g)) {
              edit.replace(
                at(name),
                new vscode.Range(document.positionAt(index), document.positionAt(index + 3)),
                newName,
              );
            }
          }
          return edit;
        },
      },
    );
    try {
      const rename = (newName: string): string =>
        step(["editor_rename_symbol", { path: `${folder}/one.ts`, line: 1, symbol: "one", newName }]);
      await threads.comparing(true, asks(rename("uno")));
      strictEqual(read("one.ts"), "export const uno = 1;\n");
      match(read("two.ts"), /import \{ uno \} from "\.\/one";\nexport const two = uno \+ uno/);
      await asks(
        step(["editor_rename_symbol", { path: `${folder}/one.ts`, line: 1, symbol: "uno", newName: "class" }]),
      );
      match(words(conversation), /That is a keyword/);
    } finally {
      provider.dispose();
    }
    await asks(step(["editor_rename_symbol", { path: `${folder}/three.md`, line: 1, symbol: "Three", newName: "x" }]));
    match(words(conversation), /No language service renames|doesn't rename/);
  });

  it("opens a file at a line, with the keyboard where it was", async () => {
    await asks(step(["editor_open_file", { path: `${folder}/two.ts`, line: 2 }]));
    match(words(conversation), /"opened":true,"line":2/);
    // Where it was open before, VS Code tells the new selection a moment later.
    await until(() =>
      vscode.window.visibleTextEditors.find(
        ({ document, selection }) => document.fileName.endsWith("two.ts") && selection.active.line === 1,
      ),
    );
  });

  it("runs a task only after its whole command line was allowed, and tells the exit code", async () => {
    const run = (task: string): Promise<unknown> => asks(step(["editor_run_task", { task }]));
    const provider = vscode.tasks.registerTaskProvider("agentChatTest", {
      provideTasks: () => {
        const of = (name: string, line: string): vscode.Task =>
          new vscode.Task(
            { type: "agentChatTest", name },
            vscode.TaskScope.Workspace,
            name,
            "test",
            new vscode.ShellExecution(line),
          );
        return [of("fail", "echo checking && exit 3"), of("wait", "sleep 600")];
      },
      resolveTask: () => undefined,
    });
    try {
      await asks(step(["editor_list_tasks", {}]));
      match(words(conversation), /"task":"test: fail","command":"echo checking && exit 3"/);
      await run("none");
      match(words(conversation), /No task is called none\. There are: [^]*test: wait/);
      await run("test: fail");
      strictEqual(conversation.lastTurn?.state, "waiting");
      deepStrictEqual(calls(conversation).at(-1)?.suspension?.payload, {
        toolName: "test: fail",
        args: { command: "echo checking && exit 3" },
      });
      await threads.decides(conversation, true);
      match(words(conversation), /"exitCode":3/);
      await run("test: wait");
      const waiting = threads.decides(conversation, true);
      await until(() => vscode.tasks.taskExecutions.find(({ task }) => task.name === "wait"));
      conversation.stop();
      await waiting;
      strictEqual(conversation.lastTurn.state, "stopped");
      await until(() => (vscode.tasks.taskExecutions.some(({ task }) => task.name === "wait") ? undefined : true));
    } finally {
      provider.dispose();
    }
  });
});
