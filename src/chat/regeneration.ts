import { mayBeDone } from "../agents/requestErrors";
import type { ThreadService } from "../agents/threadService";
import type { StoredMessage } from "../agents/storedThread";
import type { Attachment, OutgoingMessage } from "../agents/outgoingMessage";
import type { AgentSummary } from "../shared/protocol";
import type { ThreadOptions } from "../shared/threadOptions";
import type { Turn } from "../shared/transcript";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import { assertMessageFits } from "./attachments/limits";
import type { Conversation } from "./conversation";
import { notPutBack, questionGone, stillBusy } from "./conversationNotices";
import { type Removal, answersOf, lateAnswer, storedExchange } from "./history/partialAnswers";
import { questionOf } from "./turn/turnChanges";

/** What `Regeneration` needs of the server's memory; raw messages go back as they came. */
export interface MessageMemory extends Pick<ThreadService, "messages"> {
  /**
   * @param onRead told what is about to be deleted: a request that was cut may have been carried out
   * @returns what was deleted
   */
  deleteMessages(
    threadId: string,
    ids: readonly string[],
    agentId?: string,
    onRead?: (messages: readonly unknown[]) => void,
  ): Promise<readonly unknown[]>;
  /** Under the ids that they had. */
  restoreMessages(messages: readonly unknown[], agentId?: string): Promise<unknown>;
}

/** How a question is asked again. */
export interface Again {
  /** Undefined for the words as they were. */
  readonly text: string | undefined;
  /** The thread's, from when the person asked. */
  readonly options?: ThreadOptions | undefined;
  /** What goes along besides what went along before. */
  readonly added?: readonly Attachment[];
}

export interface RegenerationDependencies {
  readonly service: MessageMemory;
  /** Keeps a conversation in memory. @returns ends that */
  readonly hold: (conversation: Conversation) => () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** What was deleted on the server for a message that it has not taken, and is not back there yet. */
interface Deleted {
  readonly conversation: Conversation;
  /** The question and what followed it, as they were. */
  readonly turns: readonly Turn[];
  readonly messages: readonly unknown[];
  readonly agentId: string;
  /** The id of the message that was sent instead, where the server may have taken it all the same. */
  readonly sent: string | undefined;
}

/** As long as it is known, its conversation stays in memory: what is put back is put back into what people see. */
interface Missing extends Deleted {
  readonly release: () => void;
}

/** Nothing of the thread is on the server, so there is nothing to delete or to put back there. */
const NOT_STORED: ReadonlySet<string> = new Set(["threadGone", "noMemory"]);

/**
 * Asks a question again, as it was or changed, in the place of the old one and of what followed it. The server
 * can only delete and then take a new message, so what was deleted is put back when it does not take it: after
 * any failure its memory holds what the panel shows.
 */
export class Regeneration {
  /** Where a question is being asked again: what is deleted for it must not be added to meanwhile. */
  private readonly underWay = new Set<Conversation>();
  /** What has begun and must reach its end, also when the owner's session closes meanwhile. */
  private readonly running = new Set<Promise<unknown>>();
  /** What could not be put back. Tried again by a person, and before anything else is asked again there. */
  private readonly missing = new Map<string, Missing>();

  constructor(private readonly deps: RegenerationDependencies) {}

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
   * server does not take the message, everything is as it was before, here and there.
   *
   * @returns false when it was stopped before the server took it; everything is as it was before
   * @throws UserFacingError when a run is being written, when the question is gone or too large, when a step was
   *   refused, and kind `notPutBack` when the server would not even take back what it had
   */
  async askAgain(
    conversation: Conversation,
    question: Turn,
    { text, options, added = [] }: Again,
    agent: AgentSummary,
    resourceId: string,
  ): Promise<boolean> {
    if (conversation.busy || this.isAsking(conversation)) {
      throw stillBusy();
    }
    if (!conversation.turns.some(({ id }) => id === question.id)) {
      throw questionGone();
    }
    // Under an id of its own: the server moves or drops a message whose id it knows already
    // (docs/wire.md#mastra-ids-of-messages).
    const asked = questionOf(question, text);
    // What is attached anew under the same id is the file as it is now.
    const anew = new Set(added.map(({ item }) => item.id));
    const attachments = [...asked.attachments.filter(({ item }) => !anew.has(item.id)), ...added];
    const message = { ...asked, attachments, ...(options ? { options } : {}) };
    assertMessageFits(message.text, message.attachments);
    this.underWay.add(conversation);
    const run = this.putBack(conversation).then(() =>
      this.replace(conversation, question.id, message, agent, resourceId),
    );
    this.running.add(run);
    try {
      return await run;
    } finally {
      this.running.delete(run);
      this.underWay.delete(conversation);
    }
  }

