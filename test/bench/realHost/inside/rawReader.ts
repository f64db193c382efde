import { randomUUID } from "node:crypto";
import { sharedNow } from "../../host/server/askWire";
import type { LineRequest } from "./hostLine";

/**
 * Asks with the `fetch` of this process and reads what comes, no more: the least that a client can do here.
 *
 * @returns when the first text was there, in milliseconds of the shared clock; undefined when none came
 */
export async function rawReader({
  origin,
  agentId,
  question,
}: LineRequest & { type: "raw" }): Promise<number | undefined> {
  const { body } = await fetch(`${origin}/api/agents/${agentId}/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ messages: question, memory: { thread: randomUUID(), resource: "bench" } }),
  });
  const decoder = new TextDecoder();
  let seen: number | undefined;
  for await (const piece of body ?? []) {
    if (decoder.decode(piece, { stream: true }).includes('"text-delta"')) {
      seen ??= sharedNow();
    }
  }
  return seen;
}
