import { noSuchAgent } from "../agents/requestError";
import type { Attachment, OutgoingMessage } from "../agents/outgoingMessage";
import type { Account } from "../shared/account";
import type { AgentSummary } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import { noticeOf, type UserFacingError } from "../shared/userFacingError";
import type { AgentChoice } from "./agentChoice";
import { assertMessageFits } from "./attachments/limits";
import type { Conversation } from "./conversation";
import { alreadyResolved } from "./conversationNotices";
import type { ServerConnection } from "./serverConnection";
import type { ThreadKeeper } from "./threadKeeper";
import type { MessageQueue } from "./turn/messageQueue";
import type { TurnActions } from "./turn/turnActions";
import { waits } from "./turn/turnChanges";

/** What is attached to the next message. */
export interface Tray {
  /** Takes everything out. */
  clear(): readonly Attachment[];
  /** Puts things back that were taken out. */
  restore(attachments: readonly Attachment[]): void;
}

export interface SenderParts {
  readonly connection: ServerConnection;
  readonly threads: ThreadKeeper;
  readonly choice: AgentChoice;
  readonly tray: Tray;
  readonly queue: MessageQueue;
  readonly turns: TurnActions;
  /** Makes the account's conversation the shown one. */
  readonly adoptAccount: () => Promise<boolean>;
  /** Puts words back into the message box, before what has been typed since. */
  readonly giveBack: (text: string, notice: Notice | undefined) => void;
  readonly showNotice: (notice: Notice | undefined) => void;
  readonly onQueue: () => void;
  /** Brings what the server's memory holds of a thread into its conversation; never throws. */
  readonly readAgain: (conversation: Conversation) => Promise<void>;
  readonly logError: (what: string, error: unknown) => void;
}

/** Who is asked, on whose behalf. */
interface Ready {
  readonly agent: AgentSummary;
  readonly account: Account;
}

/**
 * Brings messages and decisions to the agents, one run at a time in each thread. What cannot be sent
 * comes back to the message box; nothing is ever sent twice.
 */
export class Sender {
  constructor(private readonly parts: SenderParts) {}

  /**
   * Sends a message with what is attached, or queues it behind the answer that is being written.
   *
   * @param agentId the picker's agent when left out
   */
  async send(text: string, agentId?: string): Promise<void> {
    if (text.trim() === "") {
      return;
    }
    const message: OutgoingMessage = { id: crypto.randomUUID(), text, attachments: this.parts.tray.clear() };
    this.parts.showNotice(undefined);
    await this.guarded([message], async () => {
      assertMessageFits(text, message.attachments);
      const ready = await this.ready(agentId);
      if (!ready) {
        this.takeBack([message], this.parts.connection.notice);
        return;
      }
      // Only here: two messages may have come while the connection was looked at.
      const { conversation } = this.parts.threads;
      if (conversation.busy || this.parts.turns.isAsking(conversation)) {
        this.parts.queue.add(conversation.threadId, { message, agentId: ready.agent.id });
        this.parts.onQueue();
        return;
      }
      await conversation.send(message, ready.agent, ready.account.sub);
      await this.settle(conversation);
    });
  }

  /** Takes a queued message back into the box. */
  removeQueued(id: string): void {
    const queued = this.parts.queue.remove(this.parts.threads.conversation.threadId, id);
    if (queued) {
      this.takeBack([queued.message], undefined);
    }
    this.parts.onQueue();
  }

  /** Stops the answer that is being written; what was queued behind it comes back to the box. */
  stop(): void {
    const { conversation } = this.parts.threads;
    conversation.stop();
    this.returnQueue(conversation);
  }

  /**
   * Asks the question of a turn again, in its place.
   *
   * @param text the changed question; undefined asks it as it was
   */
  async askAgain(turnId: string, text?: string): Promise<void> {
    const { threads, turns } = this.parts;
    const { conversation } = threads;
    this.parts.showNotice(undefined);
    try {
      const question = turns.question(conversation, turnId);
      const asked = conversation.turns.find(({ id }) => id === turnId)?.agentId;
      const ready = question && (await this.ready(text === undefined ? asked : undefined, false));
      if (question && ready && threads.conversation === conversation) {
        await turns.askAgain(conversation, question, text, ready.agent, ready.account.sub);
        await this.settle(conversation);
      } else if (text !== undefined) {
        this.parts.giveBack(text, this.parts.connection.notice);
      }
    } catch (error) {
      this.parts.logError("asking again", error);
      if (text === undefined) {
        this.parts.showNotice(noticeOf(error));
      } else {
        this.parts.giveBack(text, noticeOf(error));
      }
      if (!conversation.busy && !turns.isAsking(conversation)) {
        this.returnQueue(conversation);
      }
    }
  }

