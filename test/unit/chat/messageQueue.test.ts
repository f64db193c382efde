import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
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

  const shown = (thread = "thread"): string[] => queue.shown(thread, undefined).map(({ text }) => text);

  it("keeps the order, thread by thread", () => {
    deepStrictEqual([shown(), shown("another")], [["one", "two", "three"], []]);
    strictEqual(queue.next("thread")?.message.text, "one");
    deepStrictEqual(shown(), ["one", "two", "three"], "it stays until it is sent");
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

  it("moves one a place forward or back, and not out of the queue", () => {
    queue.move("thread", "three", -1);
    deepStrictEqual(shown(), ["one", "three", "two"]);
    queue.move("thread", "one", 1);
    deepStrictEqual(shown(), ["three", "one", "two"]);
    queue.move("thread", "three", -1);
    queue.move("thread", "two", 1);
    queue.move("thread", "gone", 1);
    deepStrictEqual(shown(), ["three", "one", "two"]);
  });

  it("gives one other words", () => {
    strictEqual(queue.edit("thread", "two", "2"), true);
    strictEqual(queue.edit("thread", "gone", "4"), false);
    deepStrictEqual(shown(), ["one", "2", "three"]);
  });

  it("says while somebody is about to send the next one, whatever comes of it", async () => {
    const sending = queue.whileLeaving("thread", () => Promise.reject(new Error("Nobody answers.")));
    deepStrictEqual([queue.isLeaving("thread"), queue.isLeaving("another")], [true, false]);
    await rejects(sending);
    strictEqual(queue.isLeaving("thread"), false);
  });

  it("gives nothing back that the server has taken, and what it may not have got", () => {
    queue.setHandedOver("thread", "one", true);
    queue.setTaken("thread", "one");
    queue.setHandedOver("thread", "two", true);
    deepStrictEqual(
      queue.clear().map(({ text }) => text),
      ["two", "three"],
    );
    deepStrictEqual(shown(), []);
  });

  it("neither sends nor changes nor gives back what the server has got, until it turns out that it has not", () => {
    queue.setHandedOver("thread", "one", true);
    strictEqual(queue.edit("thread", "one", "1"), false);
    deepStrictEqual(
      queue.shown("thread", "weatherAgent").map(({ text, now }) => [text, now]),
      [
        ["one", "sending"],
        ["two", "possible"],
        ["three", "possible"],
      ],
    );
    strictEqual(queue.next("thread")?.message.text, "two");
    strictEqual(queue.takeAll("thread").length, 2);
    queue.setHandedOver("thread", "one", false);
    strictEqual(queue.next("thread")?.message.text, "one");
  });
});
