import * as l10n from "@vscode/l10n";
import type { Notice } from "../../shared/transcript";
import { noticeOf, UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import type { PlaceConversations } from "../placeConversations";
import { describeThread } from "./localThread";

import type { ThreadHistory } from "./threadHistory";
import type { ThreadList } from "./threadList";
import type { ThreadOperations } from "./threadOperations";

export interface ThreadNavigatorDependencies {
  readonly conversations: PlaceConversations;
  readonly history: ThreadHistory;
  readonly list: ThreadList;
  readonly operations: ThreadOperations;
  /** True when the server can be asked: somebody is signed in and the agents are known. */
  readonly isReady: () => boolean;
  /** Makes an agent the one that answers, if the server has it. */
  readonly useAgent: (agentId: string) => unknown;
  /** The shown thread is another one, or has been made anew. */
  readonly redraw: () => void;
  readonly focusInput: () => void;
  readonly showNotice: (notice: Notice | undefined) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** Moves between threads, and keeps the shown one in step with the server's memory. */
export class ThreadNavigator {
  /** Conversations of which a person knows that the server has them no more. */
  private readonly told = new WeakSet<Conversation>();

  constructor(private readonly deps: ThreadNavigatorDependencies) {}

  newThread(): void {
    this.deps.showNotice(undefined);
    this.deps.conversations.startNew();
    this.deps.redraw();
    this.deps.focusInput();
  }

  async open(threadId: string): Promise<void> {
    const { conversations, list } = this.deps;
    this.deps.showNotice(undefined);
    await conversations.show(threadId);
    const conversation = conversations.find(threadId);
    if (!conversation || conversations.shown !== conversation) {
      // A person has gone on to another thread meanwhile.
      return;
    }
    const row = list.row(threadId);
    if (row && conversation.title === undefined && conversation.turns.length === 0) {
      conversation.rename(row.title);
    }
    // Whoever answered in it goes on in it, whichever agent was talked to last.
    const agentId = describeThread(conversation.transcript).agentId ?? list.agentId(threadId);
    if (agentId !== undefined) {
      this.deps.useAgent(agentId);
    }
    this.deps.redraw();
    this.deps.focusInput();
    await this.syncNow(conversation);
  }

  /** What another window, another computer or Studio has added to a thread. */
  async sync(conversation: Conversation): Promise<void> {
    const { turns, title } = conversation;
    // Nothing was asked in it yet, so the server has nothing of it.
    if (turns.length > 0 || title !== undefined) {
      await this.syncNow(conversation);
    }
  }

  /** What has become of a thread, shown or not, that another window went on with. */
  async readAgain(conversation: Conversation): Promise<void> {
    try {
      await this.deps.history.sync(conversation);
    } catch (error) {
      this.deps.logError("reading the thread again", error);
    }
  }

  /** @param all until the first message of the thread is there */
  async loadEarlier(conversation: Conversation, all: boolean): Promise<void> {
    try {
      await this.deps.history.loadEarlier(conversation, all);
    } catch (error) {
      this.deps.logError("reading earlier messages", error);
      this.deps.showNotice(noticeOf(error));
    }
  }

  async rename(threadId: string, title: string): Promise<void> {
    await this.guarded("renaming a thread", () => this.deps.operations.rename(threadId, title));
    this.deps.redraw();
  }

  delete(threadId: string): void {
    const { conversations, operations } = this.deps;
    const wasShown = conversations.shown?.threadId === threadId;
    operations.delete(threadId);
    if (wasShown) {
      this.deps.showNotice(undefined);
      this.deps.redraw();
    }
  }

  /** Brings a thread back; it is shown again where it was shown and nothing was asked since. */
  async undo(threadId: string): Promise<void> {
    const { conversations, operations } = this.deps;
    await this.guarded("bringing a thread back", async () => {
      const again = operations.undo(threadId);
      if (again !== undefined) {
        await conversations.show(again);
        this.deps.redraw();
      }
    });
  }

  async branch(conversation: Conversation, turnId: string): Promise<void> {
    const { conversations, operations } = this.deps;
    const before = conversations.shown;
    await this.guarded("branching a thread", () => operations.branch(conversation, turnId));
    const branch = conversations.shown;
    if (branch && branch !== before) {
      this.deps.redraw();
      this.deps.focusInput();
      await this.sync(branch);
    }
  }

  private async syncNow(conversation: Conversation): Promise<void> {
    const { conversations, history } = this.deps;
    if (!this.deps.isReady() || conversation.busy) {
      return;
    }
    try {
      await history.sync(conversation);
      this.told.delete(conversation);
    } catch (error) {
      this.deps.logError("reading the thread", error);
      if (conversations.shown === conversation) {
        await this.report(conversation, error);
      }
    }
  }

  private async report(conversation: Conversation, error: unknown): Promise<void> {
    if (!(error instanceof UserFacingError && error.kind === "threadGone")) {
      this.deps.showNotice(noticeOf(error));
      return;
    }
    // A thread that never reached the server, as with an agent without memory, is not missing there.
    const missing = !this.told.has(conversation) && (conversation.onServer || (await this.wasStored(conversation)));
    conversation.onServer = false;
    if (missing && this.deps.conversations.shown === conversation) {
      this.told.add(conversation);
      this.deps.showNotice({
        message: l10n.t(
          "This thread was deleted on the server. Its content is still here; your next message recreates it.",
        ),
        actions: ["newThread", "showThreads"],
      });
    }
  }

  private async wasStored(conversation: Conversation): Promise<boolean> {
    try {
      return await this.deps.history.wasStored(conversation);
    } catch (error) {
      this.deps.logError("asking whether an agent has memory", error);
      return false;
    }
  }

  private async guarded(what: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.deps.logError(what, error);
      this.deps.showNotice(noticeOf(error));
    }
  }
}
