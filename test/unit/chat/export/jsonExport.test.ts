import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { exportJson, type ExportedThread } from "../../../../src/chat/export/jsonExport";
import type { Transcript } from "../../../../src/shared/transcript";
import { answer, details, question, text, thread } from "./turns";

const exported = (transcript: Transcript): ExportedThread =>
  JSON.parse(exportJson(transcript, details)) as ExportedThread;

describe("exportJson", () => {
  it("has the shape that is documented", () => {
    const parts = [text("Hi"), { kind: "file", id: "f", name: "a", mediaType: "image/png", base64: "AAAA" } as const];
    const error = { message: "It broke.", actions: ["showLog" as const] };
    const turn = answer(parts, {
      state: "failed",
      error,
      usage: { totalTokens: 7 },
      model: "gpt-x",
      runId: "r",
      messageIds: ["m"],
    });
    deepStrictEqual(exported(thread(question("Hello?"), turn)), {
      format: "agent-chat-thread",
      version: 1,
      title: "Weather in Lima",
      server: "localhost:4111",
      exportedAt: "2026-01-02T03:04:05.000Z",
      threadId: "thread-1",
      complete: true,
      turns: [
        {
          id: "u1",
          role: "user",
          createdAt: "2026-01-01T00:00:00.000Z",
          state: "complete",
          parts: [{ kind: "text", id: "user", text: "Hello?" }],
        },
        {
          id: "a1",
          role: "agent",
          agent: { name: "Weather Agent", id: "weatherAgent" },
          createdAt: "2026-01-01T00:00:00.000Z",
          endedAt: "2026-01-01T00:00:02.000Z",
          state: "failed",
          parts,
          error: "It broke.",
          model: "gpt-x",
          usage: { totalTokens: 7 },
          runId: "r",
          messageIds: ["m"],
        },
      ],
    });
  });

  it("has results as they came", () => {
    const result = '{"id":822106502566256641,"price":1.10}\u001b[0m';
    const part = { kind: "tool", id: "c", toolName: "t", status: "done", argsText: "", result } as const;
    deepStrictEqual(exported(thread(answer([part]))).turns[0]?.parts, [part]);
  });

  it("says when earlier messages are missing", () => {
    strictEqual(exported({ ...thread(question("x")), earlier: true }).complete, false);
  });

  it("takes a time that no calendar has", () => {
    strictEqual(
      exported(thread(answer([], { createdAt: Number.NaN }))).turns[0]?.createdAt,
      "1970-01-01T00:00:00.000Z",
    );
  });
});
