import { randomUUID } from "node:crypto";
import { agentService } from "../answer/clients";
import { BenchChat } from "../chat/benchChat";
import { sharedNow, takeWire } from "../server/askWire";
import { AGENT_ID, type AnswerSpec, questionFor } from "../server/answerSpec";
import { WIRE_KEY } from "../server/wireClock";
import { hasAnswer } from "./hasAnswer";

export interface FirstTokenOf {
  readonly origin: string;
  readonly spec: AnswerSpec;
  readonly runs: number;
}

/** Milliseconds from the server's first text on the wire, one for each question. */
export interface FirstTokens {
  /** Until the message for the panel leaves the host. */
  readonly ours: readonly number[];
  /** Until a `fetch` reader has it. */
  readonly raw: readonly number[];
}

/** Asks the same question by turns through the whole chat and with a bare `fetch`, in one process. */
export async function firstTokens({ origin, spec, runs }: FirstTokenOf): Promise<FirstTokens> {
  const chat = throughChat(origin);
  const sides = { ours: chat.ask, raw: (question: string) => rawReader(origin, question) };
  const times: Record<keyof typeof sides, number[]> = { ours: [], raw: [] };
  await chat.open();
  for (let run = 0; run <= runs; run += 1) {
    for (const side of ["ours", "raw"] as const) {
      const { key, seen } = await sides[side](questionFor(spec));
      const { words = Number.NaN } = await takeWire(origin, key);
      // The first one of each compiles what it needs.
      if (run > 0) {
        times[side].push(seen - words);
      }
    }
  }
  return times;
}

interface Seen {
  readonly key: string;
  /** Milliseconds of the clock that processes share. */
  readonly seen: number;
}

function throughChat(origin: string): { open: () => Promise<void>; ask: (question: string) => Promise<Seen> } {
  let key = "";
  let drawn = Promise.withResolvers<number>();
  const send: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(WIRE_KEY, key);
    return fetch(input, { ...init, headers });
  };
  const chat = new BenchChat({
    agents: agentService(origin, send),
    agentId: AGENT_ID,
    origin,
    post: (message) => {
      if (hasAnswer(message)) {
        drawn.resolve(sharedNow());
      }
    },
  });
  return {
    open: () => chat.panel.panelReady(),
    ask: async (question) => {
      key = randomUUID();
      drawn = Promise.withResolvers();
      await chat.send(question);
      return { key, seen: await drawn.promise };
    },
  };
}

async function rawReader(origin: string, question: string): Promise<Seen> {
  const key = randomUUID();
  const { body } = await fetch(`${origin}/api/agents/${AGENT_ID}/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", [WIRE_KEY]: key },
    body: JSON.stringify({ messages: question }),
  });
  const decoder = new TextDecoder();
  let seen = 0;
  for await (const piece of body ?? []) {
    if (decoder.decode(piece, { stream: true }).includes('"text-delta"') && seen === 0) {
      seen = sharedNow();
    }
  }
  return { key, seen };
}
