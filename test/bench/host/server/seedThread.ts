import { randomUUID } from "node:crypto";
import { answerSpec, MEMORY_AGENT_ID, piecesOf } from "./answerSpec";

/** Messages that the server takes at once (docs/wire.md#mastra-threads). */
const BATCH = 200;

/** Whose the bench's threads are. */
export const RESOURCE_ID = "bench";

/** What differs from a thread of the bench with short answers. */
export interface Seed {
  readonly resourceId?: string;
  /** The answer at a place of the thread; 400 characters when nothing is said. */
  readonly answerAt?: (index: number) => string;
}

/**
 * Makes a thread on the server, a question and an answer by turns.
 *
 * @returns its id
 * @throws Error when the server refuses
 */
export async function seedThread(origin: string, messages: number, seed: Seed = {}): Promise<string> {
  const { resourceId = RESOURCE_ID, answerAt = () => usual } = seed;
  const threadId = randomUUID();
  const start = Date.now() - messages * 60_000;
  await post(origin, "threads", { resourceId, threadId, title: `${String(messages)} messages` });
  const all = Array.from({ length: messages }, (_, index) => {
    const text = index % 2 === 0 ? `Question ${String(index)}` : answerAt(index);
    return {
      id: randomUUID(),
      role: index % 2 === 0 ? "user" : "assistant",
      createdAt: new Date(start + index * 60_000).toISOString(),
      threadId,
      resourceId,
      content: { format: 2, parts: [{ type: "text", text }], content: text },
    };
  });
  for (let from = 0; from < messages; from += BATCH) {
    await post(origin, "save-messages", { messages: all.slice(from, from + BATCH) });
  }
  return threadId;
}

const usual = piecesOf(answerSpec({ chunks: 50 })).join("");

async function post(origin: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${origin}/api/memory/${path}?agentId=${MEMORY_AGENT_ID}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
  }
}
