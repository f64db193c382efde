import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { AgentChunk } from "../../../../src/agents/chunk";
import type { CallOutcome, ClientCall, ClientTools, ThreadTools } from "../../../../src/chat/clientTools/clientTools";
import { MOST_CALLS, MOST_STEPS } from "../../../../src/chat/clientTools/clientToolLoop";
import { EditorAccess } from "../../../../src/chat/clientTools/editorAccess";
import { Conversation } from "../../../../src/chat/conversation";
import type { ToolCallPart } from "../../../../src/shared/transcript";
import { ScriptedAgents, until } from "../scriptedAgents";

const AGENT = { id: "codingAgent", name: "Coding Agent", description: "" };

const call = (toolCallId: string, toolName: string): AgentChunk => ({
  type: "tool-call",
  toolCallId,
  toolName,
  args: {},
});
const finish = (reason: string, tokens = 1): AgentChunk => ({ type: "finish", reason, usage: { totalTokens: tokens } });
const text = (words: string): AgentChunk => ({ type: "text-delta", id: "1", text: words });

/** Agents whose requests bring what a test says, one after the other. */
class RequestedAgents extends ScriptedAgents {
  readonly bodies: Record<string, unknown>[] = [];
  answers: (readonly AgentChunk[])[] = [];

  override request(...args: unknown[]): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    this.bodies.push(args[2] as Record<string, unknown>);
    return this.brings(this.answers.shift() ?? [text("Done."), finish("stop")]);
  }

  private async *brings(chunks: readonly AgentChunk[]): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    yield [{ type: "accepted" }, { type: "start", runId: "run" }];
    await Promise.resolve();
    yield* chunks.map((chunk) => [chunk]);
  }

  results(): unknown {
    return (this.bodies.at(-1)?.["messages"] as { content: { result: unknown }[] }[])[0]?.content.map(
      ({ result }) => result,
    );
  }
}

