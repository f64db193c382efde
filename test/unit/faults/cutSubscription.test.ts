import { ok, strictEqual } from "node:assert/strict";
import type { Position } from "../../stack/faults/fault";
import { FaultStack } from "./faultStack";
import { FaultWindow } from "./faultWindow";
import { FollowedThread, SUBSCRIBE } from "./followedThread";
import { settled } from "./runCalls";

const isWhole = process.env["FAULTS"] === "all";

/** Windows at a time, of each test. */
const LANES = isWhole ? 6 : 2;

/** Responses in one thread. */
const PER_THREAD = 6;

/** A response with a tool call, which may have ended before the connection is back. */
const measures = (index: number): string => `Measure ${String(12 + index)} stations`;

/** More events than it has. */
const MOST_EVENTS = 150;

/** One of many words, which is told once more from its beginning when the connection is back. */
const writes = (index: number): string => `Give me a long answer, number ${String(index + 1)}`;

/** Bytes: less than half of it. */
const MOST_BYTES = 200_000;

const EVENTS = isWhole ? Array.from({ length: MOST_EVENTS }, (_, index) => index + 1) : [4, 20];
const BYTES = Array.from({ length: isWhole ? 36 : 2 }, () => Math.floor(1 + Math.random() * MOST_BYTES));

/** The question that is the so manieth in its thread. */
type Asking = (index: number) => string;

/** A response that comes elsewhere, and whose connection is cut at one place of it; `npm run test:faults` has all of them. */
describe("a response that is followed, cut", function () {
  this.timeout(20 * 60_000);
  let stack: FaultStack;

  let behindEvents: Promise<number>;
  let anywhere: Promise<number>;

  before(async () => {
    stack = await FaultStack.start();
    const events = EVENTS.map((each): Position => ({ kind: "events", events: each }));
    const bytes = BYTES.map((each): Position => ({ kind: "bytes", bytes: each }));
    behindEvents = cutAll(events, "events", measures);
    anywhere = cutAll(bytes, "bytes", writes);
    // It may fail before its test waits for it.
    anywhere.catch(() => undefined);
  });
  after(() => stack.close());

  /** Each in a response of its own. @returns how many responses had such a place */
  async function cutAt(places: readonly Position[], lane: string, ask: Asking): Promise<number> {
    let cuts = 0;
    for (let first = 0; first < places.length; first += PER_THREAD) {
      const window = new FaultWindow(stack, `cut-${lane}-${String(first)}@example.com`);
      window.agentId = "showcaseAgent";
      try {
        const some = places.slice(first, first + PER_THREAD);
        const thread = await FollowedThread.open(window, true);
        const before = cuts;
        for (const [index, at] of some.entries()) {
          cuts += (await isCut(thread, at, ask(index))) ? 1 : 0;
        }
        thread.assertQuiet(some.length + 1);
        thread.assertUndisturbed();
        if (cuts === before) {
          return cuts;
        }
      } finally {
        await window.close();
      }
    }
    return cuts;
  }

  async function isCut(thread: FollowedThread, at: Position, question: string): Promise<boolean> {
    const { network } = thread.window;
    const fault = { on: "answer", at, then: "reset" } as const;
    network.break({ matches: SUBSCRIBE, fault, times: 1 });
    const { tries } = thread;
    await thread.look();
    await settled(() => thread.tries > tries);
    ok(await thread.ask(question).ended, "it is cut elsewhere as well");
    await thread.agrees(20_000);
    network.mended();
    return thread.tries > tries + 1;
  }

  /** All of them in so many lanes. */
  async function cutAll(places: readonly Position[], name: string, ask: Asking): Promise<number> {
    const lanes = Array.from({ length: LANES }, (_, lane) => places.filter((__, index) => index % LANES === lane));
    const cuts = await Promise.all(lanes.map((some, lane) => cutAt(some, `${name}-${String(lane)}`, ask)));
    return cuts.reduce((sum, each) => sum + each, 0);
  }

  it("behind an event is shown whole in the end, with no word twice", async () => {
    const count = await behindEvents;
    ok(isWhole ? count > 30 && count < MOST_EVENTS : count === EVENTS.length, `cut ${String(count)} times`);
  });

  it("anywhere is shown whole in the end, with no word twice", async () => {
    strictEqual(await anywhere, BYTES.length, `not cut at each of ${BYTES.join(", ")}`);
  });
});
