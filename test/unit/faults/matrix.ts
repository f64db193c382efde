import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Conversation } from "../../../src/chat/conversation";
import { textOf } from "../../../src/chat/turn/turnChanges";
import type { Fault } from "../../stack/faults/fault";
import type { NamedFault } from "../../stack/faults/faultList";
import type { Outage } from "../../stack/faults/faultyNetwork";
import { type Act, type Call, isSilent, type Outcome } from "./call";
import type { FaultStack } from "./faultStack";
import { FaultWindow, questions, UNDER_WAY } from "./faultWindow";
import { settled } from "./runCalls";

/**
 * What came of one call with one fault: it `worked` all the same, it was `told` why it did not, or nobody waits for
 * it and it was `quiet`.
 */
export type CellResult = "worked" | "told" | "quiet";

/** Milliseconds after which nobody believes any more that it ends: the product's longest limit, twice. */
const LONGEST_MS = 240_000;

/** What no sentence for a person may have in it. */
const UNCLEAN =
  /SECRET|eyJ|Bearer|https?:\/\/\S*\?|\bat \S*\/\S+:\d+|undefined|\[object|Error:|<!|token=|\bfetch failed\b/;

/** One call with one fault. @throws AssertionError when something is not as it must be */
export async function runCell(stack: FaultStack, call: Call, { fault }: NamedFault, name: string): Promise<CellResult> {
  const window = new FaultWindow(stack, `${name}@example.com`);
  try {
    return await within(LONGEST_MS, inWindow(window, stack, call, fault));
  } finally {
    await within(10_000, window.close());
  }
}

async function inWindow(window: FaultWindow, stack: FaultStack, call: Call, fault: Fault): Promise<CellResult> {
  const act = await call.begin(window);
  const { network } = window;
  const drawn = watchText(window);
  const since = window.posted.length;
  const shown = window.chat.sessions.current && window.shown;
  const earlier = window.chat.sessions.current ? questions(window.shown.turns) : [];
  const met = network.break(outageOf(call, fault));
  window.isImpatient = isSilent(fault);
  const result = await done(act, fault, met, isSilent(fault) || call.untilCanceled === true);
  await stack.back();
  const hits = met();
  ok(hits >= 1, "no such request was made");
  const most = mostHits(call, fault);
  ok(hits <= most, `it was asked ${String(hits)} times`);
  const told = [...(window.chat.sessions.current ? window.told(since) : []), ...(result.said ? [result.said] : [])];
  told.forEach(assertClean);
  ok(result.worked || call.quiet || told.length > 0, "nobody was told");
  if (fault.on === "answer" && fault.then === "bytewise") {
    ok(result.worked, `it came whole, and did not work: ${told.join(" ")}`);
  }
  if (window.chat.sessions.current) {
    assertAtRest(window);
    drawn.assertKept();
    const asked = questions(window.shown.turns);
    ok(window.shown.turns.length === 0 || asked.length >= earlier.length - 1, "earlier messages are gone");
  }
  strictEqual(met(), hits, "it was asked once more by itself");
  network.mended();
  await assertOnce(window, act, shown);
  await act.again?.(fault);
  return result.worked ? "worked" : call.quiet && told.length === 0 ? "quiet" : "told";
}

function outageOf({ middle, request, skip }: Call, fault: Fault): Outage {
  const outage = { matches: request, fault, ...(skip === undefined ? {} : { skip }) };
  if (middle === undefined || fault.on !== "answer") {
    return outage;
  }
  if (fault.then === "brokenGzip") {
    return { ...outage, fault: { ...fault, at: middle } };
  }
  const times = fault.then === "restart" ? { times: 1 } : {};
  return { ...outage, ...times, fault: "at" in fault && fault.at?.kind === "half" ? { ...fault, at: middle } : fault };
}

/** @throws Error when it takes longer */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error("It never ended.")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(limit);
  }
}

function mostHits({ mostRequests }: Call, fault: Fault): number {
  // A refusal of the token or of the agent is answered once more, with another one: the server did nothing.
  const refused = fault.on === "gateway" && (fault.status === 401 || fault.status === 404);
  return refused ? Math.max(2, mostRequests) : mostRequests;
}

function done(act: Act, fault: Fault, met: () => number, isCanceled: boolean): Promise<Outcome> {
  const cancel = new AbortController();
  if (isCanceled) {
    // Whoever sees nothing come gives up, where there is no other end.
    void settled(() => met() > 0).then(() => setTimeout(() => cancel.abort(), 1_000).unref());
  }
  return act.run(cancel.signal, fault);
}

function assertClean(sentence: string): void {
  ok(/^\S.{15,400}\.$/s.test(sentence), `no sentence: ${sentence}`);
  ok(!UNCLEAN.test(sentence), `no clean sentence: ${sentence}`);
}

/** Nothing turns any more: no run, no half a turn, nothing that is fetched. */
function assertAtRest({ session, chat }: FaultWindow): void {
  for (const conversation of session.conversations.all) {
    ok(!conversation.busy, "a response is still being written");
    ok(
      conversation.turns.every(({ state }) => state !== "streaming"),
      "a turn still streams",
    );
    const states = conversation.turns.flatMap(({ state, parts }) =>
      state === "waiting" ? [] : parts.map((part) => (part.kind === "tool" ? part.status : "")),
    );
    ok(!states.includes("running"), "a tool call still runs");
  }
  const { busy, loadingEarlier, notice } = chat.controller.viewState;
  ok(!busy && !loadingEarlier, "the panel is still busy");
  ok(!notice?.message.endsWith(UNDER_WAY), "something is still said to be under way");
}

/** Follows the words of the response that is being written. */
function watchText(window: FaultWindow): { assertKept: () => void } {
  if (!window.chat.sessions.current) {
    return { assertKept: () => undefined };
  }
  const { shown } = window;
  const longest = new Map<string, string>();
  window.session.conversations.watch(shown, () => {
    const { lastTurn } = shown;
    if (lastTurn?.role === "agent") {
      longest.set(lastTurn.id, textOf(lastTurn).trim());
    }
  });
  return {
    assertKept: () => {
      for (const [id, text] of longest) {
        const turn = shown.turns.find((each) => each.id === id);
        ok(text === "" || (turn && textOf(turn).includes(text.slice(0, 200))), "words that were read are gone");
      }
    },
  };
}

/** The server has the message as often as the panel says: once, or not at all, and then it is in the box. */
async function assertOnce(window: FaultWindow, { question }: Act, shown: Conversation | undefined): Promise<void> {
  if (question === undefined || !shown) {
    return;
  }
  let there: readonly string[] = [];
  const counts = (): Readonly<Record<string, number>> => ({
    server: there.filter((words) => words === question).length,
    panel: questions(shown.turns).filter((words) => words === question).length,
    box: window.draft.includes(question) ? 1 : 0,
  });
  const isRight = ({ server = 0, panel = 0, box = 0 }): boolean =>
    server <= 1 && panel + box === 1 && (server === 0 || panel === 1);
  // A server stores what was cut off a moment later.
  const end = Date.now() + 3_000;
  do {
    there = questions(await window.elsewhere(shown.threadId));
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (!isRight(counts()) && Date.now() < end);
  ok(isRight(counts()), `the message is there so often: ${JSON.stringify(counts())}`);
  deepStrictEqual(new Set(there).size, there.length, "another message is there twice");
}
