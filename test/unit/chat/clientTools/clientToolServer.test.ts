import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { AgentService } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { ThreadService } from "../../../../src/agents/threadService";
import type { ClientTools, ThreadTools } from "../../../../src/chat/clientTools/clientTools";
import { EditorAccess } from "../../../../src/chat/clientTools/editorAccess";
import { Conversation } from "../../../../src/chat/conversation";
import { ThreadHistory } from "../../../../src/chat/threads/threadHistory";
import type { ToolCallPart, Turn } from "../../../../src/shared/transcript";
import { localStack } from "../../setup/localStack";

const CODING = { id: "codingAgent", name: "Coding Agent", description: "" };

/** What the server makes of the editor's tools; what they do has tests in VS Code. */
describe("ClientToolLoop with a real server", function () {
  this.timeout(60_000);
  const stack = localStack();
  let service: AgentService;
  let state: ThreadTools;
  let requireToolApproval: boolean;
  let resourceId: string;

  before(async () => {
    const token = await stack.auth.issueAccessToken();
    resourceId = stack.auth.users[0]?.id ?? "";
    service = new AgentService({
      server: serverAddress(stack.server.url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
  });
  beforeEach(() => {
    state = "reads";
    requireToolApproval = false;
  });

  const inputSchema = { type: "object", properties: {} };
  const offered = Object.fromEntries(
    ["editor_read_file", "editor_edit_file", "editor_run_command"].map((id) => [
      id,
      { id, description: id, inputSchema },
    ]),
  );
  const tools: ClientTools = {
    offered,
    judge: ({ toolName }) =>
      Promise.resolve(
        toolName === "editor_read_file"
          ? { kind: "reads" }
          : toolName === "editor_edit_file"
            ? { kind: "changes" }
            : toolName === "editor_run_command"
              ? { kind: "acts" }
              : { refused: `There is no ${toolName}.` },
      ),
    shown: () => Promise.resolve(undefined),
    run: ({ toolName }) =>
      Promise.resolve(
        toolName === "editor_read_file" ? { result: { text: "const a = 1;" } } : { result: { done: toolName } },
      ),
  };

  function open(threadId: string = crypto.randomUUID(), turns: readonly Turn[] = []): Conversation {
    const access = new EditorAccess({
      memory: { get: () => ({ [`owner ${threadId}`]: state }), set: () => undefined },
      setting: () => "perThread",
      isPossible: () => true,
      load: () => Promise.resolve(tools),
      checkpoints: { restore: () => Promise.resolve(), forget: () => undefined },
    });
    const conversation: Conversation = new Conversation(
      threadId,
      {
        agents: access.assist("owner", resourceId, service, () => conversation),
        onChange: () => undefined,
        logError: (_, error) => {
          throw error;
        },
      },
      { turns },
    );
    return conversation;
  }

  const asks = (conversation: Conversation, text: string): Promise<unknown> =>
    conversation.send({ id: crypto.randomUUID(), text, attachments: [] }, CODING, resourceId);
  const step = (...made: readonly (readonly [string, object])[]): string =>
    `In one step: ${JSON.stringify(made.map(([toolName, args]) => ({ toolName, args })))}`;
  const calls = ({ turns }: Conversation): readonly ToolCallPart[] =>
    turns.flatMap(({ parts }) => parts.filter((part) => part.kind === "tool"));
  const words = ({ lastTurn }: Conversation): string =>
    (lastTurn?.parts ?? []).map((part) => (part.kind === "text" ? part.text : "")).join("\n");
  const shape = ({ turns }: Conversation): unknown =>
    turns.map(({ role, state: how, parts }) => [
      role,
      how,
      parts.map((part) => (part.kind === "tool" ? part.id : part.kind)),
    ]);

  async function decides(conversation: Conversation, approved: boolean): Promise<void> {
    const call = calls(conversation).find(({ status }) => status === "awaitingApproval");
    strictEqual(await conversation.decide(conversation.lastTurn?.id ?? "", call?.id ?? "", approved), undefined);
  }

  async function readAgain({ threadId }: Conversation, local: readonly Turn[]): Promise<Conversation> {
    const again = open(threadId, JSON.parse(JSON.stringify(local)) as Turn[]);
    const history = new ThreadHistory({
      threads: new ThreadService(service.access),
      agent: () => CODING,
      logError: (_, error) => {
        throw error;
      },
      onLoading: () => undefined,
    });
    await history.sync(again);
    return again;
  }

  it("goes through several steps in one turn, which is the same when it is read again", async () => {
    const conversation = open();
    await asks(conversation, "Fix the bug in src/sum.ts and run the tests");
    strictEqual(conversation.lastTurn?.state, "waiting");
    await decides(conversation, true);
    strictEqual(conversation.lastTurn.state, "complete");
    deepStrictEqual(
      calls(conversation).map(({ toolName, status }) => [toolName, status]),
      Object.keys(offered).map((name) => [name, "done"]),
    );
    match(words(conversation), /the tests say: \{"done":"editor_run_command"\}/);
    await asks(conversation, "Hello");
    for (const local of [conversation.turns, []]) {
      const again = await readAgain(conversation, local);
      deepStrictEqual(shape(again), shape(conversation));
      deepStrictEqual(new Set(calls(again).map(({ status }) => status)), new Set(["done"]));
    }
  });

  it("waits over a reload, and what was declined and failed is so for others", async () => {
    state = "on";
    const conversation = open();
    await asks(
      conversation,
      step(["editor_read_file", { path: "a" }], ["editor_read_file", { path: "b" }], ["format_disk", {}]),
    );
    const again = await readAgain(conversation, conversation.turns);
    strictEqual(again.lastTurn?.state, "waiting");
    await decides(again, false);
    await decides(again, true);
    strictEqual(again.lastTurn.state, "complete");
    match(words(again), /declined[^]*const a = 1/);
    const elsewhere = await readAgain(again, []);
    deepStrictEqual(shape(elsewhere), shape(again));
  });

  it("goes on after an approval of the server's own, with the editor's tools", async () => {
    const trip = ["bookTrip", { destination: "Lisbon", month: "May", travellers: 1 }] as const;
    for (const approved of [true, false]) {
      const conversation = open();
      await asks(conversation, step(trip));
      strictEqual(conversation.lastTurn?.state, "waiting");
      await decides(conversation, approved);
      strictEqual(conversation.lastTurn.state, "complete");
      strictEqual(calls(conversation)[0]?.status, approved ? "done" : "declined");
    }
    const both = open();
    await asks(both, step(trip, ["editor_read_file", { path: "a" }]));
    await decides(both, true);
    // The server goes on without the result of the other call, so it is over.
    strictEqual(both.lastTurn?.state, "complete");
    deepStrictEqual(
      calls(both).map(({ status }) => status),
      ["done", "cancelled"],
    );
  });

  it("works where every tool asks first", async () => {
    requireToolApproval = true;
    const conversation = open();
    await asks(conversation, step(["editor_read_file", { path: "a" }]));
    while (conversation.lastTurn?.state === "waiting") {
      await decides(conversation, true);
    }
    deepStrictEqual(
      [conversation.lastTurn?.state, calls(conversation).map(({ status }) => status)],
      ["complete", ["done"]],
    );
  });
});
