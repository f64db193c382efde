import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { draggedThread, threadIn, threadKey } from "../../../src/shared/threadKey";

describe("a thread in one word", () => {
  it("is the same thread again, whatever its id has in it", () => {
    for (const threadId of ["t", "a/b", "50 %", "ä\u2028", "..", "%2F"]) {
      deepStrictEqual(threadIn(threadKey({ owner: "o1", threadId })), { owner: "o1", threadId });
    }
  });

  it("is none where somebody else has written it", () => {
    for (const key of ["", "o1", "o1/", "/t", "o1/a/b", "o1/%"]) {
      strictEqual(threadIn(key), undefined);
    }
  });

  it("is what a drag carries, as an editor of ours", () => {
    const [{ resource, options }] = JSON.parse(draggedThread({ owner: "o1", threadId: "a/b" })) as [
      { resource: { scheme: string; path: string }; options: { override: string } },
    ];
    deepStrictEqual(threadIn(resource.path.slice(1)), { owner: "o1", threadId: "a/b" });
    deepStrictEqual([resource.scheme, options.override], ["agent-chat-thread", "agentChat.droppedThread"]);
  });
});
