import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { followups } from "../../../../src/editor/participant/followups";
import { latestMetadata, readMetadata } from "../../../../src/editor/participant/turnMetadata";

const turn = (metadata?: unknown): object => ({ result: { metadata } });

describe("latestMetadata", () => {
  it("finds the thread and the agent of the newest response to the same owner", () => {
    const history = [
      { prompt: "Hello" },
      turn({ owner: "alice", thread: "t1", agent: "travelAgent" }),
      turn({ owner: "bob", thread: "t2" }),
      turn(),
      { prompt: "And?" },
    ];
    deepStrictEqual(latestMetadata(history, "alice"), { owner: "alice", thread: "t1", agent: "travelAgent" });
    deepStrictEqual(latestMetadata(history, "bob"), { owner: "bob", thread: "t2" });
    strictEqual(latestMetadata(history, "carol"), undefined);
    strictEqual(latestMetadata([], "alice"), undefined);
  });

  it("survives JSON, and takes nothing that is not its own", () => {
    const offers = [{ label: "A", prompt: "a", command: "agent" as const }];
    const metadata = { owner: "alice", thread: "t1", offers, by: { agent: "travelAgent", run: "r1" } };
    deepStrictEqual(readMetadata(JSON.parse(JSON.stringify(metadata)) as Record<string, unknown>), metadata);
    strictEqual(readMetadata({ owner: "alice", thread: 7 }), undefined);
    deepStrictEqual(
      readMetadata({ owner: "a", thread: "t", agent: 1, offers: [null, { label: "x" }], by: { run: 1 } }),
      {
        owner: "a",
        thread: "t",
        offers: [],
      },
    );
  });

  it("offers what the response has kept", () => {
    const offers = [{ label: "Travel Agent", prompt: "Travel Agent", command: "agent" }];
    deepStrictEqual(followups({ owner: "a", thread: "t", offers }), offers);
    deepStrictEqual(followups(undefined), []);
  });
});
