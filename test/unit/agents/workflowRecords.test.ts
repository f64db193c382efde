import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { readRecords } from "../../../src/agents/workflowRecords";

const idle = { touch: () => undefined };

function bodyOf(...pieces: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      }
      controller.close();
    },
  });
}

describe("records of a workflow's stream", () => {
  it("are read wherever the network has cut them, also in the middle of a letter", async () => {
    const bytes = new TextEncoder().encode('{"a":"ä"}\x1e{"b":2}\x1e');
    for (let at = 1; at < bytes.length; at += 1) {
      const body = bodyOf(bytes.slice(0, at), bytes.slice(at));
      deepStrictEqual(await Array.fromAsync(readRecords(body, idle)), [{ a: "ä" }, { b: 2 }]);
    }
  });

  it("are read without a separator at the end, and what is no JSON is left out", async () => {
    const read = await Array.fromAsync(readRecords(bodyOf('no\x1e\x1e{"a":1}\x1e{"cut', ""), idle));
    deepStrictEqual(read, [{ a: 1 }]);
    deepStrictEqual(await Array.fromAsync(readRecords(bodyOf('{"last":true}'), idle)), [{ last: true }]);
  });

  it("that are too long are left out, and those behind them are read", async () => {
    const huge = `"${"x".repeat(1_000_000)}`;
    const body = bodyOf(...Array.from({ length: 10 }, () => huge), '\x1e{"after":1}\x1e');
    deepStrictEqual(await Array.fromAsync(readRecords(body, idle)), [{ after: 1 }]);
  });

  it("end with the connection, and leaving them closes it", async () => {
    const cut = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("reset")),
    });
    await rejects(Array.fromAsync(readRecords(cut, idle)), /reset/);
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("{}\x1e")),
      cancel: () => void (isCancelled = true),
    });
    for await (const record of readRecords(endless, idle)) {
      deepStrictEqual(record, {});
      break;
    }
    strictEqual(isCancelled, true);
  });
});