  /** @param reason why it was declined; may be empty */
  decide(turnId: string, toolCallId: string, approved: boolean, reason: string): Promise<void> {
    return this.answer("deciding a tool call", turnId, toolCallId, (shown) =>
      shown.decide(turnId, toolCallId, approved, reason),
    );
  }

  resume(turnId: string, toolCallId: string, data: unknown): Promise<void> {
    return this.answer("answering a tool", turnId, toolCallId, (shown) => shown.resume(turnId, toolCallId, data));
  }

  private async answer(
    what: string,
    turnId: string,
    toolCallId: string,
    run: (conversation: Conversation) => Promise<UserFacingError | undefined>,
  ): Promise<void> {
    const { conversation } = this.parts.threads;
    this.parts.showNotice(undefined);
    try {
      const refused = await run(conversation);
      if (refused) {
        this.parts.logError(what, refused);
        await this.parts.readAgain(conversation);
        this.explain(conversation, turnId, toolCallId, refused);
      }
      await this.settle(conversation);
    } catch (error) {
      this.parts.logError(what, error);
      this.parts.showNotice(noticeOf(error));
    }
  }

  /** Why a decision changed nothing, where the turn, which tells what has really come of it, does not say so. */
  private explain(conversation: Conversation, turnId: string, toolCallId: string, refused: UserFacingError): void {
    const turn = conversation.turns.find(({ id }) => id === turnId);
    if (turn && turn.error?.retry !== false && this.parts.threads.conversation === conversation) {
      const asks = turn.parts.some((part) => part.id === toolCallId && waits(part));
      this.parts.showNotice(asks ? refused.notice : alreadyResolved());
    }
  }

  /** After a run: the next message of the queue, or all of them back when the answer is none. */
  private async settle(conversation: Conversation): Promise<void> {
    const { threadId } = conversation;
    for (;;) {
      const state = conversation.turns.at(-1)?.state;
      if (conversation.busy || state === "waiting") {
        return;
      }
      if (state !== "complete") {
        this.returnQueue(conversation);
        break;
      }
      const next = this.parts.queue.next(threadId);
      if (!next) {
        break;
      }
      this.parts.onQueue();
      const ready = await this.ready(next.agentId, false);
      if (!ready) {
        this.takeBack([next.message], this.parts.connection.notice);
        this.returnQueue(conversation);
        break;
      }
      await this.guarded([next.message], () => conversation.send(next.message, ready.agent, ready.account.sub));
    }
    this.parts.threads.release(conversation);
  }

  /** @param choose makes an agent that was asked by name the picker's */
  private async ready(agentId: string | undefined, choose = true): Promise<Ready | undefined> {
    const { connection, choice } = this.parts;
    await connection.ensure();
    if (agentId !== undefined && connection.status === "ready" && !connection.findAgent(agentId)) {
      // The server may have got this agent since it was asked.
      await connection.refresh();
    }
    await this.parts.adoptAccount();
    const { account, status } = connection;
    if (status !== "ready" || !account) {
      return undefined;
    }
    const id = agentId ?? choice.current(connection.agents);
    const agent = connection.findAgent(id);
    if (!agent) {
      throw noSuchAgent(connection.serverLabel, id);
    }
    if (agentId !== undefined && choose) {
      choice.select(agentId);
    }
    return { agent, account };
  }

  private async guarded(messages: readonly OutgoingMessage[], run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.parts.logError("sending a message", error);
      this.takeBack(messages, noticeOf(error));
    }
  }

  private returnQueue(conversation: Conversation): void {
    const waiting = this.parts.queue.takeAll(conversation.threadId).map(({ message }) => message);
    if (waiting.length > 0) {
      this.takeBack(waiting, undefined);
      this.parts.onQueue();
    }
  }

  private takeBack(messages: readonly OutgoingMessage[], notice: Notice | undefined): void {
    this.parts.tray.restore(messages.flatMap(({ attachments }) => attachments));
    this.parts.giveBack(messages.map(({ text }) => text).join("\n\n"), notice);
  }
}
