import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { MessageQueue } from "../../../src/chat/messageQueue";
import { question } from "./turns";

describe("MessageQueue", () => {
  let queue: MessageQueue;

  beforeEach(() => {
    queue = new MessageQueue();
    for (const words of ["one", "two", "three"]) {
      queue.add("thread", { message: question(words, words), agentId: "weatherAgent" });
    }
  });

  const shown = (thread = "thread"): string[] => queue.shown(thread).map(({ text }) => text);

  it("keeps the order, thread by thread", () => {
    deepStrictEqual([shown(), shown("another")], [["one", "two", "three"], []]);
    strictEqual(queue.next("thread")?.message.text, "one");
    deepStrictEqual(shown(), ["two", "three"]);
  });

  it("gives one out of the middle", () => {
    strictEqual(queue.remove("thread", "two")?.message.text, "two");
    strictEqual(queue.remove("thread", "two"), undefined);
    deepStrictEqual(shown(), ["one", "three"]);
  });

  it("gives all out", () => {
    strictEqual(queue.takeAll("thread").length, 3);
    deepStrictEqual([shown(), queue.next("thread")], [[], undefined]);
  });
});
