import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { wasStored } from "../../../src/chat/lostQuestions";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { Bench } from "./chatBench";
import { ScriptedMemory, stored } from "./scriptedMemory";

const network = (code: string): UserFacingError =>
  new UserFacingError("network", "Lost the connection. Try again.", [], {
    cause: Object.assign(new Error("fetch failed"), { code }),
  });

describe("a message whose answer was lost", () => {
  let memory: ScriptedMemory;

  beforeEach(() => {
    memory = new ScriptedMemory();
    memory.add({ id: "t" }, [stored("there", "user", "Weather?", 1)]);
  });

  const asks = (id: string, error: unknown, threadId = "t"): Promise<boolean> =>
    wasStored(memory, threadId, id, "weatherAgent", error);

  it("is there when the server has stored it, at once or a moment later", async () => {
    strictEqual(await asks("there", network("ECONNRESET")), true);
    const later = asks("late", network("UND_ERR_SOCKET"));
    setTimeout(() => memory.stored.get("t")?.push(stored("late", "user", "Weather?", 2)), 50);
    strictEqual(await later, true);
  });

  it("is not there when the server has no such message, no such thread, or says nothing", async () => {
    strictEqual(await asks("never", network("ECONNRESET")), false);
    strictEqual(await asks("never", network("ECONNRESET"), "no thread"), false);
    memory.failure = network("ECONNREFUSED");
    strictEqual(await asks("there", network("ECONNRESET")), false);
  });

  it("is not looked for when it cannot have got there", async () => {
    for (const code of ["ECONNREFUSED", "ENOTFOUND", "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT"]) {
      strictEqual(await asks("there", network(code)), false);
    }
    strictEqual(await asks("there", new UserFacingError("rateLimited", "Too many requests.")), false);
    deepStrictEqual(memory.requests, []);
  });

  it("stays in the thread, with a response that broke off, and does not come back to the box", async () => {
    const bench = new Bench();
    await bench.open();
    bench.agents.stream = (_, message) => {
      bench.memory.add({ id: bench.shown.threadId }, [stored(message.id, "user", message.text, 1)]);
      throw network("ECONNRESET");
    };
    await bench.send("Weather?");
    deepStrictEqual(
      bench.shown.turns.map(({ role, state, error }) => [role, state, error?.message]),
      [
        ["user", "complete", undefined],
        ["agent", "interrupted", "Lost the connection. Try again."],
      ],
    );
    deepStrictEqual([bench.draft.text, bench.state.busy], ["", false]);
  });
});
