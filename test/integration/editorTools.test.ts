import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { ThreadTools } from "../../src/chat/clientTools/clientTools";
import type { Conversation } from "../../src/chat/conversation";
import type { Turn } from "../../src/shared/transcript";
import { until, workspaceFolder, write } from "./contextWorkspace";
import { calls, step, ToolThreads, words } from "./toolThreads";

const SUM = "export const sum = (numbers: number[]) => numbers.reduce((total, number) => total - number, 0);\n";

describe("an agent that uses the editor, against the real server and a real window", () => {
  let threads: ToolThreads;

  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), "tools", path);

  before(async () => {
    await write(at("sum.ts"), SUM);
    await write(at("notes.md"), "One line\nAnother line\n");
    await write(at(".env"), "KEY=secret\n");
    await write(at("binary.bin"), "a\u0000b");
  });
  after(() => vscode.workspace.fs.delete(at(""), { recursive: true }));

  beforeEach(() => {
    threads = new ToolThreads();
  });
  afterEach(async () => {
    threads.dispose();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  const assisted = (state?: ThreadTools): Conversation => threads.assisted(state);
  const asks = (conversation: Conversation, text: string): Promise<unknown> => threads.asks(conversation, text);
  const decides = (conversation: Conversation, approved: boolean, reason?: string): Promise<void> =>
    threads.decides(conversation, approved, reason);
  const comparing = (accept: boolean, action: Promise<unknown>): Promise<void> => threads.comparing(accept, action);
  const readAgain = (conversation: Conversation, local: readonly Turn[]): Promise<Conversation> =>
    threads.readAgain(conversation, local);

  it("is offered nothing until somebody switches it on", async () => {
    const conversation = threads.open();
    await asks(conversation, step(["editor_read_file", { path: "tools/notes.md" }]));
    ok(calls(conversation).every(({ inEditor }) => inEditor === undefined));
  });

  it("reads a file once it may, and goes on with it in the same response", async () => {
    const conversation = assisted();
    await asks(conversation, step(["editor_read_file", { path: "tools/notes.md", startLine: 2, lines: 1 }]));
    strictEqual(conversation.lastTurn?.state, "waiting");
    await decides(conversation, true);
    strictEqual(conversation.lastTurn.state, "complete");
    match(words(conversation), /"text":"Another line"/);
    const [call] = calls(conversation);
    strictEqual(call?.status, "done");
    strictEqual(call.inEditor, "reported");
    strictEqual((call.result as { bytes: number }).bytes, 12);
  });

  it("asks for each call of a step, and not any more once the thread may read", async () => {
    const conversation = assisted();
    const read = ["editor_read_file", { path: "tools/notes.md" }] as const;
    await asks(conversation, step(read, read));
    await decides(conversation, true);
    strictEqual(conversation.lastTurn?.state, "waiting");
    await decides(conversation, false, "not now");
    match(words(conversation), /One line[^]*The user declined this: not now/);
    deepStrictEqual(
      calls(conversation).map(({ status }) => status),
      ["done", "declined"],
    );
    threads.access.set("owner", conversation.threadId, "reads");
    await asks(conversation, step(read, read));
    strictEqual(conversation.lastTurn.state, "complete");
  });

  it("is the same after a reload, on this computer and on another, and nothing is there twice", async () => {
    const conversation = assisted("reads");
    await asks(conversation, step(["editor_read_file", { path: "tools/notes.md" }]));
    await asks(conversation, "Hello");
    for (const local of [conversation.turns, []]) {
      const again = await readAgain(conversation, local);
      const shape = (of: Conversation): unknown =>
        of.turns.map(({ role, state, parts }) => [
          role,
          state,
          parts.map((part) => [part.kind, part.kind === "tool" ? part.id : ""]),
        ]);
      deepStrictEqual(shape(again), shape(conversation));
      strictEqual(calls(again)[0]?.status, "done");
    }
  });

  it("goes on after a reload in the middle of a question", async () => {
    const conversation = assisted();
    await asks(conversation, step(["editor_read_file", { path: "tools/notes.md" }]));
    const again = await readAgain(conversation, JSON.parse(JSON.stringify(conversation.turns)) as Turn[]);
    strictEqual(again.lastTurn?.state, "waiting");
    await decides(again, true);
    match(words(again), /One line/);
  });

  it("refuses what is outside, secret, too large or no text, and tells the agent why", async () => {
    const outside = mkdtempSync(join(tmpdir(), "agent-chat-tools-"));
    writeFileSync(join(outside, "secret.txt"), "outside\n");
    symlinkSync(outside, at("link").fsPath);
    symlinkSync(at(".env").fsPath, at("plain.txt").fsPath);
    writeFileSync(at("large.txt").fsPath, "");
    truncateSync(at("large.txt").fsPath, 200_000_000);
    execFileSync("mkfifo", [at("pipe").fsPath]);
    try {
      const paths = ["../../etc/passwd", "/etc/passwd", "tools/link/secret.txt", "tools/.env", "tools/plain.txt"];
      const bad = ["tools/large.txt", "tools/binary.bin", "tools/pipe", "tools", "tools/none.txt"];
      const conversation = assisted("reads");
      await asks(
        conversation,
        step(
          ...[...paths.filter((path) => !path.includes(".env")), ...bad].map(
            (path) => ["editor_read_file", { path }] as const,
          ),
          ["editor_read_file", { file: 1 }],
          ["editor_read_file", ["tools/notes.md"]],
          ["editor_format_disk", {}],
          ["editor_create_file", { path: "../made.txt", content: "x" }],
          ["editor_create_file", { path: "tools/link/made.txt", content: "x" }],
          ["editor_run_command", { command: "echo one\nrm two" }],
        ),
      );
      strictEqual(conversation.lastTurn?.state, "complete");
      deepStrictEqual([...new Set(calls(conversation).map(({ status }) => status))], ["failed"]);
      for (const reason of [
        /not in the workspace/,
        /leads out of the workspace/,
        /may hold secrets/,
        /too large \(200/,
        /is binary/,
        /no ordinary file/,
        /is a folder/,
        /path is missing/,
        /one line of visible characters/,
      ]) {
        match(words(conversation), reason);
      }
      ok(!words(conversation).includes("KEY=secret"));
      await asks(conversation, "Is .env of any use?");
      await asks(conversation, step(["editor_read_file", { path: "tools/.env" }]));
      match(words(conversation), /KEY=secret/);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it("runs no more than so many calls of one step", async () => {
    const conversation = assisted("reads");
    await asks(conversation, step(...Array.from({ length: 100 }, () => ["editor_list_open_editors", {}] as const)));
    strictEqual(conversation.lastTurn?.state, "complete");
    const count = (status: string): number => calls(conversation).filter((call) => call.status === status).length;
    deepStrictEqual([count("done"), count("failed")], [25, 75]);
  });

  it("lists, finds and searches files, symbols and uses", async () => {
    const conversation = assisted("reads");
    await asks(
      conversation,
      step(
        ["editor_list_files", { path: "tools" }],
        ["editor_find_files", { pattern: "tools/*.md" }],
        ["editor_search_text", { text: "another LINE", files: "tools/**" }],
        ["editor_list_problems", {}],
      ),
    );
    const results = calls(conversation).map(({ result }) => JSON.stringify(result));
    match(results[0] ?? "", /"tools\/notes\.md"/);
    ok(!results[0]?.includes(".env"));
    match(results[1] ?? "", /^\{"count":1,"entries":\["tools\/notes\.md"\]\}$/);
    match(results[2] ?? "", /"path":"tools\/notes\.md","line":2,"text":"Another line"/);
    strictEqual(calls(conversation)[3]?.status, "done");
  });

  it("changes and makes files only when the comparison was accepted", async () => {
    const conversation = assisted("reads");
    const edit = [
      "editor_edit_file",
      { path: "tools/sum.ts", oldText: "total - number", newText: "total + number" },
    ] as const;
    await comparing(false, asks(conversation, step(edit)));
    strictEqual(readFileSync(at("sum.ts").fsPath, "utf8"), SUM);
    match(words(conversation), /The user declined this/);
    await comparing(true, asks(conversation, step(edit)));
    match(readFileSync(at("sum.ts").fsPath, "utf8"), /total \+ number/);
    await comparing(
      true,
      asks(conversation, step(["editor_create_file", { path: "tools/made/new.ts", content: "export {};\n" }])),
    );
    strictEqual(readFileSync(at("made/new.ts").fsPath, "utf8"), "export {};\n");
    await asks(conversation, step(["editor_edit_file", { path: "tools/notes.md", oldText: "line", newText: "x" }]));
    match(words(conversation), /more than once/);
  });

  it("tells the agent when a file has changed so much that the change has no place any more", async () => {
    const conversation = assisted("reads");
    await write(at("moving.md"), "One\nTwo\nThree\n");
    const edit = ["editor_edit_file", { path: "tools/moving.md", oldText: "Two", newText: "2" }] as const;
    await threads.comparing(
      async (shown) => {
        const document = await vscode.workspace.openTextDocument(at("moving.md"));
        const other = new vscode.WorkspaceEdit();
        other.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), "Nothing of it\n");
        await vscode.workspace.applyEdit(other);
        await document.save();
        await rejects(threads.code.accept(shown), /location of the change can't be found/);
        await threads.code.reject(shown);
      },
      asks(conversation, step(edit)),
    );
    match(words(conversation), /the place of the change can't be found any more\. Read it again/);
    strictEqual(readFileSync(at("moving.md").fsPath, "utf8"), "Nothing of it\n");
  });

  it("runs a command only after the whole of it was allowed, and tells what it printed", async () => {
    const conversation = assisted("reads");
    const command = "echo agent-$((40 + 2))";
    await asks(conversation, step(["editor_run_command", { command }]));
    strictEqual(conversation.lastTurn?.state, "waiting");
    await decides(conversation, true);
    strictEqual(conversation.lastTurn.state, "complete");
    match(words(conversation), /agent-42|does not tell what it prints/);
  });

  it("is stopped in the middle of a call, and the thread goes on", async () => {
    const conversation = assisted("reads");
    const asking = asks(conversation, step(["editor_replace_file", { path: "tools/notes.md", content: "Gone\n" }]));
    while (calls(conversation)[0]?.inEditor !== "changes") {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    conversation.stop();
    await asking;
    strictEqual(conversation.lastTurn?.state, "stopped");
    await asks(conversation, "Hello");
    strictEqual(conversation.lastTurn.state, "complete");
    match(readFileSync(at("notes.md").fsPath, "utf8"), /One line/);
  });

  it("stops a command that never ends, and takes away a view of several changes that nobody has decided on", async () => {
    const conversation = assisted("reads");
    // A shell that is slow to report itself gets a command of which nothing tells when it begins and ends. The first
    // one of a machine is the slowest.
    const first = vscode.window.createTerminal("First");
    first.show();
    await until(() => first.shellIntegration);
    first.dispose();
    await asks(conversation, step(["editor_run_command", { command: "sleep 600" }]));
    const running = decides(conversation, true);
    await new Promise<void>((resolve) => {
      const listener = vscode.window.onDidStartTerminalShellExecution(() => {
        listener.dispose();
        resolve();
      });
    });
    const ended = new Promise((resolve) => {
      vscode.window.onDidEndTerminalShellExecution(resolve);
    });
    conversation.stop();
    await running;
    await ended;
    strictEqual(conversation.lastTurn?.state, "stopped");
    const edits = [
      { path: "tools/notes.md", oldText: "One line", newText: "Gone" },
      { path: "tools/sum.ts", content: "Gone\n" },
    ];
    const asking = asks(conversation, step(["editor_edit_files", { edits }]));
    const isShown = (): boolean =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes("2 files (proposed")));
    await until(() => isShown() || undefined);
    conversation.stop();
    await asking;
    strictEqual(conversation.lastTurn.state, "stopped");
    await until(() => !isShown() || undefined);
    match(readFileSync(at("notes.md").fsPath, "utf8"), /One line/);
    await asks(conversation, "Hello");
    strictEqual(conversation.lastTurn.state, "complete");
  });

  it("gives them to the agent alone, and not to its sub-agents", async () => {
    const conversation = assisted("reads");
    await asks(conversation, step(["agent-colleague", { prompt: "call editor_read_file" }]));
    match(words(conversation), /I was not offered editor_read_file, only getWeather/);
  });

  it("keeps the editor's tools across an approval of the server's own", async () => {
    const conversation = assisted("reads");
    await asks(conversation, step(["bookTrip", { destination: "Lisbon", month: "May", travellers: 1 }]));
    strictEqual(conversation.lastTurn?.state, "waiting");
    await decides(conversation, true);
    strictEqual(conversation.lastTurn.state, "complete");
  });
});
