import * as l10n from "@vscode/l10n";
import type { ThreadService } from "../../agents/threadService";
import type { Notice, Transcript, Turn } from "../../shared/transcript";
import { isCancellation, noticeOf, UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import { stillBusy } from "../conversationNotices";
import type { PlaceConversations } from "../placeConversations";
import { describeThread } from "./localThread";
import type { PendingDeletes } from "./pendingDeletes";
import type { ThreadList } from "./threadList";

export interface ThreadOperationsDependencies {
  readonly service: Pick<ThreadService, "rename" | "remove" | "clone">;
  readonly conversations: PlaceConversations;
  readonly list: Pick<ThreadList, "row" | "post" | "renamed" | "forgetThread">;
  readonly deletes: PendingDeletes;
  readonly agentId: (conversation: Conversation) => string;
  /** A thread is out of sight, is back, or is gone `forGood`. */
  readonly onDeleted: (threadId: string, forGood: boolean) => void;
  /** Ends what is answered in a thread outside of this window: nothing of it is to be stored behind the delete. */
  readonly stopElsewhere: (conversation: Conversation) => void;
  /** Whoever deleted a thread has gone on since, and may be anywhere. */
  readonly showNotice: (notice: Notice) => void;
  readonly logError: (what: string, error: unknown) => void;
}

const NOT_STORED: ReadonlySet<string> = new Set(["threadGone", "noMemory"]);

/** What a person does to a whole thread besides talking in it. */
export class ThreadOperations {
  /** By thread: the name that a person has given it last; what comes of an earlier one counts no more. */
  private readonly names = new Map<string, string>();

  constructor(private readonly deps: ThreadOperationsDependencies) {}

  /** @throws UserFacingError when the server did not take the name; the old one is back then */
  async rename(threadId: string, title: string): Promise<void> {
    const { conversations, list, service } = this.deps;
    const name = title.trim();
    const before = list.row(threadId)?.title ?? "";
    if (name === "" || name === before) {
      list.post();
      return;
    }
    const live = conversations.find(threadId);
    const show = (shown: string): void => {
      // Not the conversation of before: it may have left the memory, or come into it from a file with the old name.
      conversations.find(threadId)?.rename(shown);
      list.renamed(threadId, shown);
    };
    this.names.set(threadId, name);
    show(name);
    try {
      await service.rename(threadId, name, live && this.deps.agentId(live));
    } catch (error) {
      if (!isNotStored(error)) {
        if (this.names.get(threadId) === name) {
          show(before);
        }
        throw error;
      }
    }
    if (this.names.get(threadId) === name) {
      show(name);
      await conversations.renameStored(threadId, name);
    }
  }

  /** The thread is gone from the list at once, from the server when it can no longer be undone. */
  delete(threadId: string): void {
    const { conversations, list, deletes } = this.deps;
    const live = conversations.find(threadId);
    const title = list.row(threadId)?.title ?? (live ? describeThread(live.transcript).title : "");
    const wasShown = conversations.shown === live;
    if (live) {
      live.stop();
      this.deps.stopElsewhere(live);
    }
    if (wasShown) {
      conversations.startNew();
    }
    deletes.add({ id: threadId, title, wasShown });
    this.deps.onDeleted(threadId, false);
  }

  /**
   * @returns the thread that is to be shown again: it was shown when it was deleted, and nothing was asked since
   * @throws UserFacingError when it is too late
   */
  undo(threadId: string): string | undefined {
    const undone = this.deps.deletes.undo(threadId);
    this.deps.onDeleted(threadId, false);
    if (!undone) {
      throw new UserFacingError(
        "tooLate",
        l10n.t("Couldn't restore the thread, because it was already deleted on the server."),
      );
    }
    return undone.wasShown && this.deps.conversations.shown?.turns.length === 0 ? threadId : undefined;
  }

  /**
   * A new thread that begins as this one did, up to and including a turn; it is shown.
   *
   * @throws UserFacingError when the server cannot copy it
   */
  async branch(conversation: Conversation, turnId: string): Promise<void> {
    const { conversations, service } = this.deps;
    const index = conversation.turns.findIndex(({ id }) => id === turnId);
    if (conversation.busy && index === conversation.turns.length - 1) {
      throw stillBusy();
    }
    const turns = conversation.turns.slice(0, index + 1);
    const { withOptions: options } = conversation;
    const title = l10n.t("{0} (branch)", describeThread(conversation.transcript).title);
    const last = turns.findLast(({ messageIds = [] }) => messageIds.length > 0)?.messageIds?.at(-1);
    try {
      if (last !== undefined) {
        const thread = await service.clone(conversation.threadId, last, title, this.deps.agentId(conversation));
        // The copies of the messages have ids of their own; the turns get them when the thread is read.
        conversations.showCopy(copyOf(thread.id, title, turns, true, options));
        return;
      }
    } catch (error) {
      if (!isNotStored(error)) {
        throw error;
      }
    }
    conversations.showCopy(copyOf(crypto.randomUUID(), title, turns, false, options));
  }

  /** Carries a pending delete out. Never throws. */
  async deleteForGood(threadId: string): Promise<void> {
    const { conversations, list, service } = this.deps;
    try {
      await service.remove(threadId);
    } catch (error) {
      if (!isNotStored(error)) {
        // Its row comes back: nothing was deleted, as far as it is known.
        this.deps.logError("deleting a thread", error);
        if (!(error instanceof Error && isCancellation(error))) {
          const { message, actions } = noticeOf(error);
          this.deps.showNotice({ message: l10n.t("Couldn't delete the thread on the server: {0}", message), actions });
        }
        return;
      }
    }
    await conversations.remove(threadId).catch((error: unknown) => this.deps.logError("deleting a thread", error));
    list.forgetThread(threadId);
    this.deps.onDeleted(threadId, true);
  }
}

function copyOf(
  threadId: string,
  title: string,
  turns: readonly Turn[],
  onServer: boolean,
  options: Pick<Transcript, "options">,
): Transcript {
  const copies = onServer ? [] : turns.map((turn) => ({ ...turn, messageIds: [] }));
  return { threadId, title, turns: copies, earlier: false, ...options };
}

function isNotStored(error: unknown): boolean {
  return error instanceof UserFacingError && NOT_STORED.has(error.kind);
}
