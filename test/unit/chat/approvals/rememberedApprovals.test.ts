import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { RememberedApprovals } from "../../../../src/chat/approvals/rememberedApprovals";
import { approvalKey } from "../../../../src/shared/approvals";
import type { ApprovalScope, ToolCallPart } from "../../../../src/shared/transcript";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { Bench } from "../chatBench";
import { ScriptedRun, until } from "../scriptedAgents";
import { call, finish, text } from "../turns";

const asks = { type: "tool-call-approval", ...call, args: {}, runId: "run-1" } as const;
const asksAgain = { ...asks, toolCallId: "c2", runId: "run-2" } as const;
const answer = (...words: string[]): ScriptedRun =>
  new ScriptedRun().push(...words.map((word) => text(word)), finish()).end();

describe("approvals that are remembered", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
  });

  /** Asks for something, and the tool waits for an approval. */
  async function wait(chunk: typeof asks | typeof asksAgain = asks): Promise<void> {
    bench.agents.run = new ScriptedRun().push(chunk).end();
    await bench.send("Book it");
  }

  /** What the handlers of the panel do with "Approve always". */
  async function approve(scope: ApprovalScope): Promise<void> {
    const { id } = bench.shown.turns.at(-1)!;
    bench.agents.run = answer("Booked.");
    const by = (await bench.session.approvals()).remember(bench.shown, id, "c1", scope);
    await bench.session.sender.decide(bench.shown, id, "c1", true, "", by);
  }

  /** Asks once more; what waits then is approved at once, or it waits. */
  async function again(): Promise<ToolCallPart | undefined> {
    bench.agents.run = new ScriptedRun().push(asksAgain).end();
    bench.agents.later.push(answer("Booked again."));
    await bench.send("Once more");
    return bench.shown.turns.at(-1)?.parts.find((part): part is ToolCallPart => part.kind === "tool");
  }

  it("approve the tool's later calls in the thread, and say so with the call", async () => {
    await wait();
    await approve("thread");
    const first = bench.shown.turns.at(-1)?.parts[0];
    strictEqual(first?.kind === "tool" && first.approval, "thread");
    deepStrictEqual(bench.state.approved, [approvalKey("thread", "weatherAgent", "getWeather")]);
    const second = await again();
    strictEqual(second?.approval, "thread");
    deepStrictEqual(
      bench.agents.decisions.map(({ toolCallId, approved }) => [toolCallId, approved]),
      [
        ["c1", true],
        ["c2", true],
      ],
    );
    strictEqual(bench.shown.lastTurn?.state, "complete");
    bench.session.navigator.newThread();
    strictEqual((await again())?.status, "awaitingApproval", "another thread asks");
  });

  it("leave a call to the person where the server can't be asked, and tell of it", async () => {
    await wait();
    await approve("workspace");
    const run = new ScriptedRun();
    bench.agents.run = run;
    bench.agents.later.push(new ScriptedRun().fail(new UserFacingError("network", "Couldn't reach it.")));
    const { threadId } = bench.shown;
    const sending = bench.send("Once more");
    await until(() => bench.shown.busy);
    bench.session.navigator.newThread();
    run.push(asksAgain).end();
    await sending;
    await until(() => bench.unseen.length > 0);
    deepStrictEqual([...bench.session.unseen.threads], [threadId]);
    deepStrictEqual(
      bench.unseen.map(({ state }) => state),
      ["waiting"],
    );
    deepStrictEqual(
      bench.agents.decisions.map(({ toolCallId }) => toolCallId),
      ["c1", "c2"],
      "it was tried, once",
    );
  });

  it("hold in every thread of the workspace for its agent, in a trusted one alone", async () => {
    await wait();
    await approve("workspace");
    bench.session.navigator.newThread();
    strictEqual((await again())?.approval, "workspace");
    bench.approvals.trusted = false;
    bench.session.navigator.newThread();
    strictEqual((await again())?.status, "awaitingApproval");
    bench.controller.sendState();
    deepStrictEqual([bench.state.untrusted, bench.state.approved], [true, undefined]);
  });

  it("are not made for a workspace that is not trusted, nor for a call that does not wait", async () => {
    await wait();
    bench.approvals.trusted = false;
    await approve("workspace");
    const part = bench.shown.turns.at(-1)?.parts[0];
    strictEqual(part?.kind === "tool" && part.approval, "person", "it is approved this once");
    strictEqual((await bench.session.approvals()).remember(bench.shown, "nothing", "c1", "thread"), undefined);
    deepStrictEqual(bench.approvals.get(), []);
  });

  it("are the owner's alone", async () => {
    await wait();
    await approve("workspace");
    const other = new RememberedApprovals("somebody else", bench.approvals, () => undefined);
    deepStrictEqual([other.all, other.keys(bench.shown.threadId)], [[], []]);
    other.forgetThread(bench.shown.threadId);
    strictEqual(bench.approvals.get().length, 1);
  });

  it("can be taken back with the call, and go with their thread", async () => {
    await wait();
    await approve("thread");
    const approvals = await bench.session.approvals();
    const part = bench.shown.turns.at(-1)?.parts[0];
    if (part?.kind === "tool") {
      approvals.forgetOf(bench.shown, "weatherAgent", part);
    }
    strictEqual(bench.state.approved, undefined);
    strictEqual((await again())?.status, "awaitingApproval");
    bench.session.navigator.newThread();
    await wait();
    await approve("thread");
    strictEqual(approvals.all.length, 1);
    approvals.forgetThread(bench.shown.threadId);
    deepStrictEqual(approvals.all, []);
  });

  it("tell a sub-agent's tool from an agent's own of the same name", async () => {
    const inner = { ...asks, toolName: "getWeather" };
    bench.agents.run = new ScriptedRun()
      .push({ type: "tool-call", toolCallId: "c1", toolName: "agent-travel", args: {} }, inner)
      .end();
    await bench.send("Ask the sub-agent");
    await approve("thread");
    deepStrictEqual(bench.state.approved, [approvalKey("thread", "weatherAgent", "agent-travel › getWeather")]);
    strictEqual((await again())?.status, "awaitingApproval");
  });

  it("leave a call to the person when the server did not take the decision", async () => {
    await wait();
    await approve("thread");
    bench.agents.run = new ScriptedRun().push(asksAgain).end();
    bench.agents.later.push(new ScriptedRun().fail(new UserFacingError("network", "Gone.")));
    await bench.send("Once more");
    strictEqual(bench.shown.lastTurn?.state, "waiting");
    strictEqual(bench.agents.decisions.length, 2, "and it was tried once");
  });
});
