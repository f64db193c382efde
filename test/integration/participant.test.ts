import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { AgentService } from "../../src/agents/agentService";
import * as mastraClient from "../../src/agents/mastraClient";
import { serverAddress } from "../../src/agents/serverUrl";
import { ThreadService } from "../../src/agents/threadService";
import { ownerWorkflows } from "../../src/chat/workflows/ownerWorkflows";
import { AgentChoice } from "../../src/chat/agentChoice";
import { Chat } from "../../src/chat/chat";
import { OpenServers } from "../../src/chat/openServers";
import { FileTranscriptStore } from "../../src/chat/fileTranscriptStore";
import { EditorAttachments } from "../../src/editor/attachments/editorAttachments";
import { OpenThread } from "../../src/editor/openThread";
import { Participant } from "../../src/editor/participant/participant";
import type { EditorTools } from "../../src/editor/participant/personQuestions";
import type { Account } from "../../src/shared/account";
import type { ToolsSetting } from "../../src/chat/clientTools/editorAccess";
import { closeEditors, until, workspaceFolder, write } from "./contextWorkspace";
import { ToolThreads } from "./toolThreads";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";
const sub = process.env["AGENT_CHAT_SUB"] ?? "";

const account: Account = {
  ref: { issuer: "https://clerk.example", clientId: "client", accountId: sub },
  sub,
  label: "Alice",
  issuer: "https://clerk.example",
};

type Result = vscode.ChatResult & { readonly metadata?: { readonly owner: string; readonly thread: string } };

