import type { Attachment, OutgoingMessage } from "../agents/outgoingMessage";
import { noSuchAgent } from "../agents/requestErrors";
import type { AgentSummary } from "../shared/protocol";
import type { ApprovalScope, Notice } from "../shared/transcript";
import { noticeOf, UserFacingError } from "../shared/userFacingError";
import type { AgentChoice, ChosenAgent } from "./agentChoice";
import { assertMessageFits } from "./attachments/limits";
import type { BrokenResponsesDependencies } from "./brokenResponses";
import type { Conversation } from "./conversation";
import { alreadyResolved, stillBusy } from "./conversationNotices";
import type { MessageQueue } from "./messageQueue";
import type { OpenConversations } from "./openConversations";
import type { ServerConnection } from "./serverConnection";
import type { Regeneration } from "./regeneration";
import type { SteeringDependencies } from "./steering";
import { waits } from "./turn/turnChanges";

export interface MessageSenderDependencies {
  /** The access token's `sub`: the resource that messages belong to. */
  readonly resourceId: string;
  readonly connection: Pick<
    ServerConnection,
    "ensure" | "lookForAgent" | "status" | "notice" | "agents" | "findAgent" | "serverLabel"
  >;
  readonly conversations: Pick<OpenConversations, "release"> & { readonly shown: Conversation | undefined };
  readonly choice: AgentChoice;
  readonly queue: MessageQueue;
  readonly regeneration: Regeneration;
  /** True once the owner's session is closed: nothing is sent for them any more. */
  readonly isClosed: () => boolean;
  /** Puts words and attachments back into the message box, before what has been typed since. */
  readonly restoreDraft: (text: string, attachments: readonly Attachment[], notice: Notice | undefined) => void;
  readonly showNotice: (notice: Notice | undefined) => void;
  readonly onQueue: () => void;
  /** The call that waits and whose tool a person has approved before, once and for all. */
  readonly approvedBefore: (conversation: Conversation) => Promise<ApprovedCall | undefined>;
  readonly agents: BrokenResponsesDependencies["agents"] & SteeringDependencies["agents"];
  readonly history: BrokenResponsesDependencies["history"] & SteeringDependencies["history"];
  /** Brings what the server's memory holds of a thread into its conversation; never throws. */
  readonly readAgain: (conversation: Conversation) => Promise<void>;
  /** A response has come to its end, or to a person, and nothing follows by itself. */
  readonly onRest: (conversation: Conversation) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** A call that waits, and what says that it may run. */
export interface ApprovedCall {
  readonly turnId: string;
  readonly toolCallId: string;
  readonly scope: ApprovalScope;
}

/** What a person has written, to whom, and what goes along with it; all of it taken when they pressed the key. */
export interface WrittenMessage {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The agent that was asked by name; the picker's when left out. */
  readonly agentId?: string;
  /** It goes into the response that is being written, where the server takes it. */
  readonly now?: boolean;
  /** What the picker said when the person acted, where that is a while ago. */
  readonly chosen?: ChosenAgent;
}

/**
 * Brings messages and decisions to the agents, one run at a time in each thread. What cannot be sent comes back to
 * the message box; nothing is ever sent twice. Every method is told which conversation a person meant.
 */
export class MessageSender {
  private refusesNow = false;

  constructor(private readonly deps: MessageSenderDependencies) {}

  /** Sends a message, or queues it behind the response that is being written. */
  async send(
    conversation: Conversation,
    { text, attachments, agentId, chosen: before, now }: WrittenMessage,
  ): Promise<void> {
    if (text.trim() === "") {
      return;
    }
    const { choice, queue, regeneration, connection } = this.deps;
    const chosen = before ?? choice.capture();
    const message: OutgoingMessage = { id: crypto.randomUUID(), text, attachments, ...conversation.withOptions };
    this.deps.showNotice(undefined);
    await this.guarded([message], async () => {
      assertMessageFits(text, attachments);
      const agent = await this.agent(agentId, chosen);
      if (!agent) {
        this.takeBack([message], connection.notice);
        return;
      }
      if (agentId !== undefined) {
        choice.select(agentId);
      }
      // Only here: two messages may have come while the connection was looked at.
      if (conversation.busy || regeneration.isAsking(conversation)) {
        queue.add(conversation.threadId, { message, agentId: agent.id });
        this.deps.onQueue();
        if (now) {
          await this.sendQueuedNow(conversation, message.id);
        }
        return;
      }
      await conversation.send(message, agent, this.deps.resourceId);
      await this.settle(conversation);
    });
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
    this.deps.showNotice(undefined);
    try {
      if (turn?.id !== turnId || this.deps.regeneration.isAsking(conversation)) {
        return;
      }
      if (await this.agent(turn.agentId, undefined)) {
        const { continueResponse } = await import("./brokenResponses");
        await continueResponse(this.deps, conversation, turnId, options);
        await this.settle(conversation);
      } else {
        this.deps.showNotice(this.deps.connection.notice);
      }
    } catch (error) {
      this.deps.logError("going on with a response", error);
      this.deps.showNotice(noticeOf(error));
    }
  }

  /**
   * Sends a message from a place other than the panel, which tells its person itself what becomes of it.
   *
   * @returns as `Conversation.send`; the turn of the response is the conversation's last one from the start
   * @throws UserFacingError kind `busy` while another response is written to the thread, or as `Conversation.send`
   */
  async ask(conversation: Conversation, message: OutgoingMessage, agent: AgentSummary): Promise<boolean> {
    if (conversation.busy || this.deps.regeneration.isAsking(conversation)) {
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
      this.takeBack([queued.message], undefined);
    }
    this.deps.onQueue();
  }

