import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { RunFeed } from "../../../../src/chat/live/runFeed";
import { finish, text } from "../turns";

const never = new AbortController().signal;

describe("RunFeed", () => {
  it("keeps what comes until it is read, and ends with the run", async () => {
    const feed = new RunFeed("r");
    feed.take([text("One")]);
    feed.take([text(" two"), finish()]);
    feed.take([text("stray")]);
    deepStrictEqual(await Array.fromAsync(feed.read(never)), [[text("One")], [text(" two"), finish()]]);
    deepStrictEqual([feed.isOver, feed.waits, feed.wasLeft], [true, false, true]);
  });

  it("puts what is told once more in the place of what was read, as soon as it has got as far", async () => {
    const feed = new RunFeed("r");
    const reading = feed.read(never);
    feed.take([text("One two")]);
    await reading.next();
    feed.beginAgain();
    strictEqual(feed.isMissing, true);
    feed.take([text("One")]);
    deepStrictEqual([feed.isMissing, feed.unread], [false, []]);
    feed.take([text(" two"), text(" three")]);
    deepStrictEqual((await reading.next()).value, [{ type: "rewind" }, text("One"), text(" two"), text(" three")]);
    // Twice.
    feed.beginAgain();
    feed.take([text("One two three")]);
    feed.take([finish()]);
    deepStrictEqual((await reading.next()).value, [{ type: "rewind" }, text("One two three")]);
    deepStrictEqual((await reading.next()).value, [finish()]);
  });

  it("begins again from nothing where nobody has read it", () => {
    const feed = new RunFeed("r");
    feed.take([text("One")]);
    feed.beginAgain();
    feed.take([text("One two")]);
    deepStrictEqual(feed.unread, [text("One two")]);
  });

  it("ends when it is left, when the connection stays lost, and when the run is gone", async () => {
    const left = new AbortController();
    const reading = new RunFeed("r").read(left.signal).next();
    left.abort();
    await rejects(reading, { name: "AbortError" });
    const failed = new RunFeed("r");
    failed.fail(new Error("lost"));
    await rejects(failed.read(never).next(), /lost/);
    const gone = new RunFeed("r");
    gone.end();
    deepStrictEqual(await Array.fromAsync(gone.read(never)), []);
  });
});
