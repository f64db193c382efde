import type { ThreadService } from "../../agents/threadService";
import type { OutgoingMessage } from "../../agents/outgoingMessage";
import { isQuestion, type StoredMessage } from "../../agents/storedThread";
import type { AgentSummary } from "../../shared/protocol";
import type { Turn } from "../../shared/transcript";
import { UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import { questionGone, stillBusy } from "../conversationNotices";
import { lateAnswer, type Removal } from "./lateAnswer";
import { questionOf } from "./turnChanges";

export interface TurnActionParts {
  readonly service: Pick<ThreadService, "deleteMessages" | "messages">;
  readonly logError: (what: string, error: unknown) => void;
}

/** Nothing of the thread is on the server, so there is nothing to delete there. */
const NOT_STORED: ReadonlySet<string> = new Set(["threadGone", "noMemory"]);

/** Asks a question again, as it was or changed, in the place of the old one and of what followed it. */
export class TurnActions {
  /** Where a question is being asked again: what is deleted for it must not be added to meanwhile. */
  private readonly underWay = new Set<Conversation>();

  constructor(private readonly parts: TurnActionParts) {}

  /** True from the moment on that a question is asked again until all that belongs to it is done. */
  isAsking(conversation: Conversation): boolean {
    return this.underWay.has(conversation);
  }

  /**
   * The question that a turn is, or answers.
   *
   * @returns undefined when there is none, as in a thread whose beginning is not loaded
   */
  question(conversation: Conversation, turnId: string): Turn | undefined {
    const index = conversation.turns.findIndex(({ id }) => id === turnId);
    return conversation.turns.slice(0, index + 1).findLast(({ role }) => role === "user");
  }

  /**
   * Deletes a question and everything after it, here and on the server, and sends it once more. When the
   * server refuses the message, the turns are back as they were.
   *
   * @param text undefined for the words as they were
   * @throws UserFacingError when a run is being written, when the question is gone, or when either step was refused
   */
  async askAgain(
    conversation: Conversation,
    question: Turn,
    text: string | undefined,
    agent: AgentSummary,
    resourceId: string,
  ): Promise<void> {
    if (conversation.busy || this.isAsking(conversation)) {
      throw stillBusy();
    }
    this.underWay.add(conversation);
    try {
      await this.replace(conversation, question, text, agent, resourceId);
    } finally {
      this.underWay.delete(conversation);
    }
  }

  private async replace(
    conversation: Conversation,
    question: Turn,
    text: string | undefined,
    agent: AgentSummary,
    resourceId: string,
  ): Promise<void> {
    const before = conversation.turns;
    const index = before.findIndex(({ id }) => id === question.id);
    if (index < 0) {
      throw questionGone();
    }
    const removed = before.slice(index);
    const removal = await this.deleteStored(conversation, removed, agent.id);
    // Under an id of its own: the server moves or drops a message whose id it knows already (measured).
    const message: OutgoingMessage = questionOf(question, text);
    conversation.setTurns(before.slice(0, index), conversation.earlier);
    try {
      await conversation.send(message, agent, resourceId);
    } catch (error) {
      conversation.setTurns([...conversation.turns, ...removed.map(unstored)], conversation.earlier);
      throw error;
    }
    if (removal) {
      await this.deleteLate(conversation.threadId, message.id, removal, agent.id);
    }
  }

  /** @returns what was removed when something of it may still come into the server's memory */
  private async deleteStored(
    conversation: Conversation,
    turns: readonly Turn[],
    agentId: string,
  ): Promise<Removal | undefined> {
    const known = turns.flatMap(({ messageIds = [] }) => messageIds);
    if (known.length === 0) {
      return undefined;
    }
    try {
      const whole = turns.every(({ state }) => state === "complete");
      const { answers, seen } = whole
        ? { answers: [], seen: [] }
        : await this.unknownAnswers(conversation.threadId, known, agentId);
      await this.parts.service.deleteMessages(conversation.threadId, [...known, ...answers], agentId);
      return whole || answers.length > 0 ? undefined : { turns, seen: new Set(seen) };
    } catch (error) {
      if (!(error instanceof UserFacingError && NOT_STORED.has(error.kind))) {
        throw error;
      }
      return undefined;
    }
  }

  /** Once the next answer has come, the server has long stored what it keeps of the one before. */
  private async deleteLate(threadId: string, next: string, removal: Removal, agentId: string): Promise<void> {
    try {
      const { messages, hasMore } = await this.parts.service.messages(threadId, 0, agentId);
      const late = lateAnswer(messages, !hasMore, next, removal);
      if (late.length > 0) {
        await this.parts.service.deleteMessages(threadId, late, agentId);
      }
    } catch (error) {
      // The question has its new answer; what is left of the old one is no reason to bother anybody.
      this.parts.logError("deleting the rest of a stopped answer", error);
    }
  }

  /**
   * Of an answer that was stopped or cut, the server keeps the beginning under an id that it never told
   * (measured). It stands behind a message that is known; a question of another window ends the search.
   *
   * @param known the first one is the question
   * @returns their ids, and those of everything that was looked at
   */
  private async unknownAnswers(
    threadId: string,
    known: readonly string[],
    agentId: string,
  ): Promise<{ readonly answers: readonly string[]; readonly seen: readonly string[] }> {
    let stored: readonly StoredMessage[] = [];
    let begin = -1;
    // A question that the server never got must not lead through a whole thread.
    for (let page = 0, more = true; more && begin < 0 && page <= known.length; page += 1) {
      const { messages, hasMore } = await this.parts.service.messages(threadId, page, agentId);
      stored = [...messages, ...stored];
      begin = stored.findIndex(({ id }) => id === known[0]);
      more = hasMore;
    }
    const answers: string[] = [];
    let mine = false;
    for (const message of stored.slice(Math.max(0, begin))) {
      const isKnown = known.includes(message.id);
      mine = isKnown || (mine && !isQuestion(message));
      if (mine && !isKnown) {
        answers.push(message.id);
      }
    }
    return { answers, seen: stored.map(({ id }) => id) };
  }
}

/** The server has deleted it already; what is left is a memory of this window. */
function unstored(turn: Turn): Turn {
  return { ...turn, messageIds: [] };
}
