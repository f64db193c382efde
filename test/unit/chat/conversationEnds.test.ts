import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Conversation } from "../../../src/chat/conversation";
import type { Transcript, Turn } from "../../../src/shared/transcript";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ScriptedAgents, ScriptedRun, until } from "./scriptedAgents";
import { call, emptyTurn, finish, question, text } from "./turns";

describe("a conversation with a file to write", () => {
  const agent = { id: "weatherAgent", name: "Weather", description: "" };
  let agents: ScriptedAgents;
  let conversation: Conversation;
  let written: Transcript[];
  let write: () => Promise<void>;
  let errors: string[];
  /** What is told at each change: the newest turn's state, whether the thread is idle, and the file's state then. */
  let told: (readonly [state: string | undefined, busy: boolean, onDisk: string | undefined])[];

  beforeEach(() => {
    agents = new ScriptedAgents();
    [written, errors, told] = [[], [], []];
    write = () => Promise.resolve();
    const watched: Conversation = new Conversation("thread-1", {
      agents,
      onChange: () => told.push([watched.lastTurn?.state, watched.busy, written.at(-1)?.turns.at(-1)?.state]),
      beforeEnd: async (ended) => {
        await write();
        written.push(ended);
      },
      logError: (what) => errors.push(what),
    });
    conversation = watched;
  });

  const answer = (): Turn => conversation.turns.at(-1) ?? emptyTurn("none");

  const ends: readonly (readonly [string, (run: ScriptedRun) => unknown, string])[] = [
    ["complete", (run) => run.push(text("a"), finish()).end(), "complete"],
    ["cut short by the model's length limit", (run) => run.push(text("a"), finish("length")).end(), "complete"],
    ["ended by a content filter", (run) => run.pushTogether(text("a"), finish("content-filter")).end(), "complete"],
    ["stopped by a guard", (run) => run.push({ type: "tripwire", reason: "No" }).end(), "failed"],
    ["failed", (run) => run.push({ type: "error", message: "Broke" }, finish("error")).end(), "failed"],
    ["failed without an end", (run) => run.push({ type: "error", message: "Broke" }).end(), "failed"],
    ["without an end", (run) => run.push(text("a")).end(), "interrupted"],
    ["cut", (run) => run.push(text("a")).fail(new UserFacingError("network", "Cut.")), "interrupted"],
    ["waiting", (run) => run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end(), "waiting"],
  ];
  for (const [name, play, state] of ends) {
    it(`writes the end before anybody is told of it: ${name}`, async () => {
      play(agents.run);
      await conversation.send(question("Weather?"), agent, "user_1");
      deepStrictEqual([answer().state, conversation.busy], [state, false]);
      deepStrictEqual(written.at(-1)?.turns, conversation.turns);
      for (const [shown, busy, onDisk] of told.slice(2)) {
        ok(onDisk === state || (shown === "streaming" && busy), JSON.stringify(told));
      }
      strictEqual(
        told.some(([, busy]) => !busy),
        true,
      );
    });
  }

  it("ends all the same on a disk that takes nothing, and says so in the log", async () => {
    write = () => Promise.reject(new Error("No space left."));
    agents.run.push(text("a"), finish()).end();
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual([answer().state, conversation.busy, errors], ["complete", false, ["saving the end of an answer"]]);
  });

  it("writes that a call was decided elsewhere before anybody is told of it", async () => {
    agents.run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
    await conversation.send(question("Book it"), agent, "user_1");
    agents.run = new ScriptedRun().fail(new UserFacingError("runGone", "HTTP 500"));
    told = [];
    await conversation.decide(answer().id, "c1", true);
    deepStrictEqual(told.at(-1), ["interrupted", false, "interrupted"]);
    deepStrictEqual(
      told.filter(([state]) => state === "interrupted"),
      told.slice(-1),
    );
  });

  it("can be stopped while its end is being written", async () => {
    let resolve = (): void => undefined;
    write = () => new Promise((done) => (resolve = done));
    const sending = conversation.send(question("Weather?"), agent, "user_1");
    agents.run.push(text("a"));
    await until(() => answer().parts.length === 1);
    agents.run.push(finish()).end();
    await new Promise((done) => setImmediate(done));
    deepStrictEqual([answer().state, conversation.busy], ["streaming", true]);
    conversation.stop();
    resolve();
    await sending;
    deepStrictEqual([answer().state, conversation.busy], ["stopped", false]);
  });
});
