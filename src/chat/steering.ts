import type { Memory } from "../agents/memory";
import { mayBeDone } from "../agents/requestErrors";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import type { Conversation } from "./conversation";
import type { Agents } from "./conversationDependencies";
import type { MessageQueue } from "./messageQueue";
import type { ThreadHistory } from "./threads/threadHistory";
import { delay } from "../shared/delay";

/** Milliseconds before each look whether a message that was handed over has been stored. */
const LOOKS = [0, 200, 400, 800, 1600, 3200];

export interface SteeringDependencies {
  readonly agents: Pick<Agents, "steer" | "abortRun">;
  readonly queue: MessageQueue;
  readonly history: Pick<ThreadHistory, "sync" | "steered">;
  readonly resourceId: string;
  /** The agent that answers in a thread in another window or on another computer at the moment. */
  readonly answersElsewhere?: (conversation: Conversation) => string | undefined;
  /** The queue has changed. */
  readonly onQueue: () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * Hands a queued message to the server for the response that is being written. It leaves the queue when the stream
 * shows where it came in; what the server does not take stays queued.
 *
 * @throws UserFacingError why it was not taken, `cannotSteer` among them; the message is queued as before
 */
export async function sendQueuedNow(deps: SteeringDependencies, conversation: Conversation, id: string): Promise<void> {
  const { threadId, busy, lastTurn } = conversation;
  const agentId = busy ? lastTurn?.agentId : deps.answersElsewhere?.(conversation);
  const queued = deps.queue.of(threadId).find(({ message }) => message.id === id);
  if (!queued || queued.handedOver || queued.agentId !== agentId) {
    return;
  }
  const set = (handedOver: boolean): void => {
    deps.queue.setHandedOver(threadId, id, handedOver);
    deps.onQueue();
  };
  set(true);
  try {
    const taken = await deps.agents.steer(queued.agentId, queued.message, { threadId, resourceId: deps.resourceId });
    if (taken) {
      deps.queue.setTaken(threadId, id);
    } else {
      set(false);
    }
  } catch (error) {
    if (isCancellation(error) || (error instanceof UserFacingError && mayBeDone(error))) {
      // It may be there: once the response has ended, the server's memory tells.
      deps.logError("sending into a response", error);
      return;
    }
    set(false);
    throw error;
  }
}

/**
 * What has become of the messages that were handed over and have not come in when the run ended: the server answers
 * them in a run of its own, which ends with the one that a person has stopped. Those that it never got are queued
 * again. Never throws.
 */
export async function settleHandedOver(deps: SteeringDependencies, conversation: Conversation): Promise<void> {
  const { threadId, lastTurn } = conversation;
  const memory: Memory = { threadId, resourceId: deps.resourceId };
  const open = (): readonly string[] =>
    deps.queue.of(threadId).flatMap(({ message, handedOver }) => (handedOver ? [message.id] : []));
  const agentId = lastTurn?.agentId;
  let stopping = lastTurn?.state === "stopped";
  // The run that answers a message may be told before the server could be asked to end it.
  const follows = (): boolean => stopping && deps.answersElsewhere?.(conversation) !== undefined;
  try {
    for (const wait of LOOKS) {
      if ((open().length === 0 && !follows()) || conversation.busy) {
        break;
      }
      await delay(wait, { ref: false });
      if (stopping && agentId !== undefined) {
        stopping = !(await deps.agents.abortRun(agentId, memory));
      }
      const stored = await deps.history.steered(conversation);
      for (const id of open().filter((each) => stored.has(each))) {
        deps.queue.remove(threadId, id);
      }
    }
    if (!conversation.busy) {
      await deps.history.sync(conversation);
    }
  } catch (error) {
    if (!isCancellation(error)) {
      deps.logError("looking for messages in a response", error);
    }
  }
  if (conversation.busy || deps.answersElsewhere?.(conversation) !== undefined) {
    // The end of that run looks for them again: queued now, the server would get them a second time.
    return;
  }
  for (const id of open()) {
    deps.queue.setHandedOver(threadId, id, false);
  }
  deps.onQueue();
}
