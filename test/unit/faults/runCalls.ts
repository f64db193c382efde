import { ok } from "node:assert/strict";
import { textOf } from "../../../src/chat/turn/turnChanges";
import type { ToolCallPart } from "../../../src/shared/transcript";
import { isCancellation, UserFacingError } from "../../../src/shared/userFacingError";
import { until } from "../chat/scriptedAgents";
import { type Call, type Outcome, to } from "./call";
import { type FaultWindow, questions } from "./faultWindow";

const FIRST = "What is the weather in Oslo in May?";
const SECOND = "How warm is it in Rome in July?";
const STREAM = to("POST", /\/stream$/);

/** A response that another one comes before. */
async function begin(window: FaultWindow): Promise<void> {
  await window.open();
  await window.asked(FIRST);
}

/** Whether the newest message has its whole response. */
function isComplete(window: FaultWindow, question: string): Outcome {
  return { worked: window.last?.state === "complete" && questions(window.shown.turns).at(-1) === question };
}

/** Sends it from the message box, as whoever was told that it did not get there would. */
async function sendAgain(window: FaultWindow, question: string): Promise<void> {
  const back = window.draft;
  window.clearDraft();
  await window.send(back === "" ? "And in Tokyo in March?" : back);
  ok(window.last?.state === "complete", `sending again came out as ${window.last?.state ?? "nothing"}`);
  ok(back === "" || back === question, "the box has other words than those that came back");
}

const send: Call = {
  name: "send a message",
  request: STREAM,
  streams: true,
  mostRequests: 1,
  begin: async (window) => {
    await begin(window);
    return {
      question: SECOND,
      run: async () => {
        await window.send(SECOND);
        return isComplete(window, SECOND);
      },
      again: () => sendAgain(window, SECOND),
    };
  },
};

/** A message whose run outlives its connection: what fails is how it is sent, or how its response is told. */
function keptAlive(name: string, path: RegExp, more: Pick<Call, "mostRequests" | "streams" | "middle">): Call {
  return {
    name,
    request: to("POST", path),
    ...more,
    begin: async (window) => {
      await begin(window);
      window.keepsRunsAlive = true;
      return {
        question: SECOND,
        run: async () => {
          await window.send(SECOND);
          return isComplete(window, SECOND);
        },
        again: async () => {
          // What was not told to its end has ended on the server.
          await settled(() => window.last?.state !== "streaming");
          await window.session.navigator.sync(window.shown);
          await sendAgain(window, SECOND);
        },
      };
    },
  };
}

const goOn: Call = {
  name: "continue a response",
  request: STREAM,
  streams: true,
  mostRequests: 1,
  begin: async (window) => {
    await window.open();
    const question = "Tell me about Hanoi month by month";
    for (let attempts = 0; window.last?.canContinue !== true; attempts += 1) {
      ok(attempts < 8, "no response broke off so that it can go on");
      window.session.navigator.newThread();
      window.clearDraft();
      const at = { kind: "events", events: 14 } as const;
      window.network.break({ matches: STREAM, fault: { on: "answer", at, then: "reset" }, times: 1 });
      await window.send(question);
      window.network.mended();
      await settled(() => window.last?.canContinue === true || window.last?.state === "complete");
    }
    const begun = textOf(window.last);
    const goesOn = async (): Promise<Outcome> => {
      await window.session.sender.continueTurn(window.shown, window.last?.id ?? "");
      ok(textOf(window.last!).startsWith(begun.trimEnd()), "what was there of the response is gone");
      return isComplete(window, question);
    };
    return {
      question,
      run: goesOn,
      again: async () => {
        await settled(() => window.last?.canContinue === true || window.last?.state === "complete");
        ok(window.last?.state === "complete" || (await goesOn()).worked, "it does not go on any more");
      },
    };
  },
};

/** Something that waits in the shown thread, and what a person says to it. */
function answering(
  name: string,
  path: RegExp,
  agentId: string,
  question: string,
  answer: (window: FaultWindow, turnId: string, callId: string) => Promise<void>,
): Call {
  return {
    name,
    request: to("POST", path),
    streams: true,
    mostRequests: 1,
    begin: async (window) => {
      window.agentId = agentId;
      await window.open();
      await window.asked(question, "waiting");
      const decide = async (): Promise<Outcome> => {
        await answer(window, window.last?.id ?? "", waitingCall(window)?.id ?? "");
        return isComplete(window, question);
      };
      return {
        question,
        run: decide,
        again: async () => {
          // Where it was carried out, the thread says so once it has been read.
          await window.session.navigator.sync(window.shown);
          ok(waitingCall(window) === undefined || (await decide()).worked, "the call can't be answered any more");
        },
      };
    },
  };
}