  /** The conversations of which something is not back on the server. */
  get incomplete(): readonly Conversation[] {
    return [...this.missing.values()].map(({ conversation }) => conversation);
  }

  /** Resolves when the server has again what it is to have. Never throws. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  /**
   * Tries once more to put back on the server what a failed attempt has left deleted there; does nothing where
   * there is nothing.
   *
   * @throws UserFacingError kind `notPutBack`
   */
  async restoreDeleted(): Promise<void> {
    for (const conversation of this.incomplete) {
      if (!this.isAsking(conversation)) {
        this.underWay.add(conversation);
        try {
          await this.putBack(conversation);
        } finally {
          this.underWay.delete(conversation);
        }
      }
    }
  }

  private async replace(
    conversation: Conversation,
    questionId: string,
    message: OutgoingMessage,
    agent: AgentSummary,
    resourceId: string,
  ): Promise<boolean> {
    const { threadId } = conversation;
    const asked = from(conversation.turns, questionId);
    const { messages, removal } = await this.deleteStored(conversation, asked, agent.id);
    // What has come or gone while the server was deleting.
    const turns = conversation.turns.some(({ id }) => id === questionId) ? from(conversation.turns, questionId) : asked;
    const deleted = { conversation, turns, messages, agentId: agent.id };
    if (conversation.busy) {
      // A decision on a call was made meanwhile, and its run must not be cut off.
      this.note({ ...deleted, sent: undefined });
      await this.putBack(conversation);
      throw stillBusy();
    }
    const undo = async (sent: string | undefined): Promise<void> => {
      conversation.setTurns([...before(conversation.turns, message.id), ...turns], conversation.earlier);
      this.note({ ...deleted, sent });
      await this.putBack(conversation);
    };
    conversation.setTurns(before(conversation.turns, questionId), conversation.earlier);
    let taken = false;
    try {
      taken = await conversation.send(message, agent, resourceId);
    } catch (error) {
      await undo(mayBeDone(error) ? message.id : undefined);
      throw error;
    }
    if (!taken) {
      await undo(message.id);
    } else if (removal) {
      await this.deleteLate(threadId, message.id, removal, agent.id);
    }
    return taken;
  }

  private note(deleted: Deleted): void {
    const { conversation } = deleted;
    const { threadId } = conversation;
    const release = this.deps.hold(conversation);
    this.missing.get(threadId)?.release();
    this.missing.set(threadId, { ...deleted, release });
  }

  /** @throws UserFacingError kind `notPutBack`; what is missing stays known, and the panel shows it as it was */
  private async putBack(conversation: Conversation): Promise<void> {
    const { threadId } = conversation;
    const deleted = this.missing.get(threadId);
    if (!deleted) {
      return;
    }
    const { messages, sent, agentId } = deleted;
    const ids = new Map(deleted.turns.flatMap(({ id, messageIds }) => (messageIds ? [[id, messageIds]] : [])));
    const missing = messages.length > 0;
    if (missing) {
      // Until then, reading the server must not take them for deleted in another window.
      changeTurns(conversation, (turn) => (ids.has(turn.id) ? { ...turn, messageIds: [] } : turn));
    }
    try {
      if (sent !== undefined) {
        await this.deleteGivenUp(threadId, sent, agentId);
      }
      if (missing) {
        await this.deps.service.restoreMessages(messages, agentId);
      }
    } catch (error) {
      // Where nothing was deleted, or where another window has deleted the thread, nothing is to be put back.
      if (missing && !isNotStored(error)) {
        this.deps.logError("putting deleted messages back", error);
        throw notPutBack(error);
      }
    }
    this.missing.delete(threadId);
    if (missing) {
      changeTurns(conversation, (turn) => {
        const messageIds = ids.get(turn.id);
        return messageIds ? { ...turn, messageIds: [...new Set([...messageIds, ...(turn.messageIds ?? [])])] } : turn;
      });
    }
    deleted.release();
    if (sent !== undefined) {
      await this.deleteSent(threadId, sent, agentId);
    }
  }

