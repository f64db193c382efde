import type { Attachment, OutgoingMessage } from "../agents/outgoingMessage";
import type { AgentSummary } from "../shared/protocol";
import type { ApprovalScope, Notice } from "../shared/transcript";
import { noticeOf, UserFacingError } from "../shared/userFacingError";
import { agentToAsk, type AgentToAskDependencies } from "./agentToAsk";
import { assertMessageFits } from "./attachments/limits";
import type { BrokenResponsesDependencies } from "./brokenResponses";
import type { Conversation } from "./conversation";
import { alreadyResolved, stillBusy } from "./conversationNotices";
import type { Queued } from "./messageQueue";
import type { OpenConversations } from "./openConversations";
import type { ServerConnection } from "./serverConnection";
import type { Regeneration } from "./regeneration";
import { ReturnedMessages, type ReturnedMessagesDependencies } from "./returnedMessages";
import type { SteeringDependencies } from "./steering";
import { waits } from "./turn/turnChanges";
import type { ApprovedCall, WrittenMessage } from "./writtenMessage";

export interface MessageSenderDependencies extends AgentToAskDependencies, ReturnedMessagesDependencies {
  /** The access token's `sub`: the resource that messages belong to. */
  readonly resourceId: string;
  readonly connection: AgentToAskDependencies["connection"] & Pick<ServerConnection, "notice">;
  readonly conversations: Pick<OpenConversations, "hold"> & { readonly shown: Conversation | undefined };
  readonly regeneration: Regeneration;
  readonly showNotice: (notice: Notice | undefined) => void;
  /** The call that waits and whose tool a person has approved before, once and for all. */
  readonly approvedBefore: (conversation: Conversation) => Promise<ApprovedCall | undefined>;
  readonly agents: BrokenResponsesDependencies["agents"] & SteeringDependencies["agents"];
  readonly history: BrokenResponsesDependencies["history"] & SteeringDependencies["history"];
  /** Brings what the server's memory holds of a thread into its conversation; never throws. */
  readonly readAgain: (conversation: Conversation) => Promise<void>;
  /** A response has come to its end, or to a person, and nothing follows by itself. */
  readonly onRest: (conversation: Conversation) => void;
  /** Ends a response that comes elsewhere, or says why it can't. */
  readonly stopElsewhere?: (conversation: Conversation) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * Brings messages and decisions to the agents, one run at a time in each thread. What cannot be sent comes back to
 * the message box; nothing is ever sent twice. Every method is told which conversation a person meant.
 */
export class MessageSender {
  private refusesNow = false;
  private readonly back: ReturnedMessages;

  constructor(private readonly deps: MessageSenderDependencies) {
    this.back = new ReturnedMessages(deps);
  }

  /** Sends a message, or queues it behind the response that is being written. */
  async send(
    conversation: Conversation,
    { text, attachments, agentId, chosen: before, now }: WrittenMessage,
  ): Promise<void> {
    if (text.trim() === "") {
      return;
    }
    const { choice, conversations, queue, connection } = this.deps;
    const chosen = before ?? choice.capture();
    const message: OutgoingMessage = { id: crypto.randomUUID(), text, attachments, ...conversation.withOptions };
    const release = conversations.hold(conversation);
    this.deps.showNotice(undefined);
    try {
      assertMessageFits(text, attachments);
      queue.arrive(message);
      const agent = await agentToAsk(this.deps, agentId, chosen);
      if (!agent && queue.hasArrived(message)) {
        this.back.put([message], connection.notice);
      }
      if (!agent || !queue.hasArrived(message)) {
        return;
      }
      if (agentId !== undefined) {
        choice.select(agentId);
      }
      // Only here: two messages may have come while the connection was looked at.
      const isBusy = this.isBusy(conversation) || queue.isLeaving(conversation.threadId);
      if (isBusy || this.back.keepQueueBefore(conversation)) {
        queue.add(conversation.threadId, { message, agentId: agent.id });
        this.deps.onQueue();
        if (now) {
          await this.sendQueuedNow(conversation, message.id);
        }
        if (!isBusy && conversation.lastTurn?.state === "complete") {
          await this.settle(conversation);
        }
        return;
      }
      await conversation.send(message, agent, this.deps.resourceId);
      await this.settle(conversation);
    } catch (error) {
      this.deps.logError("sending a message", error);
      this.back.putRefused(conversation, queue.hasArrived(message) ? [message] : [], noticeOf(error));
    } finally {
      release();
    }
  }

