import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { storedMessage, type StoredMessage, suspendedRun } from "../../../../src/agents/storedThread";
import { turnsFromMessages, withSuspendedRuns } from "../../../../src/chat/history/storedTurns";
import { attachmentText } from "../../../../src/shared/attachmentText";
import type { Part, ToolCallPart, Turn } from "../../../../src/shared/transcript";
import * as histories from "../captures/histories";

const messages = (captured: readonly unknown[]): StoredMessage[] =>
  captured.flatMap((each) => storedMessage(each) ?? []);
const turnsOf = (...captured: (readonly unknown[])[]): Turn[] =>
  turnsFromMessages(messages(captured.flat()), "Main", "mainAgent");
const shape = (parts: readonly Part[] = []): string[] =>
  parts.map((part) => ("status" in part ? `${part.kind} ${part.status}` : part.kind));
const shapes = (turns: readonly Turn[]): string[][] => turns.map(({ parts }) => shape(parts));

function tools(turn: Turn | undefined): ToolCallPart[] {
  return turn?.parts.filter((part) => part.kind === "tool") ?? [];
}

describe("turnsFromMessages with what a real server keeps", () => {
  it("makes a question and its answer of two messages", () => {
    const [question, answer] = turnsOf(histories.progress);
    deepStrictEqual(
      [question?.role, question?.parts, question?.state],
      ["user", [{ kind: "text", id: "0", text: "PROGRESS" }], "complete"],
    );
    deepStrictEqual(shape(answer?.parts), ["reasoning", "tool done", "data", "data", "text"]);
    deepStrictEqual(
      [answer?.agentName, answer?.agentId, answer?.model, answer?.state],
      ["Main", "mainAgent", "cap-1", "complete"],
    );
    ok(question && answer && question.createdAt > 0 && answer.createdAt >= question.createdAt);
    deepStrictEqual(question.messageIds, [question.id]);
  });

  it("does not time what it has not seen", () => {
    for (const part of turnsOf(histories.progress)[1]?.parts ?? []) {
      ok(!("startedAt" in part) && !("durationMs" in part), part.kind);
    }
  });

  it("joins what an assistant said before and after a decision", () => {
    const turns = turnsOf(histories.twoDecided);
    deepStrictEqual(shapes(turns), [["text"], ["tool declined", "tool done", "text"]]);
    strictEqual(turns[1]?.messageIds?.length, 2);
    strictEqual(turns[1].id, turns[1].messageIds[0]);
    strictEqual(tools(turns[1])[0]?.reason, "too risky");
  });

  it("reads files, sources, errors and objects", () => {
    deepStrictEqual(shapes(turnsOf(histories.filesAndSources))[1], ["reasoning", "file", "source", "text"]);
    deepStrictEqual(shapes(turnsOf(histories.structuredObject))[1], ["object"]);
    const [, failed] = turnsOf(histories.runError);
    strictEqual(failed?.state, "failed");
    ok(failed.error?.message.includes("provider exploded mid"));
    const [call] = tools(turnsOf(histories.toolError)[1]);
    deepStrictEqual([call?.status, call?.error], ["failed", "tool blew up"]);
  });

  it("finds what failed by the results that are kept, in every line", () => {
    const invocation = (toolInvocation: object): unknown => ({
      id: "m",
      role: "assistant",
      createdAt: 1,
      content: {
        format: 2,
        parts: [
          { type: "tool-invocation", toolInvocation: { toolCallId: "c", toolName: "t", args: {}, ...toolInvocation } },
        ],
      },
    });
    const of = (invoked: object) => {
      const [call] = tools(turnsOf([invocation(invoked)])[0]);
      return [call?.status, call?.error, call?.result];
    };
    const answer = { content: [{ type: "text", text: "API key invalid" }], isError: true };
    deepStrictEqual(of({ state: "result", result: answer }), ["failed", "API key invalid", answer]);
    const refused = {
      error: true,
      message: "Refused.",
      validationErrors: { errors: [], fields: { n: { errors: ["Too big"], fields: {} } } },
    };
    deepStrictEqual(of({ state: "result", result: refused }), ["failed", "Refused.\nn: Too big", refused]);
    deepStrictEqual(of({ state: "output-error", errorText: "One\nTwo\n    at f (/srv/a.js:1:2)" }), [
      "failed",
      "One\nTwo",
      undefined,
    ]);
    const literal = '{"id":822106502566256641,"price":1.10}';
    deepStrictEqual(of({ state: "result", result: literal }), ["done", undefined, literal]);
  });

  it("takes a message of Studio for a question", () => {
    deepStrictEqual(shapes(turnsOf(histories.signal)), [["text"], ["text"]]);
    strictEqual(turnsOf(histories.signal)[0]?.role, "user");
  });

  it("leaves out a signal that nobody wrote, and roles that are not people's", () => {
    const note = {
      id: "s",
      role: "signal",
      content: { parts: [{ type: "text", text: "x" }], metadata: { signal: { type: "reminder" } } },
    };
    deepStrictEqual(turnsOf([note, { ...note, id: "t", role: "system" }, { role: "user" }, null, 7]), []);
  });

  it("brings bytes back under their name, and an older message without one", () => {
    const [question] = turnsOf(histories.attachments);
    const contexts = question?.parts.flatMap((part) => (part.kind === "context" ? [part] : [])) ?? [];
    deepStrictEqual(
      contexts.map(({ item, mediaType, content }) => [item.kind, item.name, mediaType, content.slice(0, 8)]),
      [
        ["image", "p.png", "image/png", "iVBORw0K"],
        ["file", "a.pdf", "application/pdf", "JVBERi0="],
      ],
    );
    strictEqual(contexts[1]?.item.bytes, 5);
    ok(contexts[0]?.item.preview?.startsWith("data:image/png;base64,"));
    deepStrictEqual(shape(turnsOf(histories.oldAttachments)[0]?.parts), ["text", "text", "context", "context"]);
  });

  it("never shows a stack of the server", () => {
    doesNotMatch(JSON.stringify(Object.values(histories).map((each) => turnsOf(each))), /at \w+ \(/);
  });
});

describe("turnsFromMessages with anything", () => {
  const message = (id: string, role: string, parts: readonly unknown[]): unknown => ({
    id,
    role,
    createdAt: 1,
    content: { format: 2, parts },
  });

  it("brings our attachments back as they were sent", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (name, detail, content) => {
        const text = attachmentText({ kind: "file", name, detail }, content);
        const [turn] = turnsOf([
          message("u", "user", [
            { type: "text", text: "Hi" },
            { type: "text", text },
          ]),
        ]);
        const part = turn?.parts[1];
        ok(part?.kind === "context");
        deepStrictEqual([part.item.name, part.item.detail, part.content], [name, detail, content]);
      }),
    );
  });

  it("makes one call of a call that is stored twice, as after a client tool", () => {
    const call = { toolCallId: "c", toolName: "t", args: {} };
    const turns = turnsOf([
      message("1", "assistant", [{ type: "tool-invocation", toolInvocation: { ...call, state: "call" } }]),
      message("2", "assistant", [{ type: "tool-invocation", toolInvocation: { ...call, state: "result", result: 5 } }]),
      message("2", "assistant", [{ type: "text", text: "again" }]),
    ]);
    deepStrictEqual(shapes(turns), [["tool done"]]);
  });

  it("makes one text of one that was cut off and went on, in its message or in the next one", () => {
    const texts = (...parts: readonly unknown[][]): readonly string[] => {
      const [turn] = turnsOf(parts.map((each, index) => message(String(index), "assistant", each)));
      return turn?.parts.map((part) => (part.kind === "text" ? part.text : part.kind)) ?? [];
    };
    const table = ["| A | B |\n| - | - |\n", "| 1 | 2 |\n| 3", " | 4 |\n"].map((text) => ({ type: "text", text }));
    const [head, row, end] = table;
    const whole = table.map(({ text }) => text).join("");
    deepStrictEqual(texts([head, row, end]), [whole]);
    deepStrictEqual(texts([head], [row, end]), [whole]);
    deepStrictEqual(texts([head, { type: "step-start" }, row]), [head?.text, row?.text]);
    const said = { type: "text", text: "It is **warm.**\n" };
    deepStrictEqual(texts([said, row]), [said.text, row?.text]);
  });

  it("reads hostile messages without an error and invents no turn", () => {
    const part = fc.oneof(
      fc.anything(),
      fc.record({
        type: fc.constantFrom(
          "text",
          "reasoning",
          "tool-invocation",
          "source",
          "file",
          "error",
          "data-x",
          "step-start",
          "odd",
        ),
        text: fc.anything(),
        details: fc.anything(),
        toolInvocation: fc.anything(),
        source: fc.anything(),
        data: fc.anything(),
        error: fc.anything(),
      }),
    );
    const content = fc.oneof(
      fc.anything(),
      fc.record({ parts: fc.oneof(fc.array(part), fc.anything()), metadata: fc.anything() }),
    );
    const hostile = fc.record({
      id: fc.anything(),
      role: fc.constantFrom("user", "assistant", "signal", 7),
      createdAt: fc.anything(),
      content,
    });
    fc.assert(
      fc.property(fc.array(hostile), (captured) => {
        const turns = turnsOf(captured);
        ok(turns.length <= captured.length);
        strictEqual(new Set(turns.map(({ id }) => id)).size, turns.length);
      }),
    );
  });
});

