import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../src/agents/chunk";
import { readChunks } from "../../../src/agents/chunkStream";
import { parseChunk } from "../../../src/agents/parseChunk";
import { resumeSchema } from "../../../src/agents/resumeSchema";
import { storedMessage } from "../../../src/agents/storedThread";
import { mergeTurns } from "../../../src/chat/history/mergeTurns";
import { turnsFromMessages } from "../../../src/chat/history/storedTurns";
import { endTurn } from "../../../src/chat/reducer/turnReducer";
import type { Turn } from "../../../src/shared/transcript";
import { fuzzes, target } from "../../fuzz/fuzzed";
import { anyText, anyValue, recordOf, textOf } from "../../fuzz/pieces";
import * as streams from "../chat/captures/streams";
import { emptyTurn, reduceAll } from "../chat/turns";

const idle = { touch: (): void => undefined };

/** What a server sends, as a real one did, broken in one place, or made up. */
const real = Object.values(streams).flat() as readonly { readonly type?: unknown }[];
const types = [...new Set(real.map(({ type }) => String(type)))];
const payload = recordOf(
  "id text toolCallId toolName args argsTextDelta result error output usage stepResult message reason runId".split(" "),
);
const chunk = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...real) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom(...types, "data-x"), runId: anyText, payload }) },
  fc.record({ type: fc.oneof(fc.constantFrom(...types), anyText), payload: anyValue, data: anyValue }),
  anyValue,
);

const event = fc.oneof(
  { weight: 4, arbitrary: chunk.map((value) => `data: ${safeJson(value)}\n\n`) },
  textOf(
    fc.constantFrom("data: ", "data:", "\n", "\r", "\r\n", "\n\n", "id: 1", ": x", "event: y", "[DONE]", "{", "é🌤"),
  ),
);

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return "{";
  }
}

function bodyOf(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const at = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      at.forEach((to, index) => controller.enqueue(bytes.subarray(at[index - 1] ?? 0, to)));
      controller.close();
    },
  });
}

async function chunksOf(bytes: Uint8Array, cuts: readonly number[]): Promise<readonly AgentChunk[]> {
  return (await Array.fromAsync(readChunks(bodyOf(bytes, cuts), idle, undefined, 0))).flat();
}

const stored = fc.record(
  {
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    role: fc.constantFrom("user", "assistant", "signal"),
    createdAt: fc.oneof(
      fc.nat(20).map((at) => new Date(at * 1000).toISOString()),
      anyValue,
    ),
    content: fc.oneof(fc.record({ format: fc.constant(2), parts: fc.array(anyValue, { maxLength: 4 }) }), anyValue),
    threadId: anyText,
  },
  { requiredKeys: ["id", "role"] },
);

/** One thread as a server has it, and two pages of it that overlap or touch. */
const views = fc
  .tuple(fc.integer({ min: 1, max: 10 }), fc.nat(10), fc.nat(10))
  .map(([count, from, to]): readonly [readonly Turn[], readonly Turn[], readonly Turn[]] => {
    const all = Array.from({ length: count }, (_, index) => exchange(index)).flat();
    const first = Math.min(from, to, count);
    const second = Math.min(Math.max(from, to), count);
    return [all, all.slice(0, second * 2), all.slice(first * 2)];
  });

function exchange(index: number): readonly Turn[] {
  const turn = emptyTurn(`q${index}`);
  const createdAt = index * 1000;
  const parts = [{ kind: "text", id: "t", text: `Words ${index}` }] as const;
  return [
    { ...turn, role: "user", agentName: "", parts, state: "complete", createdAt, messageIds: [`q${index}`] },
    { ...turn, id: `a${index}`, parts, state: "complete", createdAt: createdAt + 1, messageIds: [`a${index}`] },
  ];
}

const ids = (turns: readonly Turn[]): string => turns.map(({ id }) => id).join(" ");

describe("what a server sends never breaks", () => {
  fuzzes([
    target(
      "the reader of streams, wherever it is cut",
      fc.tuple(fc.array(event), fc.array(fc.nat())),
      async (given) => {
        const bytes = new TextEncoder().encode(given[0].join(""));
        // After an announced end, what is still read depends on the pieces: what comes before it does not.
        const [whole, cut] = [await chunksOf(bytes, []), await chunksOf(bytes, given[1])];
        const shorter = Math.min(whole.length, cut.length);
        deepStrictEqual(cut.slice(0, shorter), whole.slice(0, shorter));
      },
      500,
    ),
    target("the parser of chunks", chunk, (value) => ok(parseChunk(value).type.length >= 0)),
    target("the reducer, which keeps plain data and ids that differ", fc.array(chunk, { maxLength: 30 }), (chunks) => {
      const turn = reduceAll(chunks.map(parseChunk));
      const ended = endTurn(turn, "interrupted", undefined, 1);
      ok(!ended.parts.some((part) => part.kind === "tool" && part.status === "running"));
      const calls = ended.parts.flatMap((part) => (part.kind === "tool" ? [part.id] : []));
      strictEqual(new Set(calls).size, calls.length);
    }),
    target("stored messages", fc.array(stored, { maxLength: 8 }), (messages) => {
      const turns = turnsFromMessages(
        messages.flatMap((message) => storedMessage(message) ?? []),
        "Agent",
      );
      const merged = mergeTurns([], turns, true);
      strictEqual(new Set(merged.map(({ id }) => id)).size, merged.length);
    }),
    target("two views of one thread, which merge to the same in either order", views, ([all, early, late]) => {
      const [one, two] = [mergeTurns(early, late, false), mergeTurns(late, early, false)];
      strictEqual(ids(one), ids(all));
      strictEqual(ids(two), ids(all));
      strictEqual(ids(mergeTurns(one, two, false)), ids(all));
    }),
    target("the schema of a suspended tool", fc.oneof(anyValue, fc.json(), anyText), (value) => {
      const schema = resumeSchema(value);
      ok(schema === undefined || typeof schema === "object");
    }),
  ]);
});
