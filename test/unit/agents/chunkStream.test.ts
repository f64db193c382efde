import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../src/agents/chunk";
import { readChunks } from "../../../src/agents/chunkStream";

const idle = { touch: (): void => undefined };

function bodyOf(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const to of [...at, bytes.length]) {
        controller.enqueue(bytes.subarray(from, to));
        from = to;
      }
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>): Promise<AgentChunk[]> {
  return (await Array.fromAsync(readChunks(body, idle))).flat();
}

const text = (value: string): string => JSON.stringify({ type: "text-delta", payload: { id: "t", text: value } });
const encode = (value: string): Uint8Array => new TextEncoder().encode(value);

describe("readChunks", () => {
  it("gives the same chunks wherever the network cuts, umlauts and emoji included", async () => {
    const bytes = encode(`data: ${text("Zürich 🌤️")}\n\ndata: ${text("東京")}\n\ndata: [DONE]\n\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (cuts) => {
        deepStrictEqual(await all(bodyOf(bytes, cuts)), [
          { type: "text-delta", id: "t", text: "Zürich 🌤️" },
          { type: "text-delta", id: "t", text: "東京" },
        ]);
      }),
    );
  });

  it("reads CRLF, comments and id lines, which client-js drops", async () => {
    const bytes = encode(`: heartbeat\r\n\r\nid: 7\r\nevent: message\r\ndata: ${text("a")}\r\n\r\n`);
    deepStrictEqual(await all(bodyOf(bytes, [])), [{ type: "text-delta", id: "t", text: "a" }]);
  });

  it("goes on after a line that is not JSON", async () => {
    const chunks = await all(bodyOf(encode(`data: <html>\n\ndata: ${text("a")}\n\n`), []));
    deepStrictEqual(
      chunks.map(({ type }) => type),
      ["other", "text-delta"],
    );
  });

  it("keeps together what came in one piece, and gives nothing for a piece without a whole event", async () => {
    const bytes = encode(`data: ${text("a")}\n\ndata: ${text("b")}\n\ndata: ${text("c")}\n\n`);
    const batches = await Array.fromAsync(readChunks(bodyOf(bytes, [5, bytes.length - 8]), idle));
    deepStrictEqual(
      batches.map((batch) => batch.length),
      [2, 1],
    );
  });

  it("tells a meter of every byte", async () => {
    const bytes = encode(`data: ${text("Zürich")}\n\ndata: [DONE]\n\n`);
    const pieces: number[] = [];
    const meter = { read: (size: number): void => void pieces.push(size) };
    await Array.fromAsync(readChunks(bodyOf(bytes, [9, 30]), idle, meter));
    deepStrictEqual(pieces, [9, 21, bytes.length - 30]);
  });

  it("cancels the body when the reader leaves, which ends the run on the server", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encode(`data: ${text("a")}\n\n`)),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const [chunk] of readChunks(body, idle)) {
      strictEqual(chunk?.type, "text-delta");
      break;
    }
    strictEqual(cancelled, true);
  });

  it("throws when the connection is cut, rather than ending as if all were well", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encode(`data: ${text("a")}\n\n`)),
      pull: (controller) => controller.error(new TypeError("terminated")),
    });
    await rejects(all(body), /terminated/);
  });

  describe("when the end was announced and the connection stays open", () => {
    const error = JSON.stringify({ type: "error", payload: { error: { message: "broke" } } });
    const finish = JSON.stringify({ type: "finish", payload: { stepResult: { reason: "error" } } });
    const ping = JSON.stringify({ type: "ping" });

    /** Reads what a server sends that closes nothing; each piece follows when the one before was read. */
    async function read(
      ...pieces: readonly string[]
    ): Promise<{ readonly types: string[]; readonly cancelled: boolean }> {
      const waiting = [...pieces];
      let cancelled = false;
      const body = new ReadableStream<Uint8Array>(
        {
          pull: (controller) => {
            const piece = waiting.shift();
            if (piece !== undefined) {
              controller.enqueue(encode(piece));
              return undefined;
            }
            return new Promise(() => undefined);
          },
          cancel: () => {
            cancelled = true;
          },
        },
        { highWaterMark: 0 },
      );
      const batches = await Array.fromAsync(readChunks(body, idle, undefined, 20));
      return { types: batches.flat().map(({ type }) => type), cancelled };
    }

    it("leaves after an error, and takes what still comes", async () => {
      const read1 = await read(`data: ${text("a")}\n\n`, `data: ${error}\n\n`, `data: ${finish}\n\n`);
      deepStrictEqual(read1, { types: ["text-delta", "error", "finish"], cancelled: true });
    });

    it("leaves after [DONE]", async () => {
      deepStrictEqual(await read(`data: ${text("a")}\n\ndata: [DONE]\n\n`), { types: ["text-delta"], cancelled: true });
    });

    it("is not held by comments, nor by chunks that nobody knows", async () => {
      let ended = false;
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(encode(`data: ${error}\n\n`)),
        pull: async (controller) => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          if (!ended) {
            controller.enqueue(encode(`: heartbeat\n\ndata: ${ping}\n\n`));
          }
        },
        cancel: () => {
          ended = true;
        },
      });
      const [first] = (await Array.fromAsync(readChunks(body, idle, undefined, 20))).flat();
      deepStrictEqual([first?.type, ended], ["error", true]);
    });
  });
});
