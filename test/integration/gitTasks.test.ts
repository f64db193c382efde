import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import type { GitExtension, GitRepository } from "../../src/editor/attachments/gitApi";
import { write as configure } from "../../src/editor/configuration";
import { until, workspaceFolder, write } from "./contextWorkspace";
import { SignedInWindow } from "./signedInWindow";

const { Global } = vscode.ConfigurationTarget;

/** With the extension that is installed, VS Code's own Git, and the real server. */
describe("changes that Git knows", () => {
  const window = new SignedInWindow();
  let repository: GitRepository;

  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), "gitTasks", path);
  const git = (...words: readonly string[]): void => {
    const person = ["-c", "user.email=ada@example.com", "-c", "user.name=Ada"];
    execFileSync("git", [...person, ...words], { cwd: at("").fsPath, stdio: "pipe" });
  };
  /** As VS Code calls the commands of its Source Control view. */
  const whole = (): object => ({ rootUri: repository.rootUri });
  const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`agentChat.${command}`, ...args);

  before(async () => {
    await window.open("codingAgent");
    await write(at("a.ts"), "one\n");
    await write(at("b.ts"), "one\n");
    await write(at(".env"), "TOKEN=old\n");
    git("init", "--quiet");
    git("add", "--force", ".");
    git("commit", "--quiet", "--message", "Begin");
    await vscode.commands.executeCommand("git.openRepository", at("").fsPath);
    repository = await until(() =>
      vscode.extensions
        .getExtension<GitExtension>("vscode.git")
        ?.exports.getAPI(1)
        .repositories.find(({ rootUri }) => rootUri.path.endsWith("/gitTasks")),
    );
  });
  after(async () => {
    await window.close();
    await vscode.commands.executeCommand("git.close", repository.rootUri);
    await vscode.workspace.fs.delete(at(""), { recursive: true });
  });
  beforeEach(async () => {
    git("reset", "--quiet", "--hard");
    await write(at("a.ts"), "staged\n");
    git("add", "a.ts");
    await write(at("b.ts"), "not staged\n");
    await write(at(".env"), "TOKEN=very-secret\n");
    repository.inputBox.value = "";
    window.shown.length = 0;
    window.pressed.delete("Replace the commit message");
  });

  it("get a commit message for what is staged, else for all of them, and leave no message behind", async () => {
    const before = await window.questions();
    await run("writeCommitMessage", whole());
    strictEqual(repository.inputBox.value, "Change a.ts");
    git("reset", "--quiet");
    await run("writeCommitMessage", whole());
    strictEqual(repository.inputBox.value, "Change a.ts and b.ts");
    deepStrictEqual(
      window.shown.filter((message) => message.startsWith("Replace")),
      [],
      "what an agent has written may be replaced",
    );
    deepStrictEqual(await window.questions(), before);
  });

  it("keep the commit message that a person has typed, unless they agree", async () => {
    repository.inputBox.value = "Mine";
    await run("writeCommitMessage", whole());
    strictEqual(repository.inputBox.value, "Mine");
    ok(window.shown.some((message) => message.startsWith("Replace the commit message")));
    window.pressed.set("Replace the commit message", "Replace");
    await run("writeCommitMessage", whole());
    strictEqual(repository.inputBox.value, "Change a.ts");
  });

  it("go to the agent that the setting names", async () => {
    await configure("agentFor", { writeCommitMessage: "nobody" }, Global);
    await run("writeCommitMessage", whole());
    await until(() => window.shown.find((message) => message.includes('has no agent "nobody"')));
    await configure("agentFor", undefined, Global);
    strictEqual(repository.inputBox.value, "");
  });

  const asked = (beginning: string): Promise<string> =>
    until(async () => (await window.questions()).find((text) => text.startsWith(beginning)));

  it("are reviewed in the panel: the file that was picked, as far as it is staged", async () => {
    await run("reviewChanges", { resourceUri: at("a.ts"), resourceGroupType: 1 });
    const text = await asked("Review these changes.");
    match(text, /<attachment kind="gitDiff" name="Staged changes" detail="a\.ts"/);
    match(text, /-one\n\+staged/);
    doesNotMatch(text, /not staged/);
  });

  it("are explained in the panel: the group that was picked, without secrets", async () => {
    const group = { id: "workingTree", resourceStates: [{ resourceUri: at("b.ts") }, { resourceUri: at(".env") }] };
    await run("explainChanges", group);
    const text = await asked("Explain what these changes do.");
    match(text, /<attachment kind="gitDiff" name="Changes that are not staged" detail="gitTasks"/);
    match(text, /-one\n\+not staged/);
    match(text, /\.env is left out: it may hold secrets/);
    doesNotMatch(text, /very-secret|\+staged/);
  });

  it("are none when nothing has changed, which is said", async () => {
    git("reset", "--quiet", "--hard");
    await run("writeCommitMessage", whole());
    await until(() => window.shown.find((message) => message.startsWith("Nothing has changed in this repository")));
    strictEqual(repository.inputBox.value, "");
    await run("reviewChanges", whole());
    await until(() => window.shown.find((message) => message.startsWith("No Git changes in this workspace")));
  });
});