/** The real chat, the real server; VS Code's chat is played, since no API writes into it. */
describe("@mastra on a Mastra server", () => {
  const folder = mkdtempSync(join(tmpdir(), "agent-chat-participant-"));
  let isSignedIn: boolean;
  let chat: Chat;
  let participant: Participant;
  let openThread: OpenThread;
  let threads: ToolThreads;
  let editorTools: ToolsSetting;
  /** What VS Code's own tools answer; without any, it has none. */
  let answers: Record<string, string>;
  /** What the tools were asked for. */
  let asked: object[];
  let history: unknown[];
  let written: { text: string; progress: string[]; anchors: string[]; buttons: vscode.Command[] };
  /** Called with each line about what is done. */
  let onProgress: () => void;

  beforeEach(() => {
    isSignedIn = true;
    editorTools = "off";
    threads = new ToolThreads(undefined, () => editorTools);
    answers = {};
    asked = [];
    history = [];
    onProgress = () => undefined;
    const sources = new EditorAttachments(() => Promise.resolve(false));
    chat = new Chat({
      account: () => Promise.resolve(isSignedIn ? account : undefined),
      server: () => serverAddress(serverUrl, "/api"),
      open: new OpenServers({
        memory: { get: () => [], set: () => undefined },
        guestId: () => Promise.resolve("guest"),
        ask: () => Promise.resolve(false),
      }),
      obstacle: () => undefined,
      connect: (_account, server, signal) => {
        const agents = new AgentService({
          server,
          options: () => ({ idleTimeoutSeconds: 60, requireToolApproval: false }),
          tokens: { get: () => Promise.resolve(accessToken) },
          loadClient: () => Promise.resolve(mastraClient),
          fetch: (input, init) => fetch(input, init),
          account,
          signal,
        });
        const threads = new ThreadService(agents.access);
        return {
          agents,
          threads,
          changes: threads,
          workflows: ownerWorkflows(
            { access: agents.access, resourceId: account.sub, requestContext: () => undefined },
            signal,
          ),
        };
      },
      choice: new AgentChoice({
        preferred: () => ({ id: "weatherAgent", explicit: false }),
        chosen: { get: () => undefined, set: () => undefined },
      }),
      drafts: { get: () => ({}), set: () => undefined },
      editorAccess: threads.access,
      approvals: { get: () => [], set: () => undefined, isTrusted: () => true },
      store: new FileTranscriptStore(folder, ""),
      attachments: {
        complete: (query) => sources.complete(query),
        resolve: (id) => sources.resolve(id),
        fromUris: (uris) => sources.fromUris(uris),
        fromData: (name, mediaType, base64) => sources.fromData(name, mediaType, base64),
        open: (id) => sources.open(id),
        wasOffered: () => false,
      },
      showPreview: () => Promise.resolve(),
      serverName: () => undefined,
      strings: () => ({}),
      look: () => ({}),
      currentFile: () => undefined,
      post: () => undefined,
      onWaiting: () => undefined,
      unread: { get: () => ({}), set: () => undefined },
      onUnseen: () => undefined,
      onConnection: () => undefined,
      logError: () => undefined,
      log: { debug: () => undefined, info: () => undefined },
    });
    const { controller, connection } = chat;
    const tools = {
      get tools() {
        return Object.keys(answers).map((name) => ({ name }));
      },
      invokeTool: (name: string, { input }: { input: object }) => {
        asked.push(input);
        return Promise.resolve({ content: [new vscode.LanguageModelTextPart(answers[name] ?? "")] });
      },
    } as unknown as EditorTools;
    openThread = new OpenThread(controller, connection, () => Promise.resolve(), { reveal: () => false });
    participant = new Participant({
      controller,
      connection,
      preferredAgent: () => "weatherAgent",
      sources: () => Promise.resolve(sources),
      locate: () => Promise.resolve(undefined),
      tools,
      logError: () => undefined,
    });
  });
  afterEach(async () => {
    await chat.close();
    threads.dispose();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Sends a message as VS Code does, which keeps what comes of it. */
  async function send(
    prompt: string,
    more: Partial<vscode.ChatRequest> = {},
    token: vscode.CancellationToken = new vscode.CancellationTokenSource().token,
  ): Promise<Result> {
    written = { text: "", progress: [], anchors: [], buttons: [] };
    const stream = {
      markdown: (value: string) => (written.text += value),
      progress: (value: string) => {
        written.progress.push(value);
        onProgress();
      },
      anchor: (_value: unknown, title: string) => written.anchors.push(title),
      reference: () => undefined,
      button: (command: vscode.Command) => written.buttons.push(command),
    } as unknown as vscode.ChatResponseStream;
    const request = { prompt, command: undefined, references: [], ...more } as unknown as vscode.ChatRequest;
    const context = { history } as unknown as vscode.ChatContext;
    const result = (await participant.respond(request, context, stream, token)) as Result;
    // Through JSON, as over a reload.
    history = [...history, { prompt }, { result: JSON.parse(JSON.stringify(result)) as unknown }];
    return result;
  }

  const titles = (): string[] => written.buttons.map(({ title }) => title);
  const questions = async (thread: string): Promise<string[]> => {
    const session = chat.sessions.current;
    ok(session);
    const { messages } = await session.services.threads.messages(thread, 0, "weatherAgent");
    return messages.filter(({ role }) => role === "user").map(({ id }) => id);
  };

  it("answers, tells of the tool call, and goes on in the same thread, once each", async () => {
    const first = await send("What is the weather in Oslo?");
    match(written.text, /Oslo/);
    deepStrictEqual(written.progress, ["Tool call: getWeather"]);
    deepStrictEqual(titles(), ["Open in Agent Chat"]);
    const second = await send("And in May?");
    match(written.text, /Oslo/);
    strictEqual(second.metadata?.thread, first.metadata?.thread);
    strictEqual((await questions(first.metadata?.thread ?? "")).length, 2);
  });

  it("approves and declines with VS Code's own question", async () => {
    answers = { vscode_get_confirmation_with_options: "Approve" };
    await send("Travel Agent Book Rome in May", { command: "agent" });
    match(written.text, /Booked: Rome in May/);
    match(JSON.stringify(asked), /Approve bookTrip\?[^]*Rome/);
    answers = { vscode_get_confirmation_with_options: "Decline" };
    // The agent that was chosen stays.
    await send("Book Lisbon in June");
    match(written.text, /Nothing was booked/);
  });

  it("fills in what a tool asks for with VS Code's own form", async () => {
    const yes = { publish: { selected: ["Yes"], freeText: null }, comment: { selected: [], freeText: "Fine" } };
    answers = { vscode_askQuestions: JSON.stringify({ answers: yes }) };
    const { errorDetails } = await send("showcaseAgent Publish the report", { command: "agent" });
    strictEqual(errorDetails, undefined);
    strictEqual(asked.length, 1);
    strictEqual(
      chat.sessions.current?.conversations.all.some(({ lastTurn }) => lastTurn?.state === "waiting"),
      false,
    );
  });

  it("leaves to the panel what VS Code has no question for", async () => {
    const { metadata } = await send("travelAgent Book Rome in May", { command: "agent" });
    match(written.text, /bookTrip needs your approval/);
    deepStrictEqual(written.buttons.at(-1)?.arguments, [{ owner: metadata?.owner, thread: metadata?.thread }]);
    await openThread.run(written.buttons.at(-1)?.arguments?.[0]);
    strictEqual(chat.sessions.current?.conversations.shown.threadId, metadata?.thread);
    strictEqual(chat.sessions.current?.conversations.shown.lastTurn?.state, "waiting");
  });

  it("lets an agent use the editor: VS Code's own question allows, the diff decides", async () => {
    editorTools = "on";
    const at = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), "participant", name);
    await write(at("sum.ts"), "export const sum = (total: number, number: number) => total - number;\n");
    await write(at("sum.test.ts"), 'console.log("tested");\n');
    try {
      answers = { vscode_get_confirmation_with_options: "Decline" };
      await send("codingAgent Fix the bug in participant/sum.ts and run the tests", { command: "agent" });
      match(written.text, /I stopped, because[^]*The user declined this/);
      answers = { vscode_get_confirmation_with_options: "Approve" };
      await threads.comparing(true, send("Fix the bug in participant/sum.ts and run the tests"));
      match(JSON.stringify(asked), /editor_read_file[^]*editor_run_command[^]*node participant\/sum\.test/);
      match(written.text, /The sum began with the wrong sign/);
      match(Buffer.from(await vscode.workspace.fs.readFile(at("sum.ts"))).toString(), /total \+ number/);
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(at(""), { recursive: true });
    }
  });

  it("sends what a person has attached, and nothing that VS Code adds", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "one\ntwo\nthree\n" });
    const location = new vscode.Location(document.uri, new vscode.Range(1, 0, 2, 0));
    const references = [
      { id: "vscode.implicit.selection", value: location },
      { id: "vscode.instructions.root", value: document.uri },
    ] as unknown as vscode.ChatPromptReference[];
    const { metadata } = await send("What is the weather in Oslo?", { references });
    const conversation = await chat.sessions.current?.conversations.get(metadata?.thread ?? "");
    const parts = conversation?.turns[0]?.parts.flatMap((part) => (part.kind === "context" ? [part.content] : []));
    deepStrictEqual(parts, ["two\n"]);
  });

  it("lists agents and threads, with what can be sent next", async () => {
    const { metadata } = await send("", { command: "agent" });
    match(written.text, /Messages in this chat go to Weather Agent[^]*Travel Agent/);
    ok(JSON.stringify(metadata).includes('"offers"'));
    await send("nobody", { command: "agent" });
    match(written.text, /No agent is called “nobody”/);
    const noise = { id: "vscode.customizations.index", value: "<instructions/>" } as vscode.ChatPromptReference;
    await send("travelAgent", { command: "agent", references: [noise] });
    match(written.text, /Messages in this chat now go to Travel Agent/);
    await send("", { command: "threads" });
    const [first, ...others] = written.buttons.map(({ command }) => command);
    strictEqual(first, "agentChat.openThread");
    // Of many threads, the rest is in the panel.
    ok(others.every((command) => command === "agentChat.openThread" || command === "agentChat.showThreads"));
  });

  it("stops the run when it is cancelled", async () => {
    const source = new vscode.CancellationTokenSource();
    onProgress = () => source.cancel();
    const { errorDetails, metadata } = await send(
      "showcaseAgent Measure 20 stations",
      { command: "agent" },
      source.token,
    );
    strictEqual(errorDetails, undefined);
    const conversation = await chat.sessions.current?.conversations.get(metadata?.thread ?? "");
    await until(() => Promise.resolve(conversation?.lastTurn?.state === "stopped" ? true : undefined));
    strictEqual(conversation?.busy, false);
  });

  it("says in one sentence what went wrong, and offers the sign-in", async () => {
    const { errorDetails, metadata } = await send("showcaseAgent Fail at once", { command: "agent" });
    match(errorDetails?.message ?? "", /The API key of the provider has expired/);
    ok(metadata?.thread);
    isSignedIn = false;
    await chat.controller.environmentChanged();
    const signedOut = await send("Hello");
    match(written.text, /^Sign in with Clerk/);
    deepStrictEqual(titles(), ["Sign In"]);
    deepStrictEqual(signedOut, {});
  });
});
