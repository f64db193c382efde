import { mayBeDone, networkCode } from "../agents/requestErrors";
import type { ThreadService } from "../agents/threadService";
import { UserFacingError } from "../shared/userFacingError";
import { delay } from "../shared/delay";

/** Milliseconds before each look: a question is stored a moment after its connection was closed (docs/wire.md#mastra-a-stopped-response-goes-on). */
const LOOKS = [0, 200, 800];

/** Codes of connections that were never made. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT|.*_CERT_.*|.*_SIGNATURE|ERR_TLS_.*)$/;

/**
 * Whether the server has a message although sending it failed: its answer was lost on the way. A server that cannot
 * be asked counts as one that has not. Never throws.
 *
 * @param error with which it failed
 */
export async function wasStored(
  threads: Pick<ThreadService, "messages">,
  threadId: string,
  messageId: string,
  agentId: string,
  error: unknown,
): Promise<boolean> {
  const isUncertain = error instanceof UserFacingError && mayBeDone(error);
  if (!isUncertain || NEVER_SENT.test(networkCode(error.cause))) {
    return false;
  }
  for (const wait of LOOKS) {
    await delay(wait, { ref: false });
    try {
      const { messages } = await threads.messages(threadId, 0, agentId);
      if (messages.some(({ id }) => id === messageId)) {
        return true;
      }
    } catch (failure) {
      // The thread may come with its first message.
      if (!(failure instanceof UserFacingError && failure.kind === "threadGone")) {
        return false;
      }
    }
  }
  return false;
}