  /** The server takes no message into a response. */
  get cannotSteer(): boolean {
    return this.refusesNow;
  }

  /** Sends a queued message into the response that is being written; it stays queued where that fails. */
  async sendQueuedNow(conversation: Conversation, id: string): Promise<void> {
    try {
      const { sendQueuedNow } = await import("./steering");
      await sendQueuedNow(this.deps, conversation, id);
    } catch (error) {
      this.deps.logError("sending into a response", error);
      this.refusesNow ||= error instanceof UserFacingError && error.kind === "cannotSteer";
      if (!this.refusesNow) {
        this.deps.showNotice(noticeOf(error));
      }
      this.deps.onQueue();
    }
  }

  /** Goes on with a response that broke off. */
  async continueTurn(conversation: Conversation, turnId: string): Promise<void> {
    const { lastTurn: turn, options } = conversation;
    const release = this.deps.conversations.hold(conversation);
    this.deps.showNotice(undefined);
    try {
      if (turn?.id !== turnId || this.isBusy(conversation)) {
        return;
      }
      if (await agentToAsk(this.deps, turn.agentId, undefined)) {
        const { continueResponse } = await import("./brokenResponses");
        await continueResponse(this.deps, conversation, turnId, options);
        await this.settle(conversation);
      } else {
        this.deps.showNotice(this.deps.connection.notice);
      }
    } catch (error) {
      this.deps.logError("going on with a response", error);
      this.deps.showNotice(noticeOf(error));
      this.back.putRefused(conversation, [], noticeOf(error));
    } finally {
      release();
    }
  }

  /**
   * Sends a message from a place other than the panel, which tells its person itself what becomes of it.
   *
   * @returns as `Conversation.send`; the turn of the response is the conversation's last one from the start
   * @throws UserFacingError kind `busy` while another response is written to the thread, or as `Conversation.send`
   */
  async ask(conversation: Conversation, message: OutgoingMessage, agent: AgentSummary): Promise<boolean> {
    if (this.isBusy(conversation)) {
      throw stillBusy();
    }
    assertMessageFits(message.text, message.attachments);
    return conversation.send({ ...message, ...conversation.withOptions }, agent, this.deps.resourceId);
  }

  /** Takes a queued message back into the box, unless it is the server's already. */
  removeQueued(conversation: Conversation, id: string): void {
    const { queue } = this.deps;
    const { threadId } = conversation;
    const handedOver = queue.of(threadId).some((queued) => queued.handedOver && queued.message.id === id);
    const queued = handedOver ? undefined : queue.remove(threadId, id);
    if (queued) {
      this.back.put([queued.message], undefined);
    }
    this.deps.onQueue();
  }

  /** Gives a message that waits other words. They come into the box where it has been sent while they were typed. */
  editQueued({ threadId }: Conversation, id: string, text: string): void {
    if (!this.deps.queue.edit(threadId, id, text)) {
      this.deps.restoreDraft(text, [], undefined);
    }
    this.deps.onQueue();
  }

  /** Moves a message that waits. */
  moveQueued({ threadId }: Conversation, id: string, by: -1 | 1): void {
    this.deps.queue.move(threadId, id, by);
    this.deps.onQueue();
  }

  /** Stops the response that is being written; what was queued behind it comes back to the box. */
  stop(conversation: Conversation): void {
    if (!conversation.busy) {
      this.deps.stopElsewhere?.(conversation);
    }
    conversation.stop();
    this.back.putQueue(conversation);
  }

