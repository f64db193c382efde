import { setTimeout as delay } from "node:timers/promises";
import { agentService } from "../answer/clients";
import { BenchChat } from "../chat/benchChat";
import { answerSpec, MEMORY_AGENT_ID, questionFor } from "../server/answerSpec";

export interface IdleOf {
  readonly origin: string;
  /** Questions that are asked and answered in one thread. */
  readonly questions: number;
  /** How long nothing happens, in milliseconds. */
  readonly idleMs: number;
}

export interface Idle {
  /** Megabytes of heap after the questions, over those before. */
  readonly heapMb: number;
  /** Timers that wait while the panel is hidden and nothing happens. */
  readonly waiting: number;
  /** Timers that were set during that time. */
  readonly set: number;
  /** Requests that were made during that time. */
  readonly requests: number;
}

/** An answer of 2,000 characters. */
const SPEC = answerSpec({ chunks: 250 });

/** So often somebody comes back to the window, which then looks what the server has. */
const LOOK = 100;

/** Chats for a long while, hides the panel, and looks what that leaves behind. Needs `--expose-gc`. */
export async function idleSample({ origin, questions, idleMs }: IdleOf): Promise<Idle> {
  let requests = 0;
  const agents = agentService(origin, (input, init) => {
    requests += 1;
    return fetch(input, init);
  });
  const chat = new BenchChat({
    agents,
    agentId: MEMORY_AGENT_ID,
    origin,
    post: (message) => void JSON.stringify(message),
  });
  await chat.panel.panelReady();
  await ask(chat, 20);
  const before = heap();
  await ask(chat, questions);
  chat.panel.panelGone();
  const heapMb = (heap() - before) / 1e6;
  // The sockets of the last request are kept open for a while, which is Node's doing and no timer of ours.
  await delay(5_000);
  const waiting = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout" || kind === "Immediate").length;
  requests = 0;
  const set = await timersDuring(idleMs);
  return { heapMb, waiting, set, requests };
}

async function ask(chat: BenchChat, questions: number): Promise<void> {
  const conversation = chat.shown;
  const before = conversation.turns.length;
  for (let index = 1; index <= questions; index += 1) {
    await chat.send(questionFor(SPEC));
    if (index % LOOK === 0) {
      await chat.session.navigator.sync(conversation);
    }
  }
  const turns = conversation.turns.slice(before);
  if (turns.length < 2 * questions || turns.some(({ state }) => state !== "complete")) {
    throw new Error(`Of ${String(questions)} questions not all were answered.`);
  }
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** How many timers anybody sets in so many milliseconds, but for the one that ends them. */
async function timersDuring(milliseconds: number): Promise<number> {
  const over = delay(milliseconds);
  const { setTimeout: later, setInterval: repeated, setImmediate: next } = globalThis;
  let set = 0;
  const counted = <T extends (...values: never[]) => unknown>(real: T): T =>
    ((...values: Parameters<T>) => {
      set += 1;
      return real(...values);
    }) as unknown as T;
  Object.assign(globalThis, {
    setTimeout: counted(later),
    setInterval: counted(repeated),
    setImmediate: counted(next),
  });
  await over;
  Object.assign(globalThis, { setTimeout: later, setInterval: repeated, setImmediate: next });
  return set;
}
