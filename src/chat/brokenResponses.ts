import type { BrokenResponse } from "../agents/agentService";
import type { ThreadOptions } from "../shared/threadOptions";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import type { Conversation } from "./conversation";
import type { Agents } from "./conversationDependencies";
import { brokeOff } from "./history/unfinished";
import type { Regeneration } from "./regeneration";
import type { ThreadHistory } from "./threads/threadHistory";
import { goingOn } from "./turn/goingOn";
import { without } from "./turn/turnChanges";
import { delay } from "../shared/delay";

/** Milliseconds before each look: what was written by then is stored a moment after the connection was closed. */
const LOOKS = [0, 200, 400, 800, 1600];

export interface BrokenResponsesDependencies {
  readonly agents: Pick<Agents, "goOn">;
  readonly history: Pick<ThreadHistory, "sync" | "remembers">;
  /** What is being asked again is deleted on the server at that moment. */
  readonly regeneration: Pick<Regeneration, "isAsking">;
  readonly resourceId: string;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * Finds out what the server has kept of a response that has just broken off, and so whether it can go on with it.
 * A server that cannot be asked can't go on either. Never throws.
 */
export async function lookWhatIsLeft(deps: BrokenResponsesDependencies, conversation: Conversation): Promise<void> {
  const { id, agentId } = conversation.lastTurn ?? {};
  const isOpen = (): boolean => {
    const { lastTurn } = conversation;
    const rests = !conversation.busy && !deps.regeneration.isAsking(conversation);
    return rests && lastTurn !== undefined && lastTurn.id === id && brokeOff(lastTurn) && !lastTurn.canContinue;
  };
  try {
    if (agentId === undefined || !isOpen() || !(await deps.history.remembers(agentId))) {
      return;
    }
    for (const wait of LOOKS) {
      await delay(wait, { ref: false });
      if (!isOpen()) {
        return;
      }
      await deps.history.sync(conversation).catch(unlessMissing);
    }
  } catch (error) {
    if (!isCancellation(error)) {
      deps.logError("looking what is left of a response", error);
    }
  }
}

/**
 * Goes on with a response that broke off, unless it has ended meanwhile: then that is shown.
 *
 * @param options the thread's, from when the person wanted it
 * @throws UserFacingError when the server cannot be asked or does not take the request; the turn is as before
 */
export async function continueResponse(
  deps: BrokenResponsesDependencies,
  conversation: Conversation,
  turnId: string,
  options?: ThreadOptions,
): Promise<void> {
  const { threadId, lastTurn } = conversation;
  if (conversation.busy || lastTurn?.id !== turnId || !lastTurn.canContinue || lastTurn.agentId === undefined) {
    return;
  }
  const { agentId } = lastTurn;
  const response: BrokenResponse = { threadId, resourceId: deps.resourceId, ...(options ? { options } : {}) };
  const unsure = without(lastTurn, "canContinue");
  // Only what the server says now counts: a thread that is gone there would be answered out of nothing.
  conversation.setTurns(conversation.turns.with(-1, unsure), conversation.earlier);
  try {
    await deps.history.sync(conversation);
  } catch (error) {
    if (conversation.lastTurn === unsure) {
      conversation.setTurns(conversation.turns.with(-1, lastTurn), conversation.earlier);
    }
    throw error;
  }
  const turn = conversation.lastTurn;
  if (turn?.id === turnId && turn.canContinue) {
    const next = { ...without(turn, "error", "endedAt", "canContinue"), state: "streaming" as const };
    await conversation.goOn(turn, next, (...how) => goingOn(turn, deps.agents.goOn(agentId, response, ...how)));
  }
}

/** The thread may come a moment later as well. */
function unlessMissing(error: unknown): void {
  if (!(error instanceof UserFacingError && error.kind === "threadGone")) {
    throw error;
  }
}
