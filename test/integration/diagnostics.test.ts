import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { write } from "../../src/editor/configuration";
import { until } from "./contextWorkspace";
import { SignedInWindow } from "./signedInWindow";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";
const { Global } = vscode.ConfigurationTarget;

describe("Copy Diagnostics", () => {
  const person = new SignedInWindow();

  before(() => person.open("weatherAgent"));
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await person.close();
  });

  /** Runs the command, and gives the editor with the report. */
  async function report(): Promise<vscode.TextEditor> {
    await vscode.commands.executeCommand("agentChat.copyDiagnostics");
    return until(() => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.getText().startsWith("# Agent Chat diagnostics") === true ? editor : undefined;
    });
  }

  it("opens a report in an editor, which holds no token, no name and nothing of a thread", async () => {
    await vscode.commands.executeCommand("agentChat.askWeatherAgent", "How warm is it in Oslo, privately?");
    await until(async () => ((await person.questions()).some((text) => text.includes("privately")) ? true : undefined));
    const text = (await report()).document.getText();
    match(text, /\| Agent Chat \| \d+\.\d+\.\d+ \|/);
    match(text, new RegExp(`\\| Editor \\| .+ ${vscode.version} \\|`));
    match(text, /\| Signed in \| yes \|/);
    match(text, /\| Mastra server \| http:\/\/(localhost|127\.0\.0\.1):\d+ \| found, requires sign-in \| \d+ ms \|/);
    match(text, /\| activation \| [\d.]+ ms \|/);
    match(text, /\| agentChat\.agent \| (set|as the default) \| user \|/);
    const [header = "", payload = "", signature = ""] = accessToken.split(".");
    for (const secret of [header, payload, signature, "user_integration", "privately", "Oslo", "?"]) {
      ok(secret !== "" && !text.includes(secret), `the report holds ${secret}`);
    }
  });

  it("tells a server that isn't there, and no query of its address", async () => {
    await write("serverUrl", "http://127.0.0.1:1/?key=hunter2", Global);
    const text = (await report()).document.getText();
    await write("serverUrl", "http://127.0.0.1:1", Global);
    match(text, /\| agentChat\.serverUrl \| http:\/\/127\.0\.0\.1:1 \(and a query\) \| user \|/);
    match(text, /\| Mastra server \| .* \| failed: invalidUrl \|/);
    ok(!text.includes("hunter2"));
    await vscode.commands.executeCommand("agentChat.askWeatherAgent", "And in Bergen?");
    const later = (await report()).document.getText();
    await write("serverUrl", serverUrl, Global);
    match(later, /\| Mastra server \| http:\/\/127\.0\.0\.1:1 \| failed: network/);
    match(later, /## Last errors of this window\n\n\| when \(UTC\) .*\n.*\n\| \d{4}-/);
    ok(!later.includes("Bergen"));
  });

  it("copies what is left after the review, and only when the person says so", async () => {
    await vscode.env.clipboard.writeText("before");
    const editor = await report();
    strictEqual(person.shown.filter((message) => message.startsWith("Review the report")).length > 0, true);
    strictEqual(await vscode.env.clipboard.readText(), "before");
    person.pressed.set("Review the report", "Copy Report");
    const edited = await report();
    ok(edited !== editor);
    // The button was pressed at once, before anything was deleted.
    const copied = await until(async () => {
      const text = await vscode.env.clipboard.readText();
      return text === "before" ? undefined : text;
    });
    deepStrictEqual(copied, edited.document.getText());
  });
});