  /**
   * Asks the question of a turn again, in its place.
   *
   * @param text the changed question; undefined asks it as it was
   * @param added what goes along besides what went along before
   */
  async askAgain(
    conversation: Conversation,
    turnId: string,
    text?: string,
    added: readonly Attachment[] = [],
  ): Promise<void> {
    const { regeneration, choice } = this.deps;
    const { options } = conversation;
    const question = regeneration.question(conversation, turnId);
    const asked = text === undefined ? conversation.turns.find(({ id }) => id === turnId)?.agentId : undefined;
    const chosen = choice.capture();
    const release = this.deps.conversations.hold(conversation);
    this.deps.showNotice(undefined);
    try {
      const agent = question && (await agentToAsk(this.deps, asked, chosen));
      if (question && agent) {
        if (this.deps.answersElsewhere?.(conversation) !== undefined) {
          throw stillBusy();
        }
        const again = { text, options, added };
        const taken = await regeneration.askAgain(conversation, question, again, agent, this.deps.resourceId);
        if (!taken && text !== undefined) {
          this.deps.restoreDraft(text, added, undefined);
        }
        await this.settle(conversation);
      } else if (text !== undefined) {
        this.deps.restoreDraft(text, added, this.deps.connection.notice);
      }
    } catch (error) {
      this.deps.logError("asking again", error);
      this.deps.showNotice(noticeOf(error));
      this.back.putRefused(conversation, text === undefined ? [] : [{ text, attachments: added }], noticeOf(error));
    } finally {
      release();
    }
  }

  /** Puts back on the server what a failed attempt to ask again has left deleted there. */
  async restoreMessages(): Promise<void> {
    const { conversations, queue, regeneration } = this.deps;
    const { incomplete } = regeneration;
    const releases = incomplete.map((conversation) => conversations.hold(conversation));
    this.deps.showNotice(undefined);
    try {
      await regeneration.restoreDeleted();
    } catch (error) {
      this.deps.showNotice(noticeOf(error));
    }
    // What was written meanwhile waits.
    for (const conversation of incomplete.filter(({ threadId }) => queue.of(threadId).length > 0)) {
      await this.settle(conversation);
    }
    releases.forEach((release) => release());
  }

  /**
   * @param reason why it was declined; may be empty
   * @param by what says that it is approved; missing for the person alone
   */
  decide(
    conversation: Conversation,
    turnId: string,
    toolCallId: string,
    approved: boolean,
    reason: string,
    by?: ApprovalScope,
  ): Promise<void> {
    return this.answer("deciding a tool call", conversation, turnId, toolCallId, () =>
      conversation.decide(turnId, toolCallId, approved, reason, by),
    );
  }

  resume(conversation: Conversation, turnId: string, toolCallId: string, data: unknown): Promise<void> {
    return this.answer("answering a tool", conversation, turnId, toolCallId, () =>
      conversation.resume(turnId, toolCallId, data),
    );
  }

  private async answer(
    what: string,
    conversation: Conversation,
    turnId: string,
    toolCallId: string,
    run: () => Promise<UserFacingError | undefined>,
  ): Promise<void> {
    const release = this.deps.conversations.hold(conversation);
    this.deps.showNotice(undefined);
    try {
      const refused = await run();
      if (refused) {
        this.deps.logError(what, refused);
        await this.deps.readAgain(conversation);
        this.explain(conversation, turnId, toolCallId, refused);
      }
      await this.settle(conversation);
    } catch (error) {
      this.deps.logError(what, error);
      this.deps.showNotice(noticeOf(error));
    } finally {
      release();
    }
  }

