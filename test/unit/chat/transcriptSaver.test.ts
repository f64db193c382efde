import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mock } from "node:test";
import { TranscriptSaver } from "../../../src/chat/transcriptSaver";
import type { Transcript, Turn } from "../../../src/shared/transcript";

describe("TranscriptSaver", () => {
  const owner = {
    issuer: "clerk.example.com",
    sub: "user_1",
    organizationId: "",
    server: "https://mastra.example.com/api",
  };
  const turn = (id: number): Turn => ({
    id: String(id),
    role: "user",
    agentName: "",
    parts: [{ kind: "text", id: "user", text: `Question ${id}` }],
    state: "complete",
    createdAt: id,
  });
  const transcript = (turns: number): Transcript => ({
    threadId: "thread",
    turns: Array.from({ length: turns }, (_, id) => turn(id)),
  });
  let conversation: { transcript: Transcript; busy: boolean; onServer: boolean };
  let saved: Transcript[];
  let errors: unknown[];
  let time: number;
  let save: () => Promise<void>;
  let saver: TranscriptSaver;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    conversation = { transcript: transcript(1), busy: false, onServer: false };
    [saved, errors, time, save] = [[], [], 0, () => Promise.resolve()];
    const store = {
      save: (_: unknown, written: Transcript) => {
        saved.push(written);
        return save();
      },
    };
    saver = new TranscriptSaver(
      store,
      owner,
      conversation,
      (error) => errors.push(error),
      () => time,
    );
  });
  afterEach(() => mock.timers.reset());

  /** An answer begins: that is written at once. */
  const begin = (): Promise<void> => {
    conversation.busy = true;
    saver.changed();
    return saver.flush();
  };

  it("writes at once when a turn begins or ends, and once a second while it grows", async () => {
    await begin();
    strictEqual(saved.length, 1);
    for (let word = 0; word < 50; word++) {
      saver.changed();
    }
    mock.timers.tick(999);
    strictEqual(saved.length, 1);
    mock.timers.tick(1);
    await saver.flush();
    strictEqual(saved.length, 2);
    saver.changed();
    conversation.busy = false;
    saver.changed();
    await saver.flush();
    strictEqual(saved.length, 3);
    mock.timers.tick(10_000);
    await saver.flush();
    strictEqual(saved.length, 3, "what is written is not written again");
  });

  it("writes less often when a write takes long", async () => {
    save = () => {
      time += 100;
      return Promise.resolve();
    };
    await begin();
    saver.changed();
    mock.timers.tick(1_999);
    await Promise.resolve();
    strictEqual(saved.length, 1);
    save = () => Promise.resolve();
    mock.timers.tick(1);
    await saver.flush();
    strictEqual(saved.length, 2);
    saver.changed();
    mock.timers.tick(1_000);
    await saver.flush();
    strictEqual(saved.length, 3, "and as before once it is quick again");
  });

  it("keeps the newest 200 turns of a thread that the server has, and all of one that it has not", async () => {
    conversation.transcript = transcript(500);
    saver.changed();
    conversation.onServer = true;
    saver.changed();
    await saver.flush();
    deepStrictEqual(
      saved.map(({ turns, earlier }) => [turns.length, turns.at(-1)?.id, earlier]),
      [
        [500, "499", undefined],
        [200, "499", true],
      ],
    );
  });

  it("goes on after a write that failed, and lets go of what is not wanted any more", async () => {
    save = () => Promise.reject(new Error("full"));
    await begin();
    strictEqual(errors.length, 1);
    save = () => Promise.resolve();
    saver.changed();
    mock.timers.tick(1_000);
    await saver.flush();
    saver.changed();
    await saver.drop();
    mock.timers.tick(10_000);
    await saver.flush();
    deepStrictEqual([saved.length, errors.length], [2, 1]);
  });
});
