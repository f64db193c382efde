import * as vscode from "vscode";
import type { OutgoingMessage } from "../../agents/outgoingMessage";
import type { Conversation } from "../../chat/conversation";
import type { OwnerSession } from "../../chat/ownerSession";
import { waitingCall, waits } from "../../chat/turn/turnChanges";
import type { AgentSummary } from "../../shared/protocol";
import type { ToolCallPart, Turn } from "../../shared/transcript";
import { ownerGone } from "../languageModel/callErrors";
import type { PersonQuestions } from "./personQuestions";
import type { TurnPrinter } from "./turnPrinter";

/** Where a run came to its end. */
export interface TurnEnd {
  /** Undefined when the server took nothing, or the panel has read the thread anew. */
  readonly turn: Turn | undefined;
  /** The call that only the panel can ask about. */
  readonly waiting?: ToolCallPart;
}

/**
 * One message of VS Code's chat in its thread, which is a conversation like any other: the panel may show it while
 * it is answered, and decide there what waits.
 */
export class TurnRun {
  private turnId = "";
  private readonly listeners = new Set<() => void>();

  /** @param session whose message it is; captured when it was sent */
  constructor(
    private readonly session: OwnerSession,
    private readonly conversation: Conversation,
    private readonly printer: Pick<TurnPrinter, "print">,
    private readonly questions: PersonQuestions,
    private readonly cancel: vscode.CancellationToken,
  ) {}

  /**
   * Resolves when the response has ended, or waits for what only the panel can ask.
   *
   * @throws UserFacingError when the server did not take the message or a decision, or the owner is another one
   */
  async run(message: OutgoingMessage, agent: AgentSummary): Promise<TurnEnd> {
    const { session, conversation } = this;
    const release = session.conversations.hold(conversation);
    const unwatch = session.conversations.watch(conversation, () => this.look());
    const stop = this.cancel.onCancellationRequested(() => this.stop());
    try {
      const before = conversation.lastTurn?.id;
      const sending = session.sender.ask(conversation, message, agent);
      const last = conversation.lastTurn?.id;
      // A thread that is busy keeps its own last turn.
      this.turnId = last === before ? "" : (last ?? "");
      this.look();
      await sending;
      return await this.followUp();
    } finally {
      unwatch();
      stop.dispose();
      if (!session.isClosed) {
        // The next message of the chat reads the thread from the disk: a turn that was stopped is not there yet.
        await session.conversations.flush();
        void session.sender.settle(conversation, true);
      }
      release();
    }
  }

  /** What waits for a person is asked; the same turn goes on with each answer. */
  private async followUp(): Promise<TurnEnd> {
    for (;;) {
      while (this.conversation.busy && !this.isCancelled()) {
        // Decided in the panel.
        await this.changed();
      }
      const { turn } = this;
      const waiting = turn?.state === "waiting" ? turn.parts.find(waits) : undefined;
      if (waiting?.kind !== "tool" || this.isCancelled()) {
        return { turn };
      }
      const answer = await this.ask(waiting);
      if (this.session.isClosed) {
        throw ownerGone();
      }
      if (!this.waitsStill(waiting.id)) {
        continue;
      }
      if (answer.kind === "panel" || this.isCancelled()) {
        return { turn, waiting };
      }
      const refused = await (answer.kind === "data"
        ? this.conversation.resume(this.turnId, waiting.id, answer.data)
        : this.conversation.decide(this.turnId, waiting.id, answer.approved));
      if (refused) {
        await this.session.navigator.readAgain(this.conversation);
        throw refused;
      }
    }
  }

  /** The card goes away when the panel decides, or the person cancels. */
  private async ask(call: ToolCallPart): ReturnType<PersonQuestions["ask"]> {
    const source = new vscode.CancellationTokenSource();
    const cancelled = this.cancel.onCancellationRequested(() => source.cancel());
    const decided = (): void => (this.waitsStill(call.id) ? undefined : source.cancel());
    this.listeners.add(decided);
    try {
      return await this.questions.ask(call, source.token);
    } finally {
      this.listeners.delete(decided);
      cancelled.dispose();
      source.dispose();
    }
  }

  private isCancelled(): boolean {
    return this.cancel.isCancellationRequested;
  }

  private waitsStill(toolCallId: string): boolean {
    const { turn } = this;
    return turn?.state === "waiting" && waitingCall(turn, toolCallId, "awaitingApproval", "suspended") !== undefined;
  }

  private get turn(): Turn | undefined {
    const { lastTurn, turns } = this.conversation;
    return lastTurn?.id === this.turnId ? lastTurn : turns.find(({ id }) => id === this.turnId);
  }

  private look(): void {
    const { turn } = this;
    if (turn) {
      this.printer.print(turn);
    }
    for (const listener of [...this.listeners]) {
      listener();
    }
  }

  /** Resolves with the conversation's next change, or when the person cancels. */
  private async changed(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const stop = this.cancel.onCancellationRequested(() => resolve(undefined));
    const listener = (): void => resolve(undefined);
    this.listeners.add(listener);
    await promise;
    this.listeners.delete(listener);
    stop.dispose();
  }

  /** Only our own run: another message of the thread is another place's. */
  private stop(): void {
    if (this.conversation.lastTurn?.id === this.turnId) {
      this.conversation.stop();
    }
  }
}