  /** Why a decision changed nothing, where the turn, which tells what has really come of it, does not say so. */
  private explain(conversation: Conversation, turnId: string, toolCallId: string, refused: UserFacingError): void {
    const turn = conversation.turns.find(({ id }) => id === turnId);
    if (turn && turn.error?.retry !== false && this.deps.conversations.shown === conversation) {
      const asks = turn.parts.some((part) => part.id === toolCallId && waits(part));
      this.deps.showNotice(asks ? refused.notice : alreadyResolved());
    }
  }

  /**
   * After a run: the next message of the queue, or all of them back when the response is none. Never throws.
   *
   * @param isTold whether the place that asked has told its person of the response itself
   */
  async settle(conversation: Conversation, isTold = false): Promise<void> {
    const release = this.deps.conversations.hold(conversation);
    try {
      await this.goOn(conversation, isTold);
    } catch (error) {
      this.deps.logError("going on after a response", error);
      this.deps.showNotice(noticeOf(error));
      this.back.putRefused(conversation, [], noticeOf(error));
    } finally {
      release();
    }
  }

  private async goOn(conversation: Conversation, isTold: boolean): Promise<void> {
    const { queue } = this.deps;
    const { threadId } = conversation;
    for (let told = isTold; ; told = false) {
      if (!conversation.busy && queue.of(threadId).some(({ handedOver }) => handedOver)) {
        const { settleHandedOver } = await import("./steering");
        await settleHandedOver(this.deps, conversation);
      }
      const state = conversation.turns.at(-1)?.state;
      if (conversation.busy) {
        return;
      }
      if (state === "waiting") {
        const call = await this.deps.approvedBefore(conversation);
        await (call && this.decide(conversation, call.turnId, call.toolCallId, true, "", call.scope));
        // Where that came to nothing, the call is a person's.
        if (!call || conversation.lastTurn?.state === "waiting") {
          this.rest(conversation, told);
        }
        return;
      }
      if (state !== "complete") {
        this.back.putQueue(conversation);
        if (state === "stopped" || state === "interrupted") {
          void this.lookWhatIsLeft(conversation);
        }
        this.rest(conversation, told);
        return;
      }
      const next = queue.next(threadId);
      if (!next) {
        this.rest(conversation, told);
        return;
      }
      if (!(await this.sendNext(conversation, next))) {
        return;
      }
    }
  }

  /** @returns false when another run has begun in the thread: its end goes on with the queue */
  private async sendNext(conversation: Conversation, { agentId, message: { id } }: Queued): Promise<boolean> {
    const { connection, queue } = this.deps;
    const { threadId } = conversation;
    const sent: OutgoingMessage[] = [];
    try {
      const agent = await queue.whileLeaving(threadId, () => agentToAsk(this.deps, agentId, undefined));
      if (this.isBusy(conversation)) {
        return false;
      }
      if (!agent) {
        this.back.putRefused(conversation, [], connection.notice);
        return true;
      }
      const next = queue.next(threadId);
      // Another one is the next by now, or none is left.
      if (next?.message.id === id) {
        // As it is now: it may have been edited while the connection was looked at.
        sent.push(next.message);
        queue.remove(threadId, id);
        this.deps.onQueue();
        await conversation.send(next.message, agent, this.deps.resourceId);
      }
    } catch (error) {
      this.deps.logError("sending a message", error);
      this.back.putRefused(conversation, sent, noticeOf(error));
    }
    return true;
  }

  private rest(conversation: Conversation, isTold: boolean): void {
    if (!isTold) {
      this.deps.onRest(conversation);
    }
  }

  /** Whether what is sent waits. */
  private isBusy(conversation: Conversation): boolean {
    const { answersElsewhere, regeneration } = this.deps;
    return conversation.busy || regeneration.isAsking(conversation) || answersElsewhere?.(conversation) !== undefined;
  }

  private async lookWhatIsLeft(conversation: Conversation): Promise<void> {
    try {
      const { lookWhatIsLeft } = await import("./brokenResponses");
      await lookWhatIsLeft(this.deps, conversation);
    } catch (error) {
      this.deps.logError("looking what is left of a response", error);
    }
  }
}
