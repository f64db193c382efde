import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { Conversation } from "../../../src/chat/conversation";
import { mergeTurns } from "../../../src/chat/history/mergeTurns";
import { turnsFromMessages } from "../../../src/chat/history/storedTurns";
import type { Turn } from "../../../src/shared/transcript";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ScriptedAgents, ScriptedRun, until } from "./scriptedAgents";
import { stored } from "./scriptedMemory";
import { call, emptyTurn, finish, question, text } from "./turns";

const agent = { id: "weatherAgent", name: "Weather", description: "" };

describe("Conversation", () => {
  let agents: ScriptedAgents;
  let changes: number;
  let conversation: Conversation;

  beforeEach(() => {
    agents = new ScriptedAgents();
    changes = 0;
    conversation = new Conversation("thread-1", { agents, onChange: () => (changes += 1), logError: () => undefined });
  });

  const answer = (): Turn => conversation.turns.at(-1) ?? emptyTurn("none");

  it("shows the question and the growing answer, and ends idle", async () => {
    const sending = conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual(
      conversation.turns.map(({ role }) => role),
      ["user", "agent"],
    );
    strictEqual(conversation.busy, true);
    agents.run.push(text("Sunny"), finish()).end();
    await sending;
    deepStrictEqual([answer().state, conversation.busy], ["complete", false]);
    deepStrictEqual(agents.calls, [
      { agentId: "weatherAgent", message: "Weather?", threadId: "thread-1", resourceId: "user_1" },
    ]);
  });

  it("takes both turns back when the server took nothing, so that nothing is sent twice", async () => {
    agents.run.fail(new UserFacingError("agentNotFound", "No such agent."));
    await rejects(conversation.send(question("Weather?"), agent, "user_1"), /No such agent/);
    deepStrictEqual(conversation.turns, []);
    strictEqual(conversation.busy, false);
  });

  it("keeps the text that arrived before the connection was lost", async () => {
    agents.run.push(text("Sunn")).fail(new UserFacingError("network", "Cut."));
    await conversation.send(question("Weather?"), agent, "user_1");
    strictEqual(answer().state, "interrupted");
    strictEqual(answer().error?.message, "Cut.");
    strictEqual(answer().parts.length, 1);
  });

  it("offers another try, and no other address, after a server that had answered", async () => {
    agents.run.push(text("Sunn")).fail(new UserFacingError("network", "Cut.", ["retryConnection", "configureServer"]));
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual(answer().error, { message: "Cut.", actions: ["retryConnection"] });
  });

  it("does not take a stream without an end for a complete answer", async () => {
    agents.run.push(text("Sunn")).end();
    await conversation.send(question("Weather?"), agent, "user_1");
    strictEqual(answer().state, "interrupted");
    match(answer().error?.message ?? "", /Lost the connection to mastra\.example\.com/);
  });

  it("stops at once, aborts the request and ignores what still arrives", async () => {
    const sending = conversation.send(question("Weather?"), agent, "user_1");
    agents.run.push(text("Sun"));
    await until(() => answer().parts.length === 1);
    conversation.stop();
    deepStrictEqual([answer().state, conversation.busy], ["stopped", false]);
    strictEqual(agents.run.signal?.aborted, true);
    agents.run.push(text("ny"));
    await sending;
    deepStrictEqual(answer().parts, [{ kind: "text", id: "t1", text: "Sun" }]);
    strictEqual(answer().error, undefined);
  });

  it("can send again while a stopped run is still closing", async () => {
    const first = conversation.send(question("One"), agent, "user_1");
    conversation.stop();
    agents.run = new ScriptedRun().push(text("Two"), finish()).end();
    await Promise.all([first, conversation.send(question("Two"), agent, "user_1")]);
    deepStrictEqual(
      conversation.turns.map(({ state }) => state),
      ["complete", "stopped", "complete", "complete"],
    );
  });

  it("takes no second message while a run is being written, which goes on to its end", async () => {
    const first = conversation.send(question("One"), agent, "user_1");
    await rejects(conversation.send(question("Two"), agent, "user_1"), { kind: "busy" });
    agents.run.push(text("1"), finish()).end();
    await first;
    deepStrictEqual(
      [conversation.turns.map(({ state }) => state), conversation.busy],
      [["complete", "complete"], false],
    );
  });

  describe("with a tool call that waits", () => {
    beforeEach(async () => {
      agents.run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
      await conversation.send(question("Book it"), agent, "user_1");
      agents.run = new ScriptedRun();
    });

    const status = (): string | undefined => {
      const [part] = answer().parts;
      return part?.kind === "tool" ? part.status : undefined;
    };

    it("is idle, so that the reader may decide or write on", () => {
      deepStrictEqual([answer().state, conversation.busy, status()], ["waiting", false, "awaitingApproval"]);
    });

    it("goes on with the same run after Approve", async () => {
      agents.run.push({ type: "tool-result", ...call, result: "booked" }, text("Done"), finish()).end();
      await conversation.decide(answer().id, "c1", true);
      deepStrictEqual(agents.decisions, [
        { agentId: "weatherAgent", runId: "run-1", toolCallId: "c1", approved: true },
      ]);
      deepStrictEqual([answer().state, status()], ["complete", "done"]);
    });

    it("shows a declined call as declined", async () => {
      agents.run.push({ type: "tool-denied", ...call }, text("All right"), finish()).end();
      await conversation.decide(answer().id, "c1", false);
      deepStrictEqual([answer().state, status()], ["complete", "declined"]);
    });

    it("tells the server and the reader why it was declined", async () => {
      agents.run.push({ type: "tool-denied", ...call }, finish()).end();
      await conversation.decide(answer().id, "c1", false, "too risky");
      strictEqual(agents.decisions[0]?.reason, "too risky");
      const [part] = answer().parts;
      strictEqual(part?.kind === "tool" ? part.reason : "", "too risky");
    });

    it("waits on when the decision could not be sent", async () => {
      agents.run.fail(new UserFacingError("network", "Offline."));
      await rejects(conversation.decide(answer().id, "c1", true), /Offline/);
      deepStrictEqual([answer().state, status()], ["waiting", "awaitingApproval"]);
    });

    for (const kind of ["server", "network", "timeout", "rateLimited", "unauthorized"]) {
      it(`waits on after an outage, and says what happened: ${kind}`, async () => {
        const waiting = answer();
        agents.run.fail(new UserFacingError(kind, "Out of order."));
        await rejects(conversation.decide(waiting.id, "c1", true), /Out of order/);
        deepStrictEqual(answer(), waiting);
        strictEqual(conversation.busy, false);
        agents.run = new ScriptedRun().push({ type: "tool-result", ...call, result: "booked" }, finish()).end();
        await conversation.decide(answer().id, "c1", true);
        deepStrictEqual([answer().state, status(), agents.decisions.length], ["complete", "done", 2]);
      });
    }

    it("waits on when the person gives up the sign-in that the decision needs", async () => {
      const waiting = answer();
      agents.run.fail(Object.assign(new Error("Canceled"), { name: "Canceled" }));
      await conversation.decide(waiting.id, "c1", true);
      deepStrictEqual([answer(), conversation.busy], [waiting, false]);
    });

    it("is interrupted, not cancelled for good, by a cut after the decision was taken", async () => {
      agents.run.push({ type: "accepted" }).fail(new UserFacingError("network", "Cut."));
      await conversation.decide(answer().id, "c1", true);
      deepStrictEqual([answer().state, answer().error?.message], ["interrupted", "Cut."]);
      const result = { toolCallId: "c1", toolName: call.toolName, state: "result", args: {}, result: "booked" };
      const [asked, given] = conversation.turns;
      const read = turnsFromMessages(
        [
          stored(asked?.id ?? "", "user", "Book it"),
          { ...stored("a", "assistant", ""), parts: [{ type: "tool-invocation", toolInvocation: result }] },
        ],
        "Weather",
      );
      const merged = mergeTurns([asked!, given!], read, true).at(-1);
      deepStrictEqual([merged?.state, merged?.error], ["complete", undefined]);
      strictEqual(merged?.parts[0]?.kind === "tool" && merged.parts[0].status, "done");
    });

    it("says so when another window was faster", async () => {
      agents.run.fail(new UserFacingError("runGone", "HTTP 500"));
      const refused = await conversation.decide(answer().id, "c1", true);
      strictEqual(refused?.message, "HTTP 500");
      match(answer().error?.message ?? "", /already approved or declined/);
      strictEqual(answer().error?.retry, false, "asking again could book twice");
    });

    it("says why nothing happens while another answer streams, and can be asked again", async () => {
      const waiting = answer();
      const sending = conversation.send(question("Something else"), agent, "user_1");
      await rejects(conversation.decide(waiting.id, "c1", true), /Wait for the response to finish/);
      const again = conversation.turns.find(({ id }) => id === waiting.id);
      ok(again);
      deepStrictEqual(again, waiting);
      ok(again.parts[0] !== waiting.parts[0], "the panel hears that the buttons are free again");
      agents.run.push(finish()).end();
      await sending;
    });

    it("decides once, however often the button is pressed", async () => {
      const first = conversation.decide(answer().id, "c1", true);
      await conversation.decide(answer().id, "c1", true);
      agents.run.push(finish()).end();
      await first;
      strictEqual(agents.decisions.length, 1);
    });
  });

  it("stays complete when the connection is cut after the end", async () => {
    agents.run.push(text("a"), finish()).fail(new UserFacingError("network", "Cut."));
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual([answer().state, answer().error], ["complete", undefined]);
  });

  it("says whether the server took a message that was stopped", async () => {
    const early = conversation.send(question("One"), agent, "user_1");
    conversation.stop();
    strictEqual(await early, false);
    agents.run = new ScriptedRun();
    const late = conversation.send(question("Two"), agent, "user_1");
    agents.run.push({ type: "accepted" }, text("a"));
    await until(() => answer().parts.length === 1);
    conversation.stop();
    strictEqual(await late, true);
  });

  it("says after a reload that the window was closed in the middle of an answer", () => {
    const revived = new Conversation(
      "thread-1",
      { agents, onChange: () => undefined, logError: () => undefined },
      { turns: [{ ...emptyTurn(), state: "streaming" }] },
    );
    const [turn] = revived.turns;
    ok(turn?.state === "interrupted" && turn.error);
    match(turn.error.message, /window closed/);
  });

  it("keeps a list that was looked at as it was", async () => {
    const sending = conversation.send(question("Weather?"), agent, "user_1");
    agents.run.push(text("Sun"));
    await until(() => answer().parts.length === 1);
    const before = conversation.turns;
    const written = before.at(-1);
    agents.run.push(text("ny"), text(" all day"), finish()).end();
    await sending;
    deepStrictEqual([before.length, before.at(-1) === written], [2, true]);
    strictEqual(conversation.lastTurn, answer());
    ok(conversation.turns !== before, "whoever compares the lists sees that something has changed");
  });

  it("gives every look the turns of its moment, whether or not something was looked at in between", async () => {
    const seen: { readonly turns: readonly Turn[]; readonly last: Turn | undefined }[] = [];
    const watched: Conversation = new Conversation("thread-1", {
      agents,
      onChange: () => {
        changes += 1;
        if (changes % 2 === 0) {
          seen.push({ turns: watched.turns, last: watched.lastTurn });
        }
      },
      logError: () => undefined,
    });
    agents.run.push(text("a"), text("b"), text("c"), text("d"), text("e"), finish()).end();
    await watched.send(question("Weather?"), agent, "user_1");
    ok(seen.length >= 4);
    for (const { turns, last } of seen) {
      strictEqual(turns.at(-1), last);
    }
  });

  it("names chunks that it does not show, but for those that have nothing to show", async () => {
    const unknown: string[] = [];
    conversation = new Conversation("thread-1", {
      agents,
      onChange: () => undefined,
      logError: () => undefined,
      logUnknown: (type) => unknown.push(type),
    });
    agents.run
      .push({ type: "other", name: "text-start" }, { type: "other", name: "balloon-telemetry" }, finish())
      .end();
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual(unknown, ["balloon-telemetry"]);
  });

  it("tells of every change", async () => {
    agents.run.push(text("a"), text("b"), finish()).end();
    await conversation.send(question("Weather?"), agent, "user_1");
    ok(changes >= 5, `${String(changes)} changes`);
  });
});

describe("a conversation whose chunks come together", () => {
  let agents: ScriptedAgents;
  let told: string[];
  let conversation: Conversation;

  beforeEach(() => {
    agents = new ScriptedAgents();
    told = [];
    conversation = new Conversation("thread-1", {
      agents,
      onChange: () => told.push(shown()),
      logError: () => undefined,
    });
  });

  const shown = (): string =>
    conversation.lastTurn?.parts.map((part) => (part.kind === "text" ? part.text : part.kind)).join("|") ?? "";

  it("tells once of all of them", async () => {
    agents.run
      .pushTogether(text("a"), text("b"), { type: "tool-call-start", ...call }, text("c"), text("d"))
      .push(finish())
      .end();
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual([...new Set(told)], ["", "ab|tool|cd"]);
    strictEqual(conversation.lastTurn?.state, "complete");
  });

  it("sees the end of a turn wherever it stands among them", async () => {
    agents.run.pushTogether(text("a"), finish(), { type: "other", name: "later" }).end();
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual([conversation.lastTurn?.state, shown()], ["complete", "a"]);
  });
});
