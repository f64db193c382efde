import { match, ok, rejects } from "node:assert/strict";
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

  const tool = (): vscode.LanguageModelToolInformation | undefined =>
    vscode.lm.tools.find(({ name }) => /^mcp_.*getWeather$/.test(name));

  /** VS Code hears of a list some time after it has changed: a server that it does not know yet does not start. */
  async function started(): Promise<vscode.LanguageModelToolInformation> {
    return until(async () => {
      await vscode.commands.executeCommand("workbench.mcp.startServer", SERVER_ID);
      return tool();
    });
  }

  async function weatherIn(location: string): Promise<string> {
    const { name } = await started();
    const options = { input: { location, period: "year" }, toolInvocationToken: undefined };
    const { content } = await vscode.lm.invokeTool(name, options);
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
  }

  it("are not there while nobody is signed in", async () => {
    await vscode.commands.executeCommand("workbench.mcp.startServer", SERVER_ID);
    ok(!tool());
  });

  it("start with the account's token, and their tools answer", async () => {
    await vscode.commands.executeCommand("agentChat.pasteToken");
    // The sign-in goes to the server once it was allowed, which the panel asks.
    await vscode.commands.executeCommand("agentChat.chat.focus");
    match(await weatherIn("Lisbon"), /Portugal/);
  });

  it("start anew with another token when their connection was ended", async () => {
    await vscode.commands.executeCommand("workbench.mcp.stopServer", SERVER_ID);
    match(await weatherIn("Rome"), /Italy/);
  });

  it("are gone with a sign-out, and so are their tools", async () => {
    const { name } = await started();
    await vscode.commands.executeCommand("agentChat.signOut");
    await until(() => Promise.resolve(tool() === undefined || undefined));
    const options = { input: { location: "Rome", period: "year" }, toolInvocationToken: undefined };
    await rejects(async () => vscode.lm.invokeTool(name, options));
  });
});
