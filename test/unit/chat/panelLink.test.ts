import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { PanelLink, pauseAfter } from "../../../src/chat/panelLink";
import type { ToView, ViewState } from "../../../src/shared/protocol";
import type { Turn } from "../../../src/shared/transcript";
import { until } from "./scriptedAgents";
import { emptyTurn, reduceAll, text } from "./turns";

const state: ViewState = {
  connection: "ready",
  serverLabel: "",
  accountLabel: "",
  agents: [],
  agentId: "",
  busy: false,
  title: "",
  queue: [],
  context: [],
  loadingEarlier: false,
  look: {},
};

describe("PanelLink", () => {
  let posted: ToView[];
  let turns: readonly Turn[];
  let threadId: string;
  let link: PanelLink;
  let earlier: boolean;
  let redraws: number;

  beforeEach(() => {
    posted = [];
    turns = [];
    threadId = "thread-1";
    earlier = false;
    redraws = 0;
    link = new PanelLink(
      (message) => posted.push(message),
      () => ({ threadId, turns, earlier }),
      () => (redraws += 1),
    );
  });

  const snapshot = (): void =>
    link.snapshot({
      type: "snapshot",
      owner: "o",
      state,
      transcript: { threadId, turns, earlier },
      draft: { text: "", revision: 0 },
      strings: {},
    });
  const patches = (): number => posted.filter(({ type }) => type === "patches").length;

  it("sends nothing before a panel is there", () => {
    snapshot();
    link.turnsChanged();
    link.send({ type: "focusInput" });
    deepStrictEqual(posted, []);
  });

  it("sends the first change at once, and a thousand more in few messages", async () => {
    link.attach();
    snapshot();
    turns = [reduceAll([text("0")])];
    link.turnsChanged();
    strictEqual(patches(), 1, "the first token does not wait");
    for (let index = 1; index <= 1000; index += 1) {
      turns = [reduceAll([text(` ${String(index)}`)], turns[0])];
      link.turnsChanged();
    }
    const sent = (): string => JSON.stringify(posted.at(-1));
    await until(() => sent().includes(" 1000"));
    ok(patches() <= 5, `${String(patches())} messages`);
  });

  it("waits longer where words come faster than anybody reads, and a frame alone where a long text comes at once", () => {
    const [readable, fast, long] = [100, 400, 4000].map(pauseAfter) as [number, number, number];
    ok(readable < fast && fast < 100, `${String(readable)} and ${String(fast)} ms`);
    ok(long < 17, `${String(long)} ms`);
  });

  it("sends the first words at once, however shortly before the answer's beginning was told", () => {
    link.attach();
    turns = [emptyTurn("q"), emptyTurn("a")];
    snapshot();
    turns = turns.with(1, { ...turns[1]!, runId: "run-1" });
    link.turnsChanged();
    turns = turns.with(1, { ...turns[1]!, messageIds: ["m-1"] });
    link.turnsChanged();
    strictEqual(patches(), 1, "what nobody sees waits");
    turns = turns.with(1, reduceAll([text("Sun")], turns[1]));
    link.turnsChanged();
    strictEqual(patches(), 2, "the words do not");
    turns = turns.with(1, reduceAll([text("ny")], turns[1]));
    link.turnsChanged();
    strictEqual(patches(), 2, "those after them do");
  });

  it("says what each message took, whether it went at once or with the next frame", async () => {
    const took: number[] = [];
    const mine: ToView[] = [];
    link = new PanelLink(
      (message) => mine.push(message),
      () => ({ threadId, turns }),
      () => undefined,
      (milliseconds) => took.push(milliseconds),
    );
    link.attach();
    snapshot();
    for (const words of ["Sun", "ny", " all day"]) {
      turns = [reduceAll([text(words)], turns[0])];
      link.turnsChanged();
    }
    await until(() => JSON.stringify(mine.at(-1)).includes("all day"));
    strictEqual(took.length, mine.filter(({ type }) => type === "patches").length);
    ok(took.every((milliseconds) => milliseconds > 0));
  });

  it("puts earlier turns in front, and says whether there are more", () => {
    earlier = true;
    turns = [emptyTurn("b")];
    link.attach();
    snapshot();
    turns = [emptyTurn("a"), ...turns];
    earlier = false;
    link.turnsChanged();
    const [message] = posted.filter((each) => each.type === "patches");
    deepStrictEqual(message?.patches, [{ op: "earlier", turns: [turns[0]], earlier: false }]);
    strictEqual(redraws, 0);
  });

  it("draws anew when turns come in between", () => {
    turns = [emptyTurn("a"), emptyTurn("c")];
    link.attach();
    snapshot();
    turns = [emptyTurn("a"), emptyTurn("b"), emptyTurn("c")];
    link.turnsChanged();
    deepStrictEqual([patches(), redraws], [0, 1]);
  });

  it("never sends turns of a thread that the panel does not show", () => {
    link.attach();
    snapshot();
    threadId = "thread-2";
    turns = [emptyTurn()];
    link.turnsChanged();
    strictEqual(patches(), 0);
  });

  it("begins anew with a snapshot after the panel was gone", () => {
    link.attach();
    snapshot();
    link.detach();
    turns = [emptyTurn()];
    link.turnsChanged();
    strictEqual(patches(), 0);
    link.attach();
    snapshot();
    link.turnsChanged();
    strictEqual(patches(), 0, "the snapshot already held the turn");
  });
});
