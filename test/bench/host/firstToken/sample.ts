import { randomUUID } from "node:crypto";
import type { ToView } from "../../../../src/shared/protocol";
import { agentService } from "../answer/clients";
import { benchChat } from "../chat/benchChat";
import { AGENT_ID, type AnswerSpec, questionFor } from "../server/answerSpec";
import { WIRE_KEY } from "../server/wireClock";

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

type Nanoseconds = bigint;

/** Asks the same question by turns through the whole chat and with a bare `fetch`, in one process. */
export async function firstTokens({ origin, spec, runs }: FirstTokenOf): Promise<FirstTokens> {
  const chat = throughChat(origin);
  const sides = { ours: chat.ask, raw: (question: string) => rawReader(origin, question) };
  const times: Record<keyof typeof sides, number[]> = { ours: [], raw: [] };
  await chat.open();
  for (let run = 0; run <= runs; run += 1) {
    for (const side of ["ours", "raw"] as const) {
      const { key, seen } = await sides[side](questionFor(spec));
      const sent = BigInt((await (await fetch(`${origin}/wire?key=${key}`)).json()) as string);
      // The first one of each compiles what it needs.
      if (run > 0) {
        times[side].push(Number(seen - sent) / 1e6);
      }
    }
  }
  return times;
}

interface Seen {
  readonly key: string;
  readonly seen: Nanoseconds;
}

function throughChat(origin: string): { open: () => Promise<void>; ask: (question: string) => Promise<Seen> } {
  let key = "";
  let drawn = Promise.withResolvers<Nanoseconds>();
  const send: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(WIRE_KEY, key);
    return fetch(input, { ...init, headers });
  };
  const { chat, sender } = benchChat({
    agents: agentService(origin, send),
    agentId: AGENT_ID,
    origin,
    post: (message) => {
      if (hasAnswer(message)) {
        drawn.resolve(process.hrtime.bigint());
      }
    },
  });
  return {
    open: () => chat.panelReady(),
    ask: async (question) => {
      key = randomUUID();
      drawn = Promise.withResolvers();
      await sender.send(question);
      return { key, seen: await drawn.promise };
    },
  };
}

/** True when the panel draws words of the answer after this message. */
function hasAnswer(message: ToView): boolean {
  return (
    message.type === "patches" &&
    message.patches.some((patch) => {
      if (patch.op === "turn") {
        return patch.turn.role === "agent" && patch.turn.parts.some(({ kind }) => kind === "text");
      }
      return patch.op === "append" || (patch.op === "part" && patch.value.kind === "text");
    })
  );
}

async function rawReader(origin: string, question: string): Promise<Seen> {
  const key = randomUUID();
  const { body } = await fetch(`${origin}/api/agents/${AGENT_ID}/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", [WIRE_KEY]: key },
    body: JSON.stringify({ messages: question }),
  });
  const decoder = new TextDecoder();
  let seen: Nanoseconds = 0n;
  for await (const piece of body ?? []) {
    if (decoder.decode(piece, { stream: true }).includes('"text-delta"') && seen === 0n) {
      seen = process.hrtime.bigint();
    }
  }
  return { key, seen };
}