  /**
   * @returns what was deleted, and what was removed when something of it may still come into the server's memory
   */
  private async deleteStored(
    conversation: Conversation,
    turns: readonly Turn[],
    agentId: string,
  ): Promise<{ readonly messages: readonly unknown[]; readonly removal?: Removal }> {
    const { threadId } = conversation;
    const known = turns.flatMap(({ messageIds = [] }) => messageIds);
    if (known.length === 0) {
      return { messages: [] };
    }
    let messages: readonly unknown[] = [];
    try {
      const whole = turns.every(({ state }) => state === "complete");
      const stored = whole ? [] : await this.readBackTo(threadId, known, agentId);
      const answers = answersOf(stored, known);
      const onRead = (read: readonly unknown[]): void => void (messages = read);
      messages = await this.deps.service.deleteMessages(threadId, [...known, ...answers], agentId, onRead);
      const seen = new Set(stored.map(({ id }) => id));
      return whole || answers.length > 0 ? { messages } : { messages, removal: { turns, seen } };
    } catch (error) {
      if (isNotStored(error)) {
        return { messages: [] };
      }
      if (mayBeDone(error) && messages.length > 0) {
        // It may have been carried out. Putting back what is still there changes nothing.
        this.note({ conversation, turns, messages, agentId, sent: undefined });
        await this.putBack(conversation);
      }
      throw error;
    }
  }

  /** Once the next answer has come, the server has long stored what it keeps of the one before. */
  private async deleteLate(threadId: string, next: string, removal: Removal, agentId: string): Promise<void> {
    try {
      await this.deleteFound(threadId, agentId, (stored, complete) => lateAnswer(stored, complete, next, removal));
    } catch (error) {
      // The question has its new answer; what is left of the old one is no reason to bother anybody.
      this.deps.logError("deleting the rest of a stopped answer", error);
    }
  }

  /** A message that was stopped or cut on its way may be stored only after it was looked for. */
  private async deleteSent(threadId: string, sent: string, agentId: string): Promise<void> {
    try {
      await this.deleteFound(threadId, agentId, (stored) => storedExchange(stored, sent));
    } catch (error) {
      // Everything is back; should it be stored after all, the next look at the thread shows it.
      this.deps.logError("deleting a message that was given up", error);
    }
  }

  /**
   * Deletes a message that was given up, if it got to the server.
   *
   * @throws UserFacingError
   */
  private async deleteGivenUp(threadId: string, sent: string, agentId: string): Promise<void> {
    try {
      await this.deleteFound(threadId, agentId, (stored) => storedExchange(stored, sent));
    } catch (error) {
      // At the owner's end nothing is read any more; what was deleted must still go back.
      if (!isCancellation(error)) {
        throw error;
      }
    }
  }

  /** Deletes what `find` names among the newest messages, oldest first; `complete` when they are all. */
  private async deleteFound(
    threadId: string,
    agentId: string,
    find: (stored: readonly StoredMessage[], complete: boolean) => readonly string[],
  ): Promise<void> {
    const { messages, hasMore } = await this.deps.service.messages(threadId, 0, agentId);
    const ids = find(messages, !hasMore);
    if (ids.length > 0) {
      await this.deps.service.deleteMessages(threadId, ids, agentId);
    }
  }

  /** The stored messages from the newest one back to the first that is known, oldest first. */
  private async readBackTo(threadId: string, known: readonly string[], agentId: string): Promise<StoredMessage[]> {
    let stored: StoredMessage[] = [];
    let found = false;
    // A question that the server never got must not lead through a whole thread.
    for (let page = 0, more = true; more && !found && page <= known.length; page += 1) {
      const { messages, hasMore } = await this.deps.service.messages(threadId, page, agentId);
      stored = [...messages, ...stored];
      found = messages.some(({ id }) => id === known[0]);
      more = hasMore;
    }
    return stored;
  }
}

function isNotStored(error: unknown): boolean {
  return error instanceof UserFacingError && NOT_STORED.has(error.kind);
}

/** The turns from one on. */
function from(turns: readonly Turn[], id: string): readonly Turn[] {
  return turns.slice(turns.findIndex((turn) => turn.id === id));
}

/** The turns before one; all when it is not there. */
function before(turns: readonly Turn[], id: string): readonly Turn[] {
  const index = turns.findIndex((turn) => turn.id === id);
  return index < 0 ? turns : turns.slice(0, index);
}

function changeTurns(conversation: Conversation, change: (turn: Turn) => Turn): void {
  conversation.setTurns(conversation.turns.map(change), conversation.earlier);
}
