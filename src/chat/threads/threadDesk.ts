import * as l10n from "@vscode/l10n";
import type { Notice } from "../../shared/transcript";
import { noticeOf, UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import type { ThreadKeeper } from "../threadKeeper";
import { describeThread } from "./localThread";
import type { ThreadActions } from "./threadActions";
import type { ThreadHistory } from "./threadHistory";
import type { ThreadList } from "./threadList";

export interface ThreadDeskParts {
  readonly keeper: ThreadKeeper;
  readonly history: ThreadHistory;
  readonly list: ThreadList;
  readonly actions: ThreadActions;
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
export class ThreadDesk {
  /** Conversations of which a person knows that the server has them no more. */
  private readonly told = new WeakSet<Conversation>();

  constructor(private readonly parts: ThreadDeskParts) {}

  newThread(): void {
    this.parts.showNotice(undefined);
    this.parts.keeper.startNew();
    this.parts.redraw();
    this.parts.focusInput();
  }

  async open(threadId: string): Promise<void> {
    const { keeper } = this.parts;
    this.parts.showNotice(undefined);
    await keeper.open(threadId);
    const { conversation } = keeper;
    const row = this.parts.list.row(threadId);
    if (row && conversation.title === undefined && conversation.turns.length === 0) {
      conversation.rename(row.title);
    }
    // Whoever answered in it goes on in it, whichever agent was talked to last.
    const agentId = describeThread(conversation.transcript).agentId ?? this.parts.list.agentId(threadId);
    if (agentId !== undefined) {
      this.parts.useAgent(agentId);
    }
    this.parts.redraw();
    this.parts.focusInput();
    await this.syncNow();
  }

  /** What another window, another machine or Studio has added to the shown thread. */
  async sync(): Promise<void> {
    const { turns, title } = this.parts.keeper.conversation;
    // Nothing was asked in it yet, so the server has nothing of it.
    if (turns.length > 0 || title !== undefined) {
      await this.syncNow();
    }
  }

  /** What has become of a thread, shown or not, that another window went on with. */
  async readAgain(conversation: Conversation): Promise<void> {
    try {
      await this.parts.history.sync(conversation);
    } catch (error) {
      this.parts.logError("reading the thread again", error);
    }
  }

  /** @param all until the first message of the thread is there */
  async loadEarlier(all: boolean): Promise<void> {
    const { conversation } = this.parts.keeper;
    try {
      await this.parts.history.loadEarlier(conversation, all);
    } catch (error) {
      this.parts.logError("reading earlier messages", error);
      this.parts.showNotice(noticeOf(error));
    }
  }

  async rename(threadId: string, title: string): Promise<void> {
    await this.guarded("renaming a thread", () => this.parts.actions.rename(threadId, title));
    this.parts.redraw();
  }

  delete(threadId: string): void {
    const shown = this.parts.keeper.conversation.threadId === threadId;
    this.parts.actions.delete(threadId);
    if (shown) {
      this.parts.redraw();
    }
  }

  async undo(threadId: string): Promise<void> {
    await this.guarded("bringing a thread back", () => {
      this.parts.actions.undo(threadId);
      return Promise.resolve();
    });
  }

  /** Deletes the shown thread, which can be undone, and begins another one. */
  clear(): void {
    const { conversation } = this.parts.keeper;
    if (conversation.turns.length > 0) {
      this.parts.actions.delete(conversation.threadId);
    }
    this.newThread();
  }

  async branch(turnId: string): Promise<void> {
    const before = this.parts.keeper.conversation;
    await this.guarded("branching a thread", () => this.parts.actions.branch(turnId));
    if (this.parts.keeper.conversation !== before) {
      this.parts.redraw();
      this.parts.focusInput();
      await this.sync();
    }
  }

  private async syncNow(): Promise<void> {
    const { keeper, history } = this.parts;
    const { conversation } = keeper;
    if (!this.parts.isReady() || conversation.busy) {
      return;
    }
    try {
      await history.sync(conversation);
      this.told.delete(conversation);
    } catch (error) {
      this.parts.logError("reading the thread", error);
      if (keeper.conversation === conversation) {
        await this.report(conversation, error);
      }
    }
  }

  private async report(conversation: Conversation, error: unknown): Promise<void> {
    if (!(error instanceof UserFacingError && error.kind === "threadGone")) {
      this.parts.showNotice(noticeOf(error));
      return;
    }
    // A thread that never reached the server, as with an agent without memory, is not missing there.
    const missing = !this.told.has(conversation) && (conversation.onServer || (await this.wasStored(conversation)));
    conversation.onServer = false;
    if (missing && this.parts.keeper.conversation === conversation) {
      this.told.add(conversation);
      this.parts.showNotice({
        message: l10n.t(
          "This thread was deleted on the server. What it held is still here; a message you send now begins it anew.",
        ),
        actions: ["newThread", "showThreads"],
      });
    }
  }

  private async wasStored(conversation: Conversation): Promise<boolean> {
    try {
      return await this.parts.history.wasStored(conversation);
    } catch (error) {
      this.parts.logError("asking whether an agent has memory", error);
      return false;
    }
  }

  private async guarded(what: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.parts.logError(what, error);
      this.parts.showNotice(noticeOf(error));
    }
  }
}
