import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { AgentChatAgent, AgentChatExports } from "../../docs/agent-chat";
import { AgentService } from "../../src/agents/agentService";
import { isHiddenThread } from "../../src/agents/hiddenThread";
import * as mastraClient from "../../src/agents/mastraClient";
import { serverAddress } from "../../src/agents/serverUrl";
import { AgentQuestions, type AskingOwner } from "../../src/editor/askAgent/agentQuestions";
import { type AskAgentInput, AskAgentTool } from "../../src/editor/askAgent/askAgentTool";
import { WorkspaceFiles } from "../../src/editor/code/workspaceFiles";
import { write as writeSetting } from "../../src/editor/configuration";
import { workspaceFolder, write } from "./contextWorkspace";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";
const sub = process.env["AGENT_CHAT_SUB"] ?? "";

/** Whoever extends VS Code and is in every window. */
const CALLER = "vscode.typescript-language-features";

describe("#askAgent, against the real server and real files", () => {
  const never = new vscode.CancellationTokenSource().token;
  let owner: (AskingOwner & { isClosed: boolean }) | undefined;
  let offered: number;
  let tool: AskAgentTool;

  before(async () => {
    const folder = workspaceFolder();
    await write(vscode.Uri.joinPath(folder, "ask/notes.md"), "The release is on Friday.\n");
    await write(vscode.Uri.joinPath(folder, "ask/.env"), "KEY=1\n");
    const outside = await write(vscode.Uri.file(join(tmpdir(), "agent-chat-outside.md")), "Outside.\n");
    await symlink(outside.fsPath, vscode.Uri.joinPath(folder, "ask/link.md").fsPath);
    await symlink(vscode.Uri.joinPath(folder, "ask/.env").fsPath, vscode.Uri.joinPath(folder, "ask/plain.txt").fsPath);
  });
  after(() => vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), "ask"), { recursive: true }));

  beforeEach(() => {
    offered = 0;
    const server = serverAddress(serverUrl, "/api");
    const agents = new AgentService({
      server,
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(accessToken) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
    const ref = { issuer: "", clientId: "", accountId: "" };
    const account = { ref, sub, label: "ada@example.com", issuer: "", organization: "Engines" };
    owner = { id: "owner", account, server, isClosed: false, services: { agents } };
    const logError = (): void => undefined;
    const questions = new AgentQuestions({
      owner: () => Promise.resolve(owner),
      preferred: () => "codingAgent",
      logError,
    });
    const files = (): Promise<WorkspaceFiles> => Promise.resolve(new WorkspaceFiles());
    tool = new AskAgentTool({ questions, files, offerSignIn: () => (offered += 1), logError });
  });

  const prepare = (input: AskAgentInput): Promise<vscode.PreparedToolInvocation> => tool.prepareInvocation({ input });
  const shown = async (input: AskAgentInput): Promise<string> => {
    const { confirmationMessages } = await prepare(input);
    const message = confirmationMessages?.message;
    return message instanceof vscode.MarkdownString ? message.value : "";
  };
  async function invoke(input: AskAgentInput, token = never): Promise<string> {
    const { content } = await tool.invoke({ input, toolInvocationToken: undefined }, token);
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
  }
  const fails = (input: AskAgentInput, said: RegExp): Promise<void> =>
    rejects(invoke(input), (error: Error) => {
      match(error.message, said);
      strictEqual(error.stack, undefined);
      return true;
    });

  it("shows what leaves, to whom and as whom, and sends just that", async () => {
    const input = { agent: "coding agent", question: "When is the release?", files: ["ask/notes.md"] };
    const text = (await shown(input)).replaceAll("&nbsp;", " ").replaceAll("\\", "");
    match(text, /Coding Agent on localhost:\d+, as ada@example.com · Engines/);
    match(text, /When is the release\?/);
    match(text, /ask\/notes\.md \(\d+/);
    // Changed after it was shown.
    await write(vscode.Uri.joinPath(workspaceFolder(), "ask/notes.md"), "Something\nelse\nnow.\n");
    match(await invoke(input), /I read notes\.md \(2 lines\)\.[^]*You said: When is the release\?/);
  });

  it("sends nothing that was not shown as it is, and nothing twice", async () => {
    await fails({ question: "Hello" }, /not confirmed/);
    await prepare({ question: "Hello" });
    match(await invoke({ question: "Hello" }), /You said: Hello/);
    await fails({ question: "Hello" }, /not confirmed/);
  });

  it("takes the agent that the person uses, and says which there are when a name is wrong", async () => {
    match(await shown({ question: "Hello" }), /Coding/);
    const input = { agent: "nobody", question: "Hello" };
    strictEqual((await prepare(input)).confirmationMessages, undefined);
    await fails(input, /no agent called nobody\. It has these: .*Coding Agent \(codingAgent\)/);
  });

  it("refuses files that are not the workspace's, also behind links, and those with secrets", async () => {
    for (const [path, said] of [
      ["../../etc/passwd", /is no file of this workspace/],
      ["/etc/passwd", /is no file of this workspace/],
      ["ask/none.md", /is no file of this workspace/],
      ["ask/link.md", /link to a file outside/],
      ["ask/.env", /contains secrets/],
      ["ask/plain.txt", /contains secrets/],
    ] as const) {
      const input = { question: "Read", files: [path] };
      strictEqual((await prepare(input)).confirmationMessages, undefined, path);
      await fails(input, said);
    }
  });

  it("leaves an agent whose tool needs a person to the panel", async () => {
    const input = { question: "Book Rome" };
    await prepare(input);
    await fails(input, /bookTrip needs your approval, .*Agent Chat panel/);
  });

  it("says so when nobody is signed in, and offers to", async () => {
    owner = undefined;
    await prepare({ question: "Hello" });
    await fails({ question: "Hello" }, /You are not signed in/);
    strictEqual(offered, 1);
  });

  it("asks nobody once the person it was confirmed by is gone", async () => {
    const input = { question: "Hello" };
    await prepare(input);
    owner!.isClosed = true;
    await fails(input, /another account or server/);
  });

  it("ends with a cancellation", async () => {
    const input = { question: "Hello" };
    await prepare(input);
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await rejects(invoke(input, source.token), vscode.CancellationError);
  });
});

describe("what other extensions may ask", () => {
  const { Global } = vscode.ConfigurationTarget;
  const { showInputBox, showWarningMessage, showInformationMessage } = vscode.window;
  const asked: string[] = [];
  let allowed: "Allow" | "Don't Allow" | undefined;
  let api: AgentChatExports;
  let threadsBefore: string[];

  /** All but the hidden one of each owner. */
  async function threads(): Promise<string[]> {
    const path = `/api/memory/threads?resourceId=${sub}&agentId=codingAgent&perPage=100`;
    const response = await fetch(serverUrl + path, { headers: { authorization: `Bearer ${accessToken}` } });
    const list = (await response.json()) as { threads: { id: string }[] };
    return list.threads.map(({ id }) => id).filter((id) => !isHiddenThread(id));
  }

  before(async () => {
    threadsBefore = await threads();
    Object.assign(vscode.window, {
      showInputBox: () => Promise.resolve(accessToken),
      showInformationMessage: () => Promise.resolve(undefined),
      showWarningMessage: (message: string) => {
        asked.push(message);
        if (message.startsWith("Sign out of")) {
          return Promise.resolve("Sign Out");
        }
        return Promise.resolve(/^Let .* ask the agents of/.test(message) ? allowed : "Allow");
      },
    });
    await writeSetting("serverUrl", serverUrl, Global);
    api = (await vscode.extensions
      .getExtension<AgentChatExports>("agent-chat.mastra-clerk")
      ?.activate()) as AgentChatExports;
  });
  after(async () => {
    await vscode.commands.executeCommand("agentChat.signOut");
    Object.assign(vscode.window, { showInputBox, showWarningMessage, showInformationMessage });
    await writeSetting("serverUrl", undefined, Global);
  });

  const caller = { extension: CALLER };
  const code = (expected: string) => (error: unknown) => {
    strictEqual((error as { code?: unknown }).code, expected, String(error));
    return true;
  };

  it("is nothing while nobody is signed in, and nothing for extensions that do not exist", async () => {
    await rejects(api.agents(caller), code("notSignedIn"));
    await vscode.commands.executeCommand("agentChat.pasteToken");
    await rejects(api.agents({ extension: "nobody.nothing" }), code("unknownExtension"));
    await rejects(api.ask({ ...caller, question: " " }), code("noQuestion"));
  });

  it("asks the person about each extension once", async () => {
    allowed = undefined;
    await rejects(api.agents(caller), code("extensionDeclined"));
    ok(asked.some((message) => /^Let .+ ask the agents of localhost:\d+\?$/.test(message)));
    allowed = "Allow";
    const agents = await api.agents(caller);
    const count = asked.length;
    const coding: AgentChatAgent | undefined = agents.find(({ id }) => id === "codingAgent");
    strictEqual(coding?.name, "Coding Agent");
    strictEqual((await api.ask({ ...caller, agent: "codingAgent", question: "Hello" })).text, "You said: Hello");
    strictEqual(asked.length, count);
  });

  it("streams a response, and ends with a cancellation", async () => {
    const question = { ...caller, agent: "codingAgent", question: "Hello there" };
    const pieces = await Array.fromAsync(api.stream(question));
    strictEqual(pieces.join("").replaceAll("\u2060", ""), "You said: Hello there");
    ok(pieces.length > 1);
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await rejects(Array.fromAsync(api.stream(question, source.token)), vscode.CancellationError);
    await rejects(Array.fromAsync(api.stream({ ...question, question: "Book Rome" })), code("needsApproval"));
  });

  it("leaves nothing in the threads", async () => {
    deepStrictEqual(await threads(), threadsBefore);
  });
});
