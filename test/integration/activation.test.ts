import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { COMMANDS } from "../../src/editor/commandIds";

const EXTENSION_ID = "agent-chat.mastra-clerk";

describe("the extension in its host", () => {
  const extension = (): vscode.Extension<unknown> => {
    const found = vscode.extensions.getExtension(EXTENSION_ID);
    ok(found, "the extension is not installed");
    return found;
  };

  it("activates, and exports what other extensions may ask", async () => {
    deepStrictEqual(Object.keys((await extension().activate()) as object).sort(), [
      "agents",
      "ask",
      "stream",
      "version",
    ]);
    strictEqual(extension().isActive, true);
  });

  it("registers every command", async () => {
    const known = await vscode.commands.getCommands(true);
    deepStrictEqual(
      Object.values(COMMANDS).filter((command) => !known.includes(command)),
      [],
    );
  });

  it("offers Clerk accounts, and asks nobody to sign in for a silent look", async () => {
    strictEqual(await vscode.authentication.getSession("clerk", ["openid"], { silent: true }), undefined);
    deepStrictEqual(await vscode.authentication.getAccounts("clerk"), []);
  });

  it("contributes the chat view, which VS Code gives a command to focus it", async () => {
    ok((await vscode.commands.getCommands(true)).includes("agentChat.chat.focus"));
  });
});