  /** Edits a message that waits, or moves it. */
  changeQueue(change: (queue: MessageQueue) => void): void {
    change(this.deps.queue);
    this.deps.onQueue();
  }

  /** Stops the response that is being written; what was queued behind it comes back to the box. */
  stop(conversation: Conversation): void {
    conversation.stop();
    this.returnQueue(conversation);
  }

  /**
   * Asks the question of a turn again, in its place.
   *
   * @param text the changed question; undefined asks it as it was
   */
  async askAgain(conversation: Conversation, turnId: string, text?: string): Promise<void> {
    const { regeneration, choice } = this.deps;
    const { options } = conversation;
    const question = regeneration.question(conversation, turnId);
    const asked = text === undefined ? conversation.turns.find(({ id }) => id === turnId)?.agentId : undefined;
    const chosen = choice.capture();
    this.deps.showNotice(undefined);
    try {
      const agent = question && (await this.agent(asked, chosen));
      if (question && agent) {
        const taken = await regeneration.askAgain(
          conversation,
          question,
          { text, options },
          agent,
          this.deps.resourceId,
        );
        if (!taken && text !== undefined) {
          this.deps.restoreDraft(text, [], undefined);
        }
        await this.settle(conversation);
      } else if (text !== undefined) {
        this.deps.restoreDraft(text, [], this.deps.connection.notice);
      }
    } catch (error) {
      this.deps.logError("asking again", error);
      if (text === undefined) {
        this.deps.showNotice(noticeOf(error));
      } else {
        this.deps.restoreDraft(text, [], noticeOf(error));
      }
      if (!conversation.busy && !regeneration.isAsking(conversation)) {
        this.returnQueue(conversation);
      }
    }
  }

  /** Puts back on the server what a failed attempt to ask again has left deleted there. */
  async restoreMessages(): Promise<void> {
    this.deps.showNotice(undefined);
    try {
      await this.deps.regeneration.restoreDeleted();
    } catch (error) {
      this.deps.showNotice(noticeOf(error));
    }
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
   * After a run: the next message of the queue, or all of them back when the response is none.
   *
   * @param isTold whether the place that asked has told its person of the response itself
   */
  async settle(conversation: Conversation, isTold = false): Promise<void> {
    const { threadId } = conversation;
    for (let told = isTold; ; told = false) {
      if (!conversation.busy && this.deps.queue.of(threadId).some(({ handedOver }) => handedOver)) {
        const { settleHandedOver } = await import("./steering");
        await settleHandedOver(this.deps, conversation);
      }
      const state = conversation.turns.at(-1)?.state;
      if (conversation.busy) {
        return;
      }
      if (state === "waiting") {
        const call = await this.deps.approvedBefore(conversation);
        if (call) {
          return this.decide(conversation, call.turnId, call.toolCallId, true, "", call.scope);
        }
        this.rest(conversation, told);
        return;
      }
      if (state !== "complete") {
        this.returnQueue(conversation);
        if (state === "stopped" || state === "interrupted") {
          void this.lookWhatIsLeft(conversation);
        }
        this.rest(conversation, told);
        break;
      }
      const next = this.deps.queue.next(threadId);
      if (!next) {
        this.rest(conversation, told);
        break;
      }
      this.deps.onQueue();
      await this.guarded([next.message], async () => {
        const agent = await this.agent(next.agentId, undefined);
        if (agent) {
          await conversation.send(next.message, agent, this.deps.resourceId);
        } else {
          this.takeBack([next.message], this.deps.connection.notice);
          this.returnQueue(conversation);
        }
      });
    }
    this.deps.conversations.release(conversation);
  }

  /**
   * The agent to ask, once the server's agents are known.
   *
   * @param agentId who was asked by name
   * @param chosen what the picker and the settings said when the person pressed the key
   * @returns undefined when nobody can be asked, for the reason that the connection tells
   * @throws UserFacingError when the server has no such agent
   */
  private async agent(agentId: string | undefined, chosen: ChosenAgent | undefined): Promise<AgentSummary | undefined> {
    const { connection, choice } = this.deps;
    await connection.ensure();
    if (agentId !== undefined && connection.status === "ready") {
      await connection.lookForAgent(agentId);
    }
    // Another account or server by now: its agents are not the ones that were meant.
    if (this.deps.isClosed() || connection.status !== "ready") {
      return undefined;
    }
    const id = agentId ?? choice.resolve(chosen ?? choice.capture(), connection.agents);
    const agent = connection.findAgent(id);
    if (!agent) {
      throw noSuchAgent(connection.serverLabel, id);
    }
    return agent;
  }

  private async guarded(messages: readonly OutgoingMessage[], run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.deps.logError("sending a message", error);
      this.takeBack(messages, noticeOf(error));
    }
  }

  private rest(conversation: Conversation, isTold: boolean): void {
    if (!isTold) {
      this.deps.onRest(conversation);
    }
  }

  private async lookWhatIsLeft(conversation: Conversation): Promise<void> {
    try {
      const { lookWhatIsLeft } = await import("./brokenResponses");
      await lookWhatIsLeft(this.deps, conversation);
    } catch (error) {
      this.deps.logError("looking what is left of a response", error);
    }
  }

  private returnQueue(conversation: Conversation): void {
    const waiting = this.deps.queue.takeAll(conversation.threadId).map(({ message }) => message);
    if (waiting.length > 0) {
      this.takeBack(waiting, undefined);
      this.deps.onQueue();
    }
  }

  private takeBack(messages: readonly OutgoingMessage[], notice: Notice | undefined): void {
    const text = messages.map((message) => message.text).join("\n\n");
    this.deps.restoreDraft(
      text,
      messages.flatMap(({ attachments }) => attachments),
      notice,
    );
  }
}
