import * as l10n from "@vscode/l10n";
import type { ThreadService } from "../../agents/threadService";
import type { Transcript, Turn } from "../../shared/transcript";
import { UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import { stillBusy } from "../conversationNotices";
import type { ThreadKeeper } from "../threadKeeper";
import { describeThread } from "./localThread";
import { PendingDeletes } from "./pendingDeletes";
import type { ThreadList } from "./threadList";

export interface ThreadActionParts {
  readonly service: Pick<ThreadService, "rename" | "remove" | "clone">;
  readonly keeper: ThreadKeeper;
  readonly list: ThreadList;
  readonly agentId: (conversation: Conversation) => string;
  readonly logError: (what: string, error: unknown) => void;
}

const NOT_STORED: ReadonlySet<string> = new Set(["threadGone", "noMemory"]);

/** What a person does to a whole thread besides talking in it. */
export class ThreadActions {
  readonly deletes = new PendingDeletes((threadId) => this.deleteForGood(threadId));

  constructor(private readonly parts: ThreadActionParts) {}

  /** @throws UserFacingError when the server did not take the name; the old one is back then */
  async rename(threadId: string, title: string): Promise<void> {
    const { keeper, list, service } = this.parts;
    const name = title.trim();
    const before = list.row(threadId)?.title ?? "";
    if (name === "" || name === before) {
      list.post();
      return;
    }
    const live = keeper.conversations.find((conversation) => conversation.threadId === threadId);
    live?.rename(name);
    list.renamed(threadId, name);
    try {
      await service.rename(threadId, name, live && this.parts.agentId(live));
    } catch (error) {
      if (isNotStored(error)) {
        await keeper.renameStored(threadId, name);
        return;
      }
      live?.rename(before);
      list.renamed(threadId, before);
      throw error;
    }
    await keeper.renameStored(threadId, name);
  }

  /** The thread is gone from the list at once, from the server when it can no longer be undone. */
  delete(threadId: string): void {
    const { keeper, list } = this.parts;
    const title = list.row(threadId)?.title ?? describeThread(keeper.conversation.transcript).title;
    this.deletes.add(threadId);
    keeper.conversations.find((conversation) => conversation.threadId === threadId)?.stop();
    if (keeper.conversation.threadId === threadId) {
      keeper.startNew();
    }
    list.showDeleted({ id: threadId, title });
  }

  /** @throws UserFacingError when it is too late */
  undo(threadId: string): void {
    const undone = this.deletes.undo(threadId);
    this.parts.list.showDeleted(undefined);
    if (!undone) {
      throw new UserFacingError(
        "tooLate",
        l10n.t("The thread has already been deleted on the server, so it cannot be brought back."),
      );
    }
  }

  /**
   * A new thread that begins as this one did, up to and including a turn; it is shown.
   *
   * @throws UserFacingError when the server cannot copy it
   */
  async branch(turnId: string): Promise<void> {
    const { keeper, service } = this.parts;
    const { conversation } = keeper;
    const index = conversation.turns.findIndex(({ id }) => id === turnId);
    if (conversation.busy && index === conversation.turns.length - 1) {
      throw stillBusy();
    }
    const turns = conversation.turns.slice(0, index + 1);
    const title = l10n.t("{0} (branch)", describeThread(conversation.transcript).title);
    const last = turns.findLast(({ messageIds = [] }) => messageIds.length > 0)?.messageIds?.at(-1);
    try {
      if (last !== undefined) {
        const thread = await service.clone(conversation.threadId, last, title, this.parts.agentId(conversation));
        // The copies of the messages have ids of their own; the turns get them when the thread is read.
        keeper.openWith(copyOf(thread.id, title, turns, true));
        return;
      }
    } catch (error) {
      if (!isNotStored(error)) {
        throw error;
      }
    }
    keeper.openWith(copyOf(crypto.randomUUID(), title, turns, false));
  }

  private async deleteForGood(threadId: string): Promise<void> {
    const { keeper, list, service } = this.parts;
    try {
      await service.remove(threadId);
    } catch (error) {
      if (!isNotStored(error)) {
        // Its row comes back: nothing was deleted.
        this.parts.logError("deleting a thread", error);
        list.showDeleted(undefined);
        return;
      }
    }
    await keeper.remove(threadId).catch((error: unknown) => this.parts.logError("deleting a thread", error));
    list.forgetThread(threadId);
  }
}

function copyOf(threadId: string, title: string, turns: readonly Turn[], onServer: boolean): Transcript {
  return { threadId, title, turns: onServer ? [] : turns.map((turn) => ({ ...turn, messageIds: [] })), earlier: false };
}

function isNotStored(error: unknown): boolean {
  return error instanceof UserFacingError && NOT_STORED.has(error.kind);
}
