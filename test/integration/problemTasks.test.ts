import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { write } from "../../src/editor/configuration";
import { CodeBench } from "./codeBench";
import { closeEditors, until } from "./contextWorkspace";
import { SignedInWindow } from "./signedInWindow";

const mistyped = "export function add(a, b) {\n  retrun a + b;\n}\n";
const { Global } = vscode.ConfigurationTarget;

/** With the extension that is installed, from the code action to the server and back. */
describe("problems in the editor", () => {
  const window = new SignedInWindow();
  const bench = new CodeBench();
  let problems: vscode.DiagnosticCollection;

  before(() => window.open("codingAgent"));
  after(async () => {
    await window.close();
    await bench.remove();
  });
  beforeEach(async () => {
    await bench.fill();
    problems = vscode.languages.createDiagnosticCollection("agent-chat-problems");
    const editor = await bench.edit("add.js", new vscode.Selection(1, 4, 1, 4));
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 9, 0), mistyped));
    const found = new vscode.Diagnostic(new vscode.Range(1, 2, 1, 8), "Unknown keyword 'retrun'.");
    found.source = "spell";
    problems.set(bench.at("add.js"), [found]);
    window.shown.length = 0;
  });
  afterEach(async () => {
    problems.dispose();
    await closeEditors();
  });

  async function codeActions(): Promise<readonly vscode.CodeAction[]> {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      bench.at("add.js"),
      new vscode.Range(1, 4, 1, 4),
    );
    return actions.filter(({ title }) => title.endsWith("with Agent Chat"));
  }

  async function run(title: string): Promise<void> {
    const action = (await codeActions()).find((each) => each.title === title);
    ok(action?.command, `${title} is not offered`);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }

  it("offers to fix and to explain a problem, and prefers neither", async () => {
    const actions = await codeActions();
    deepStrictEqual(
      actions.map(({ title, kind, isPreferred }) => [title, kind?.value, isPreferred ?? false]),
      [
        ["Fix with Agent Chat", "quickfix", false],
        ["Explain with Agent Chat", "quickfix", false],
      ],
    );
    problems.clear();
    await until(async () => ((await codeActions()).length === 0 ? true : undefined));
  });

  it("shows the fix beside the document, writes it only when it is accepted, and leaves no message behind", async () => {
    const before = await window.questions();
    await run("Fix with Agent Chat");
    const mended = mistyped.replace("retrun", "return");
    strictEqual(await bench.proposed(), mended);
    strictEqual(await bench.textOf("add.js"), mistyped);
    await vscode.commands.executeCommand("agentChat.acceptChange");
    strictEqual(await bench.textOf("add.js"), mended);
    deepStrictEqual(await window.questions(), before);
  });

  it("fixes what is at the cursor when it comes from the palette, and says when there is nothing", async () => {
    await vscode.commands.executeCommand("agentChat.fixProblem");
    match(await bench.proposed(), /return a \+ b/);
    await vscode.commands.executeCommand("agentChat.rejectChange");
    strictEqual(await bench.textOf("add.js"), mistyped);
    problems.clear();
    await bench.edit("add.js", new vscode.Selection(0, 0, 0, 0));
    await vscode.commands.executeCommand("agentChat.fixProblem");
    await until(() => window.shown.find((message) => message.startsWith("No problem at the cursor")));
  });

  it("says in the agent's words why there is no change", async () => {
    const editor = await bench.edit("add.js", new vscode.Selection(1, 4, 1, 4));
    await editor.edit((edit) => edit.replace(new vscode.Range(1, 2, 1, 8), "return"));
    await vscode.commands.executeCommand("agentChat.fixProblem");
    await until(() =>
      window.shown.find((message) => message === "Coding Agent proposed no change: Nothing is wrong with these lines."),
    );
    deepStrictEqual(bench.comparisons(), []);
  });

  it("explains a problem in the panel, with its message and its code attached, by the agent that the setting names", async () => {
    await write("agentFor", { explainProblem: "glossaryAgent", fixProblem: "nobody" }, Global);
    await run("Explain with Agent Chat");
    await vscode.commands.executeCommand("agentChat.fixProblem");
    await until(() => window.shown.find((message) => message.includes('has no agent "nobody"')));
    await write("agentFor", { explainProblem: "codingAgent" }, Global);
    await run("Explain with Agent Chat");
    const asked = await until(async () =>
      (await window.questions()).find((text) => text.startsWith("Explain this problem and how to fix it.")),
    );
    match(asked, /<attachment kind="problems" name="Problem in add\.js:2"/);
    match(asked, /codeActions\/add\.js:2:3 error Unknown keyword 'retrun'\. \(spell\)/);
    match(asked, /<attachment kind="selection"[^>]*>\nexport function add[^]*retrun a \+ b/);
  });

  it("changes the code at the cursor as a person says, and asks nobody when they say nothing", async () => {
    window.typed.push("");
    await vscode.commands.executeCommand("agentChat.editCode");
    deepStrictEqual(bench.comparisons(), []);
    window.typed.push("Correct the spelling");
    await vscode.commands.executeCommand("agentChat.editCode");
    match(await bench.proposed(), /return a \+ b/);
    strictEqual(await bench.textOf("add.js"), mistyped);
    await vscode.commands.executeCommand("agentChat.rejectChange");
  });

  it("explains a test's failure in the panel, with what was expected and the code", async () => {
    const message = vscode.TestMessage.diff("The sum is wrong.", "3", "-1");
    message.location = new vscode.Location(bench.at("add.js"), new vscode.Position(1, 2));
    await vscode.commands.executeCommand("agentChat.explainTestFailure", { test: { label: "adds" }, message });
    const asked = await until(async () =>
      (await window.questions()).find((text) => text.startsWith("Explain why this test fails")),
    );
    match(asked, /Test: adds[^]*add\.js:2[^]*The sum is wrong\.[^]*Expected:\n3[^]*Actual:\n-1/);
    match(asked, /<attachment kind="selection"[^>]*>\nexport function add/);
    await vscode.commands.executeCommand("agentChat.explainTestFailure");
    await until(() => window.shown.find((text) => text.startsWith("Run this from the menu of a failed test")));
  });
});
