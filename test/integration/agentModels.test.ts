import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { write } from "../../src/editor/configuration";
import { until } from "./contextWorkspace";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";

const readFile: vscode.LanguageModelChatTool = {
  name: "read_file",
  description: "Reads a file",
  inputSchema: {
    type: "object",
    properties: { filePath: { type: "string" }, startLine: { type: "number" }, endLine: { type: "number" } },
    required: ["filePath", "startLine", "endLine"],
  },
};

/** One pixel; VS Code looks into an image before it passes it on. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Through VS Code, as its own chat and other extensions ask: the real extension, the real server. */
describe("agents as models of VS Code", () => {
  const { Global } = vscode.ConfigurationTarget;
  const { showInputBox, showWarningMessage, showInformationMessage } = vscode.window;
  const shown: string[] = [];
  /** What the person answers when VS Code's chat is about to send. */
  let chatAnswer: "Allow" | "Don't Allow" | undefined;

  before(async () => {
    await vscode.extensions.getExtension("agent-chat.mastra-clerk")?.activate();
    // The dialogs are VS Code's own; what a person does with them is played here.
    Object.assign(vscode.window, {
      showInputBox: () => Promise.resolve(accessToken),
      showInformationMessage: (message: string) => {
        shown.push(message);
        return Promise.resolve(undefined);
      },
      showWarningMessage: (message: string) => {
        shown.push(message);
        if (message.startsWith("Sign out of")) {
          return Promise.resolve("Sign Out");
        }
        return Promise.resolve(message.startsWith("Let VS Code's chat") ? chatAnswer : "Allow");
      },
    });
    await write("serverUrl", serverUrl, Global);
  });
  after(async () => {
    await vscode.commands.executeCommand("agentChat.signOut");
    Object.assign(vscode.window, { showInputBox, showWarningMessage, showInformationMessage });
    await write("serverUrl", undefined, Global);
  });
  beforeEach(() => {
    shown.length = 0;
    chatAnswer = "Allow";
  });

  const models = (): Thenable<vscode.LanguageModelChat[]> => vscode.lm.selectChatModels({ vendor: "agent-chat" });

  async function codingAgent(): Promise<vscode.LanguageModelChat> {
    return until(async () => (await models()).find(({ family }) => family === "codingAgent"));
  }

  /** What a model says, and which tools it calls. */
  async function answer(
    messages: vscode.LanguageModelChatMessage[],
    options: vscode.LanguageModelChatRequestOptions = { tools: [readFile] },
    token?: vscode.CancellationToken,
  ): Promise<{ text: string; calls: vscode.LanguageModelToolCallPart[] }> {
    const response = await (await codingAgent()).sendRequest(messages, options, token);
    const said = { text: "", calls: [] as vscode.LanguageModelToolCallPart[] };
    for await (const part of response.stream) {
      if (part instanceof vscode.LanguageModelTextPart) {
        said.text += part.value.replaceAll("\u2060", "");
      } else if (part instanceof vscode.LanguageModelToolCallPart) {
        said.calls.push(part);
      }
    }
    return said;
  }

  const { User, Assistant } = vscode.LanguageModelChatMessage;

  it("lists none while nobody is signed in, and asks nobody anything", async () => {
    deepStrictEqual(await models(), []);
    deepStrictEqual(shown, []);
  });

  it("lists the agents as soon as somebody has signed in", async () => {
    await vscode.commands.executeCommand("agentChat.pasteToken");
    // The sign-in goes to the server once it was allowed, which is asked by the first request that is not silent.
    await vscode.commands.executeCommand("agentChat.chat.focus");
    const agent = await codingAgent();
    deepStrictEqual([agent.vendor, agent.name, agent.maxInputTokens], ["agent-chat", "Coding Agent", 128_000]);
    ok((await models()).length >= 6);
  });

  it("sends nothing without a yes, and says so without a stack", async () => {
    chatAnswer = undefined;
    await rejects(answer([User("Hello")]), (error: unknown) => {
      match(String(error), /Nothing was sent to/);
      return true;
    });
    ok(shown.some((message) => message.startsWith("Let VS Code's chat send to")));
  });

  it("answers, and asks only once", async () => {
    strictEqual((await answer([User("Hello")])).text, "You said: Hello");
    const asked = shown.length;
    strictEqual((await answer([User("Hello")])).text, "You said: Hello");
    strictEqual(shown.length, asked);
  });

  it("calls tools, several at once, and goes on from their results", async () => {
    const question = User("Read both /a.ts and /b.ts");
    const { calls } = await answer([question]);
    deepStrictEqual(
      calls.map(({ name }) => name),
      ["read_file", "read_file"],
    );
    deepStrictEqual(calls[0]?.input, { filePath: "/a.ts", startLine: 1, endLine: 100 });
    const results = calls.map(
      ({ callId }, index) =>
        new vscode.LanguageModelToolResultPart(callId, [new vscode.LanguageModelTextPart(index === 0 ? "AAA" : "BBB")]),
    );
    const { text } = await answer([question, Assistant(calls), User(results)]);
    strictEqual(text, "Done. read_file says: AAA read_file says: BBB");
  });

  it("takes images where VS Code has a type for them", async function () {
    const parts = vscode as unknown as {
      LanguageModelDataPart?: { image(data: Uint8Array, mimeType: string): vscode.LanguageModelTextPart };
    };
    if (!parts.LanguageModelDataPart) {
      this.skip();
    }
    const image = parts.LanguageModelDataPart.image(Buffer.from(PNG, "base64"), "image/png");
    const { text } = await answer([User([new vscode.LanguageModelTextPart("Look"), image])]);
    match(text, /^I read an image of \d+ bytes/);
  });

  it("runs the server's own tools there, and ends where one needs an approval", async () => {
    match((await answer([User("What is the weather in Oslo?")])).text, /^\*Tool call: getWeather\*[^]*Oslo/);
    match((await answer([User("Book Rome")])).text, /bookTrip needs your approval/);
  });

  it("fails with one sentence", async () => {
    await rejects(answer([User("Crash")]), (error: unknown) => {
      match(String(error), /the model is down/);
      return true;
    });
  });

  it("ends when it is cancelled", async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await rejects(answer([User("Hello")], {}, source.token));
  });

  it("counts tokens", async () => {
    strictEqual(await (await codingAgent()).countTokens("12345678"), 2);
  });

  it("lists none as soon as the person has signed out", async () => {
    const agent = await codingAgent();
    await vscode.commands.executeCommand("agentChat.signOut");
    await until(async () => ((await models()).length === 0 ? true : undefined));
    await rejects(async () => {
      await Array.fromAsync((await agent.sendRequest([User("Hello")])).stream);
    });
  });
});
