import type { Usage } from "../../shared/transcript";
import type { AgentChunk } from "../chunk";
import { type Fields, fields, text } from "./fields";

const COUNTS = ["inputTokens", "outputTokens", "totalTokens", "reasoningTokens", "cachedInputTokens"] as const;

/**
 * Reads `finish`. Its payload repeats the whole message list up to five times (facts/mastra.md §5), so
 * only named fields are touched and nothing else of it is kept. Its usage is that of the whole run, the
 * part before an approval included; that of `step-finish` is now one step's and now a sum (measured).
 */
export function finishChunk(payload: Fields): AgentChunk & { type: "finish" } {
  const messageId = text(payload["messageId"]);
  const model = text(fields(payload["metadata"])["modelId"]);
  const usage = usageOf(fields(payload["output"])["usage"]);
  return {
    type: "finish",
    reason: text(fields(payload["stepResult"])["reason"]),
    ...(messageId ? { messageId } : {}),
    ...(usage ? { usage } : {}),
    ...(model ? { model } : {}),
  };
}

function usageOf(value: unknown): Usage | undefined {
  const counts = fields(value);
  const known = COUNTS.filter((name) => {
    const count = counts[name];
    return typeof count === "number" && Number.isFinite(count) && count >= 0;
  });
  return known.length === 0 ? undefined : Object.fromEntries(known.map((name) => [name, counts[name]]));
}
