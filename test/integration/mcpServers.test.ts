import { match, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { write } from "../../src/editor/configuration";
import { until } from "./contextWorkspace";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";

/** As VS Code calls the server: by the extension and the label. */
const SERVER_ID = "agent-chat.mastra-clerk/Weather Tools";

/** Through VS Code's own MCP client: the real extension, the real server. */
describe("the server's MCP servers in VS Code", () => {
  const { Global } = vscode.ConfigurationTarget;
  const { showInputBox, showWarningMessage, showInformationMessage } = vscode.window;

  before(async () => {
    await vscode.extensions.getExtension("agent-chat.mastra-clerk")?.activate();
    Object.assign(vscode.window, {
      showInputBox: () => Promise.resolve(accessToken),
      showInformationMessage: () => Promise.resolve(undefined),
      showWarningMessage: (message: string) =>
        Promise.resolve(message.startsWith("Sign out of") ? "Sign Out" : "Allow"),
    });
    await write("serverUrl", serverUrl, Global);
  });
  after(async () => {
    await vscode.commands.executeCommand("agentChat.signOut");
    Object.assign(vscode.window, { showInputBox, showWarningMessage, showInformationMessage });
    await write("serverUrl", undefined, Global);
  });

  /**
   * The answer of the server's tool; undefined when there is none to call. VS Code 1.105 still lists tools that have
   * gone, so whether one is there is asked by calling it.
   */
  async function weatherNow(location: string): Promise<string | undefined> {
    // VS Code hears of a list some time after it has changed: a server that it does not know yet does not start.
    await vscode.commands.executeCommand("workbench.mcp.startServer", SERVER_ID);
    const name = vscode.lm.tools.find((tool) => /^mcp_.*getWeather$/.test(tool.name))?.name;
    if (name === undefined) {
      return undefined;
    }
    const options = { input: { location, period: "year" }, toolInvocationToken: undefined };
    try {
      const { content } = await vscode.lm.invokeTool(name, options);
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
    } catch {
      return undefined;
    }
  }

  it("are not there while nobody is signed in", async () => {
    strictEqual(await weatherNow("Lisbon"), undefined);
  });

  it("start with the account's token, and their tools answer", async () => {
    await vscode.commands.executeCommand("agentChat.pasteToken");
    // The sign-in goes to the server once it was allowed, which the panel asks.
    await vscode.commands.executeCommand("agentChat.chat.focus");
    match(await until(() => weatherNow("Lisbon")), /Portugal/);
  });

  it("start anew with another token when their connection was ended", async () => {
    await vscode.commands.executeCommand("workbench.mcp.stopServer", SERVER_ID);
    match(await until(() => weatherNow("Rome")), /Italy/);
  });

  it("are gone with a sign-out, and so are their tools", async () => {
    await vscode.commands.executeCommand("agentChat.signOut");
    await until(async () => (await weatherNow("Rome")) === undefined || undefined);
  });
});
