import { text } from "../../agents/fields";
import type { StoredMessage } from "../../agents/storedThread";
import type { Turn } from "../../shared/transcript";
import { without } from "../turn/turnChanges";

/**
 * The turns with what the server's memory says of a last response that broke off here: that it is complete
 * meanwhile, that the server can go on with it, or nothing, when it never got the question.
 *
 * @param turns as they are after the server's messages were merged into them
 * @param before as they were until then
 * @param messages the newest of the thread, oldest first
 */
export function withUnfinished(
  turns: readonly Turn[],
  before: readonly Turn[],
  messages: readonly StoredMessage[],
): readonly Turn[] {
  const last = turns.at(-1);
  const ours = before.find(({ id }) => id === last?.id);
  // Of a decision that was made elsewhere, the merge knows what came.
  if (!last || !ours || !brokeOff(ours) || ours.error?.retry === false || last.state === "waiting") {
    return turns;
  }
  const question = turns.at(-2);
  const ids = question?.role === "user" ? (question.messageIds ?? [question.id]) : [];
  const asked = messages.findLastIndex(({ id }) => ids.includes(id));
  if (asked < 0) {
    return turns.with(-1, without(last, "canContinue"));
  }
  if (isFinished(messages.slice(asked + 1).findLast(({ role }) => role === "assistant"))) {
    return last.state === "failed"
      ? turns
      : turns.with(-1, { ...without(last, "error", "canContinue"), state: "complete" });
  }
  const { state, error } = ours;
  return turns.with(-1, { ...without(last, "error"), state, ...(error ? { error } : {}), canContinue: true });
}

/** True for a response that was stopped, or cut off by whatever. */
export function brokeOff({ role, state }: Turn): boolean {
  return role === "agent" && (state === "stopped" || state === "interrupted");
}

/** Only the end of a step leaves the model's name, and what was begun of the next one its mark (docs/wire.md#mastra-a-stopped-response-goes-on). */
function isFinished(answer: StoredMessage | undefined): boolean {
  return (
    answer !== undefined && text(answer.metadata["modelId"]) !== "" && answer.parts.at(-1)?.["type"] !== "step-start"
  );
}
