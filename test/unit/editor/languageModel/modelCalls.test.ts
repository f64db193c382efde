import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { AgentService } from "../../../../src/agents/agentService";
import { hiddenThread } from "../../../../src/agents/hiddenThread";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { ThreadService } from "../../../../src/agents/threadService";
import { modelId } from "../../../../src/editor/languageModel/agentModels";
import type { ChatMessage } from "../../../../src/editor/languageModel/messageParts";
import { type CallOwner, type ModelCall, ModelCalls } from "../../../../src/editor/languageModel/modelCalls";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { assistant, data, system, text, toolCall, toolResult, user } from "./parts";
import { localStack } from "../../setup/localStack";

const never = new AbortController().signal;
const readFile = {
  name: "read_file",
  description: "Reads a file",
  inputSchema: {
    type: "object",
    properties: { filePath: { type: "string" }, startLine: { type: "number" }, endLine: { type: "number" } },
    required: ["filePath", "startLine", "endLine"],
  },
};

describe("ModelCalls against a Mastra server", function () {
  this.timeout(120_000);
  const stack = localStack();
  let end: AbortController;
  let owner: CallOwner & { isClosed: boolean };
  let threads: ThreadService;
  let present: boolean;
  let consent: () => Promise<void>;
  let calls: ModelCalls;
  let requireToolApproval: boolean;
  /** Called with every piece of text. */
  let onText: () => void;

  beforeEach(async () => {
    const sub = stack.auth.users[0]?.id ?? "";
    const token = await stack.auth.issueAccessToken({ sub });
    end = new AbortController();
    requireToolApproval = false;
    onText = () => undefined;
    const address = serverAddress(stack.server.url, "/api");
    const agents = new AgentService({
      server: address,
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
      signal: end.signal,
    });
    threads = new ThreadService(agents.access);
    const ref = { issuer: "", clientId: "", accountId: "" };
    owner = {
      id: "owner-1",
      account: { ref, sub, label: "", issuer: "" },
      server: address,
      isClosed: false,
      services: { agents },
    };
    present = true;
    consent = () => Promise.resolve();
    calls = new ModelCalls({
      owner: () => Promise.resolve(present ? owner : undefined),
      consent: () => consent(),
    });
  });

  /** The response to a call, VS Code's calls as parts. */
  async function answer(
    messages: readonly ChatMessage[],
    overrides: Partial<ModelCall> = {},
    signal = never,
    agentId = "codingAgent",
  ): Promise<{ text: string; calls: { callId: string; name: string; input: object }[] }> {
    const seen = { text: "", calls: [] as { callId: string; name: string; input: object }[] };
    const call = {
      modelId: modelId(owner.server.key, agentId),
      modelName: "Coding Agent",
      messages,
      tools: [readFile],
      mustCallTool: false,
      ...overrides,
    };
    await calls.answer(
      call,
      {
        text: (value) => {
          seen.text += value.replaceAll("\u2060", "");
          onText();
        },
        toolCall: (callId, name, input) => seen.calls.push({ callId, name, input }),
      },
      signal,
    );
    return seen;
  }

  const fails = (kind: string, run: Promise<unknown>): Promise<void> =>
    rejects(run, (error: unknown) => {
      ok(error instanceof UserFacingError, String(error));
      strictEqual(error.kind, kind);
      ok(!/\bat .*:\d+:\d+/.test(error.message), error.message);
      return true;
    });

  const streams = (): readonly number[] =>
    stack.server.requests.filter(({ path }) => path.endsWith("/stream")).map(({ status }) => status);

  it("answers a plain question", async () => {
    strictEqual((await answer([user(text("Hello there"))])).text, "You said: Hello there");
  });

  it("gets the calls of VS Code's tools and goes on from their results, several at once", async () => {
    const prompt = system(text("You are the editor's assistant."));
    const question = user(text("Read both /a.ts and /b.ts"));
    const { calls: made } = await answer([prompt, question]);
    const [first, second] = made;
    ok(first && second);
    strictEqual(made.length, 2);
    deepStrictEqual(first.input, { filePath: "/a.ts", startLine: 1, endLine: 100 });
    const { text: said } = await answer([
      prompt,
      question,
      assistant(...made.map(({ callId, name, input }) => toolCall(callId, name, input))),
      user(toolResult(first.callId, text("AAA")), toolResult(second.callId, text("BBB"))),
    ]);
    strictEqual(said, "Done. read_file says: AAA read_file says: BBB");
  });

  it("says what VS Code's prompt says besides the agent's own instructions, and for that turn alone", async () => {
    const prompt = system(text("You are the editor's assistant."));
    const { text: both } = await answer([prompt, user(text("What are your instructions?"))]);
    match(both, /You work on code with the tools that the editor offers\.[^]*You are the editor's assistant\./);
    const { text: own } = await answer([user(text("What are your instructions?"))]);
    ok(own.includes("You work on code") && !own.includes("assistant"), own);
  });

  it("lets the server run its own tools and tells of them", async () => {
    const { text: said, calls: made } = await answer([user(text("What is the weather in Oslo?"))]);
    match(said, /^\*Tool call: getWeather\*\n\nDone\. getWeather says: .*Oslo/);
    deepStrictEqual(made, []);
  });

  it("costs one request a turn once it knows what the server wants, and leaves nothing in the threads", async () => {
    const first = streams().length;
    await answer([user(text("Hello"))]);
    deepStrictEqual(streams().slice(first), [500, 200]);
    const before = streams().length;
    await answer([user(text("Hello"))]);
    await answer([user(text("Hello")), assistant(text("You said: Hello")), user(text("And again"))]);
    deepStrictEqual(streams().slice(before), [200, 200]);
    deepStrictEqual((await threads.list(owner.account.sub, 0)).threads, []);
    const { total } = await threads.messages(hiddenThread(owner).threadId, 0, "codingAgent");
    strictEqual(total, 0);
  });

  it("needs no thread for an agent without memory", async () => {
    const before = streams().length;
    const { text: said } = await answer([user(text("What is dew point?"))], { tools: [] }, never, "glossaryAgent");
    match(said, /dew point/i);
    deepStrictEqual(streams().slice(before), [200]);
  });

  it("sends images", async () => {
    const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
    const { text: said } = await answer([user(text("Look at this"), data("image/png", png))]);
    match(said, /^I read an image of 8 bytes/);
  });

  it("says where a tool of the server can be approved, and ends", async () => {
    const { text: said } = await answer([user(text("Book Rome"))]);
    match(said, /bookTrip needs your approval, .*Agent Chat panel/);
  });

  it("hands VS Code its tool all the same when every tool is to wait for an approval", async () => {
    requireToolApproval = true;
    const { calls: made, text: said } = await answer([user(text("Read /a.ts"))]);
    deepStrictEqual([made.map(({ name }) => name), said], [["read_file"], ""]);
    match((await answer([user(text("What is the weather in Oslo?"))])).text, /getWeather needs your approval/);
  });

  it("fails with a sentence when the model does", async () => {
    await fails("runFailed", answer([user(text("Crash"))]));
  });

  it("asks before anything is sent, and sends nothing without a yes", async () => {
    consent = () => Promise.reject(new UserFacingError("chatDeclined", "Nothing was sent."));
    const before = stack.server.requests.length;
    await fails("chatDeclined", answer([user(text("Hello"))]));
    strictEqual(stack.server.requests.length, before);
  });

  it("is cancelled while it asks, and while it is answered", async () => {
    consent = () => new Promise(() => undefined);
    const asking = new AbortController();
    const waiting = answer([user(text("Hello"))], {}, asking.signal);
    asking.abort();
    await rejects(waiting, { name: "AbortError" });
    consent = () => Promise.resolve();
    stack.server.pauseAnswersAt(4);
    const answering = new AbortController();
    const running = answer([user(text("Hello, this is a long one"))], {}, answering.signal);
    onText = () => answering.abort();
    await rejects(running, { name: "AbortError" });
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
  });

  it("belongs to whoever was there when it began", async () => {
    present = false;
    await fails("notSignedIn", answer([user(text("Hello"))]));
    present = true;
    await fails("otherServer", answer([user(text("Hello"))], { modelId: modelId("https://b/api", "codingAgent") }));
    // Signed out while the question is on the screen.
    consent = () => {
      owner.isClosed = true;
      return Promise.resolve();
    };
    const before = stack.server.requests.length;
    await fails("ownerGone", answer([user(text("Hello"))]));
    strictEqual(stack.server.requests.length, before);
  });

  it("writes nothing more once they have signed out", async () => {
    stack.server.pauseAnswersAt(4);
    onText = () => {
      owner.isClosed = true;
      end.abort();
    };
    await fails("ownerGone", answer([user(text("Hello, this is a long one"))]));
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
  });
});