describe("ClientToolLoop", () => {
  let agents: RequestedAgents;
  let state: ThreadTools;
  let ran: string[];
  let outcome: (call: ClientCall) => Promise<CallOutcome>;
  let conversation: Conversation;

  beforeEach(() => {
    agents = new RequestedAgents();
    state = "on";
    ran = [];
    outcome = () => Promise.resolve({ result: { ok: true } });
    const tools: ClientTools = {
      offered: { editor_read: { id: "editor_read", description: "", inputSchema: {} } },
      judge: ({ toolName }) =>
        Promise.resolve(
          toolName === "editor_read"
            ? { kind: "reads" }
            : toolName === "editor_edit"
              ? { kind: "changes" }
              : toolName === "editor_run"
                ? { kind: "acts" }
                : { refused: `There is no ${toolName}.` },
        ),
      shown: () => Promise.resolve(undefined),
      run: (made) => {
        ran.push(made.toolName);
        return outcome(made);
      },
    };
    const access = new EditorAccess({
      memory: { get: () => ({ "owner thread": state }), set: () => undefined },
      setting: () => "perThread",
      isPossible: () => true,
      load: () => Promise.resolve(tools),
      checkpoints: { restore: () => Promise.resolve(), forget: () => undefined },
    });
    conversation = new Conversation("thread", {
      agents: access.assist("owner", "user_ada", agents, () => conversation),
      onChange: () => undefined,
      logError: () => undefined,
    });
  });

  const asks = (): Promise<unknown> => conversation.send({ id: "q", text: "Go", attachments: [] }, AGENT, "user_ada");
  const calls = (): readonly ToolCallPart[] =>
    conversation.turns.flatMap(({ parts }) => parts.filter((part) => part.kind === "tool"));
  const statuses = (): readonly string[] => calls().map(({ status }) => status);
  const decides = (id: string, approved: boolean, reason = ""): Promise<unknown> =>
    conversation.decide(conversation.lastTurn?.id ?? "", id, approved, reason);

  it("offers nothing while it is off", async () => {
    state = "off";
    agents.run.push(text("Hello"), finish("stop")).end();
    await asks();
    strictEqual(agents.bodies.length, 0);
  });

  it("goes on in the same turn, with the tokens of all requests", async () => {
    agents.answers = [
      [text("Let me see. "), call("1", "editor_edit"), finish("tool-calls", 5)],
      [text("Done."), finish("stop", 7)],
    ];
    await asks();
    const turn = conversation.lastTurn;
    deepStrictEqual([turn?.state, turn?.usage?.totalTokens, conversation.turns.length], ["complete", 12, 2]);
    deepStrictEqual(
      turn?.parts.map(({ kind }) => kind),
      ["text", "tool", "text"],
    );
    deepStrictEqual(agents.results(), [{ ok: true }]);
    deepStrictEqual(Object.keys(agents.bodies[1]?.["clientTools"] as object), ["editor_read"]);
  });

  it("sends the thread's options with every request of a response, as they were when it began", async () => {
    agents.answers = [
      [call("1", "editor_read"), finish("tool-calls")],
      [text("Done."), finish("stop")],
    ];
    conversation.setOptions({ instructions: "Be brief.", temperature: 0.5 });
    await conversation.send({ id: "q", text: "Go", attachments: [], ...conversation.withOptions }, AGENT, "user_ada");
    conversation.setOptions({ maxSteps: 2 });
    await decides("1", true);
    deepStrictEqual(
      agents.bodies.map(({ system, maxSteps, modelSettings }) => ({ system, maxSteps, modelSettings })),
      [
        { system: "Be brief.", maxSteps: undefined, modelSettings: { temperature: 0.5 } },
        { system: undefined, maxSteps: 2, modelSettings: undefined },
      ],
      "a decision takes those of its own moment",
    );
  });

  it("asks before it reads, one call after the other, and runs what was allowed", async () => {
    agents.answers = [[call("1", "editor_read"), call("2", "editor_read"), finish("tool-calls")]];
    await asks();
    deepStrictEqual(statuses(), ["awaitingApproval", "running"]);
    await decides("1", true);
    deepStrictEqual([ran.length, conversation.lastTurn?.state], [0, "waiting"]);
    await decides("2", false, "mine");
    deepStrictEqual([statuses(), ran.length], [["done", "declined"], 1]);
    deepStrictEqual(agents.results(), [{ ok: true }, { error: true, message: "The user declined this: mine" }]);
  });

  it("reads without asking where the thread may, but never runs a command so", async () => {
    state = "reads";
    agents.answers = [
      [call("1", "editor_read"), finish("tool-calls")],
      [call("2", "editor_run"), finish("tool-calls")],
    ];
    await asks();
    deepStrictEqual([statuses(), ran], [["done", "awaitingApproval"], ["editor_read"]]);
  });

  it("tells the agent of an unknown tool and of too many calls, and the run goes on", async () => {
    state = "reads";
    const many = Array.from({ length: 100 }, (_, index) =>
      call(String(index), index === 0 ? "format_disk" : "editor_read"),
    );
    agents.answers = [[...many, finish("tool-calls")]];
    await asks();
    strictEqual(conversation.lastTurn?.state, "complete");
    strictEqual(ran.length, MOST_CALLS - 1);
    match(JSON.stringify(agents.results()), /There is no format_disk\.[^]*Too many calls/);
  });

  it("ends a response that calls for ever", async () => {
    state = "reads";
    agents.answers = Array.from({ length: MOST_STEPS + 5 }, (_, index) => [
      call(String(index), "editor_read"),
      finish("tool-calls"),
    ]);
    await asks();
    deepStrictEqual([conversation.lastTurn?.state, agents.bodies.length], ["failed", MOST_STEPS + 1]);
  });

  it("is stopped in a call that never ends", async () => {
    state = "reads";
    outcome = () => new Promise(() => undefined);
    agents.answers = [[call("1", "editor_read"), finish("tool-calls")]];
    const asking = asks();
    await until(() => ran.length === 1);
    conversation.stop();
    await asking;
    deepStrictEqual([conversation.lastTurn?.state, statuses(), agents.bodies.length], ["stopped", ["cancelled"], 1]);
  });

  it("reads nothing after it was switched off while a change before it waited", async () => {
    state = "reads";
    agents.answers = [[call("1", "editor_edit"), call("2", "editor_read"), finish("tool-calls")]];
    outcome = () => {
      state = "off";
      return Promise.resolve({ result: { ok: true } });
    };
    await asks();
    deepStrictEqual([ran, statuses()], [["editor_edit"], ["done", "awaitingApproval"]]);
  });

  it("takes a decision here also when it was switched off since the question", async () => {
    for (const [approved, status] of [
      [false, "declined"],
      [true, "done"],
    ] as const) {
      state = "on";
      agents.answers = [[call(`run-${status}`, "editor_run"), finish("tool-calls")]];
      await asks();
      state = "off";
      const before = agents.bodies.length;
      await decides(`run-${status}`, approved);
      deepStrictEqual([statuses().at(-1), agents.bodies.length, agents.decisions.length], [status, before + 1, 0]);
    }
  });

  it("goes on after a call that comes behind a message into the running response", async () => {
    agents.answers = [
      [
        text("Let me see. "),
        { type: "user-message", id: "s", parts: [{ type: "text", text: "x.ts too" }] },
        call("1", "editor_edit"),
        finish("tool-calls"),
      ],
      [text("Done."), finish("stop")],
    ];
    await asks();
    deepStrictEqual(agents.results(), [{ ok: true }]);
    deepStrictEqual(
      conversation.turns.map(({ role, state: became }) => [role, became]),
      [
        ["user", "complete"],
        ["agent", "complete"],
        ["user", "complete"],
        ["agent", "complete"],
      ],
    );
    deepStrictEqual(statuses(), ["done"]);
  });

  it("refuses what comes after it was switched off", async () => {
    const original = agents.request.bind(agents);
    agents.request = (...args) => {
      state = agents.bodies.length === 0 ? "on" : "off";
      return original(...args);
    };
    agents.answers = [
      [call("1", "editor_edit"), finish("tool-calls")],
      [call("2", "editor_edit"), finish("tool-calls")],
    ];
    await asks();
    deepStrictEqual([statuses(), ran.length], [["done", "failed"], 1]);
  });
});
