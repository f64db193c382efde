import { ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { EditorAttachments } from "../../src/editor/attachments/editorAttachments";
import { refusalOf, until } from "./contextWorkspace";

describe("the terminal's selection", () => {
  const { clipboard } = vscode.env;
  let sources: EditorAttachments;
  let terminal: vscode.Terminal | undefined;

  beforeEach(() => (sources = new EditorAttachments()));
  afterEach(() => {
    terminal?.dispose();
    terminal = undefined;
    sources.dispose();
  });

  /** A terminal that shows a line, as one with a shell would. */
  async function openTerminal(line: string): Promise<void> {
    const written = new vscode.EventEmitter<string>();
    const pty: vscode.Pseudoterminal = {
      onDidWrite: written.event,
      open: () => written.fire(`${line}\r\n`),
      close: () => written.dispose(),
    };
    terminal = vscode.window.createTerminal({ name: "Context test", pty });
    terminal.show();
    await until(() => (vscode.window.activeTerminal === terminal ? true : undefined));
  }

  /** A browser without the permission gives no text of the clipboard back. */
  async function clipboardWorks(): Promise<boolean> {
    await clipboard.writeText("mine");
    return (await clipboard.readText()) === "mine";
  }

  it("is offered while a terminal is open, and refused when nothing is selected", async () => {
    const names = async (): Promise<string[]> => (await sources.complete("terminal")).map(({ id }) => id);
    await until(() => (vscode.window.activeTerminal === undefined ? true : undefined));
    ok(!(await names()).includes("terminal"));
    strictEqual((await refusalOf(sources.resolve("terminal"))).message, "No terminal is open.");
    await openTerminal("ready");
    ok((await names()).includes("terminal"));
    strictEqual((await refusalOf(sources.resolve("terminal"))).kind, "nothing");
  });

  it("is attached, and the clipboard keeps its text", async function () {
    if (!(await clipboardWorks())) {
      this.skip();
    }
    await openTerminal("error: it does not work");
    const [attachment] = await until(async () => {
      await vscode.commands.executeCommand("workbench.action.terminal.selectAll");
      const found = (await sources.resolve("terminal").catch(() => undefined))?.attachments;
      return found?.[0]?.content.includes("error: it does not work") ? found : undefined;
    });
    strictEqual(attachment?.item.kind, "terminal");
    strictEqual(attachment.item.detail, "Context test");
    strictEqual(await clipboard.readText(), "mine");
  });
});