function waitingCall(window: FaultWindow): ToolCallPart | undefined {
  return window.last?.parts.find(
    (part): part is ToolCallPart =>
      part.kind === "tool" && (part.status === "awaitingApproval" || part.status === "suspended"),
  );
}

const TRIP = {
  traveller: "Ada",
  nights: 2,
  insurance: false,
  travelClass: "economy",
  hotel: { stars: 3, breakfast: true },
  stops: [],
};

const clientTools: Call = {
  name: "go on after a tool of the editor",
  request: STREAM,
  streams: true,
  skip: 1,
  mostRequests: 1,
  begin: async (window) => {
    window.agentId = "codingAgent";
    await window.open();
    window.editorAccess.set(window.session.id, window.shown.threadId, "reads");
    const question = `In one step: ${JSON.stringify([{ toolName: "editor_read_file", args: { path: "a" } }])}`;
    return {
      question,
      run: async () => {
        await window.send(question);
        return isComplete(window, question);
      },
    };
  },
};

const steer: Call = {
  name: "send into a running response",
  request: to("POST", /\/send-message$/),
  mostRequests: 1,
  begin: async (window) => {
    window.agentId = "showcaseAgent";
    await window.open();
    const sending = window.send("Measure 8 stations");
    await until(() => window.last?.parts.some(({ kind }) => kind === "tool") === true);
    return {
      question: SECOND,
      run: async () => {
        const where = { owner: window.session.id, threadId: window.shown.threadId };
        await window.chat.controller.send(SECOND, where, true);
        await sending;
        await settled(() => !window.shown.busy && window.session.queue.of(where.threadId).length === 0);
        return isComplete(window, SECOND);
      },
    };
  },
};

const generate: Call = {
  name: "ask for a whole response (generate)",
  request: to("POST", /\/generate$/),
  mostRequests: 1,
  begin: async (window) => {
    await window.open();
    const ask = (signal?: AbortSignal): Promise<Outcome> =>
      outcome(async () => {
        const memory = { threadId: crypto.randomUUID(), resourceId: window.account?.sub ?? "" };
        const { text } = await window.agents.generate("weatherAgent", FIRST, memory, signal);
        return /Oslo/.test(text);
      });
    return { run: ask, again: async () => ok((await ask()).worked) };
  },
};

/** The calls that begin a run of an agent, or go on with one. */
export const RUN_CALLS: readonly Call[] = [
  send,
  goOn,
  answering("approve a tool call", /\/approve-tool-call$/, "travelAgent", "Book a trip to Rome in May", (...how) =>
    decide(true, ...how),
  ),
  answering("decline a tool call", /\/decline-tool-call$/, "travelAgent", "Book a trip to Rome in May", (...how) =>
    decide(false, ...how),
  ),
  answering("answer a tool (resume)", /\/resume-stream$/, "showcaseAgent", "Plan a trip to Lisbon", (window, ...call) =>
    window.session.sender.resume(window.shown, ...call, TRIP),
  ),
  clientTools,
  steer,
  generate,
];

/** Those that begin a run which outlives its connection. */
export const KEPT_CALLS: readonly Call[] = [
  keptAlive("send a message whose run is kept alive (signals)", /\/signals$/, { mostRequests: 1 }),
  keptAlive("read a run that is kept alive (subscribe)", /\/threads\/subscribe$/, {
    streams: true,
    middle: { kind: "events", events: 20 },
    // Connections that tell nothing new, each after at most five attempts.
    mostRequests: 16,
  }),
];

function decide(approved: boolean, window: FaultWindow, turnId: string, callId: string): Promise<void> {
  return window.session.sender.decide(window.shown, turnId, callId, approved, "");
}

/** Waits for what comes by itself, and not for ever. @param limitMs milliseconds */
export async function settled(condition: () => boolean, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition() && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a service says to whoever asks it. @throws what a person could not be told */
export async function outcome(run: () => Promise<boolean>): Promise<Outcome> {
  try {
    return { worked: await run() };
  } catch (error) {
    if (error instanceof UserFacingError) {
      return { worked: false, said: error.message };
    }
    if (error instanceof Error && isCancellation(error)) {
      return { worked: false, said: CANCELED };
    }
    throw error;
  }
}

/** A person has given up, and knows it. */
export const CANCELED = "You have canceled it.";