describe("withSuspendedRuns", () => {
  const runs = (captured: readonly unknown[]): ReturnType<typeof suspendedRun> => captured.flatMap(suspendedRun);

  it("finds a call that waits for approval, and the ones behind it", () => {
    const [, answer] = withSuspendedRuns(turnsOf(histories.twoApprovals), runs(histories.twoApprovalsRuns));
    deepStrictEqual([answer?.state, shape(answer?.parts)], ["waiting", ["tool awaitingApproval", "tool running"]]);
    strictEqual(answer?.runId, runs(histories.twoApprovalsRuns)[0]?.runId);
  });

  it("finds what a suspended tool asks for in its message", () => {
    const [, answer] = withSuspendedRuns(turnsOf(histories.suspended), runs(histories.suspendedRuns));
    const [call] = tools(answer);
    strictEqual(call?.status, "suspended");
    deepStrictEqual(call.suspension?.payload, { reason: "need your name" });
    deepStrictEqual((call.suspension.schema as { required: unknown }).required, ["name"]);
  });

  it("says which tool of a sub-agent waits", () => {
    const [, answer] = withSuspendedRuns(turnsOf(histories.subAgentApproval), runs(histories.subAgentRuns));
    const [call] = tools(answer);
    deepStrictEqual([call?.status, call?.toolName], ["awaitingApproval", "agent-subAgent"]);
    deepStrictEqual(call?.suspension?.payload, { toolName: "danger", args: { id: "9" } });
  });

  it("moves on to the next call when another window decided the first", () => {
    const waiting = withSuspendedRuns(turnsOf(histories.twoApprovals), runs(histories.twoApprovalsRuns));
    const [, answer] = withSuspendedRuns(waiting, runs(histories.secondRuns));
    deepStrictEqual(shape(answer?.parts), ["tool running", "tool awaitingApproval"]);
  });

  it("changes nothing that is as it was, that is over or that is being written", () => {
    const waiting = withSuspendedRuns(turnsOf(histories.twoApprovals), runs(histories.twoApprovalsRuns));
    strictEqual(withSuspendedRuns(waiting, runs(histories.twoApprovalsRuns)), waiting);
    const decided = turnsOf(histories.twoDecided);
    strictEqual(withSuspendedRuns(decided, runs(histories.twoApprovalsRuns)), decided);
    strictEqual(withSuspendedRuns(decided, []), decided);
    const streaming = waiting.map((turn): Turn => ({ ...turn, state: "streaming" }));
    strictEqual(withSuspendedRuns(streaming, runs(histories.secondRuns)), streaming);
  });
});
