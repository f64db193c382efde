import type { Attachment, OutgoingMessage } from "../agents/outgoingMessage";
import type { Notice } from "../shared/transcript";
import type { Conversation } from "./conversation";
import type { MessageQueue } from "./messageQueue";
import type { Regeneration } from "./regeneration";

export interface ReturnedMessagesDependencies {
  readonly queue: MessageQueue;
  readonly regeneration: Pick<Regeneration, "isAsking">;
  /** The agent that answers in a thread in another window or on another computer: what is sent waits for its end. */
  readonly answersElsewhere?: (conversation: Conversation) => string | undefined;
  /** Puts words and attachments back into the message box, before what has been typed since. */
  readonly restoreDraft: (text: string, attachments: readonly Attachment[], notice: Notice | undefined) => void;
  readonly onQueue: () => void;
}

type Words = Pick<OutgoingMessage, "text" | "attachments">;

/** Puts messages that were not sent back into the message box, in the order in which they were written. */
export class ReturnedMessages {
  constructor(private readonly deps: ReturnedMessagesDependencies) {}

  /** @param notice why they come back; undefined where a person knows */
  put(messages: readonly Words[], notice: Notice | undefined): void {
    const text = messages.map((message) => message.text).join("\n\n");
    const attachments = messages.flatMap((message) => message.attachments);
    this.deps.restoreDraft(text, attachments, notice);
  }

  /**
   * Keeps the messages that a new one comes after although nothing is being written: they wait for a person's decision,
   * or for one that another window has made meanwhile. Behind any other response they come back to the box.
   *
   * @returns whether any wait
   */
  keepQueueBefore(conversation: Conversation): boolean {
    const state = conversation.lastTurn?.state;
    if (state !== "complete" && state !== "waiting") {
      this.putQueue(conversation);
      return false;
    }
    return this.deps.queue.of(conversation.threadId).length > 0;
  }

  /** All that waits in a thread. */
  putQueue({ threadId }: Conversation): void {
    const waiting = this.deps.queue.takeAll(threadId).map(({ message }) => message);
    if (waiting.length > 0) {
      this.put(waiting, undefined);
      this.deps.onQueue();
    }
  }

  /**
   * Messages that could not be sent, and what was to follow them: nothing would send it any more, and it was written to
   * be read after them. What waits for a response that is being written, or for a person's decision, goes on waiting.
   */
  putRefused(conversation: Conversation, refused: readonly Words[], notice: Notice | undefined): void {
    const { threadId, busy, lastTurn } = conversation;
    const { answersElsewhere, queue, regeneration, onQueue } = this.deps;
    const isBusy = busy || regeneration.isAsking(conversation) || answersElsewhere?.(conversation) !== undefined;
    const waits = isBusy || lastTurn?.state === "waiting";
    const following = waits || queue.isLeaving(threadId) ? [] : queue.takeAll(threadId).map(({ message }) => message);
    const messages: readonly Words[] = [...refused, ...following];
    if (messages.length > 0) {
      this.put(messages, notice);
    }
    if (following.length > 0) {
      onQueue();
    }
  }
}
