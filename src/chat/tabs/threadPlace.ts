import type { Transcript } from "../../shared/transcript";
import type { AgentChoice } from "../agentChoice";
import { AttachmentList } from "../attachments/attachmentList";
import type { Conversation } from "../conversation";
import type { DraftStore } from "../draftStore";
import type { Navigator, OwnerPlace, PlaceParts, SessionView } from "../ownerPlace";
import type { OwnerSession } from "../ownerSession";
import type { PlaceConversations } from "../placeConversations";
import { describeThread } from "../threads/localThread";

export interface ThreadPlaceDependencies {
  readonly session: OwnerSession;
  readonly threadId: string;
  readonly view: SessionView;
  readonly choice: AgentChoice;
  readonly drafts: Pick<DraftStore, "restore">;
  /** Opens another thread of the owner in a tab of its own; a new one when left out. */
  readonly openThread: (threadId?: string) => void;
  /** The thread is there. */
  readonly onRestored: () => void;
}

/** One thread of an owner in an editor tab: what leads to another thread opens another tab. */
export class ThreadPlace implements OwnerPlace {
  readonly attachments: AttachmentList;
  readonly conversations: PlaceConversations;
  readonly list: PlaceParts["list"];
  readonly sender: PlaceParts["sender"];
  readonly attachmentActions: PlaceParts["attachmentActions"];
  readonly navigator: Navigator;
  readonly restored: Promise<void>;
  private conversation: Conversation | undefined;
  private release: (() => void) | undefined;
  private isLeft = false;
  private hasLooked = false;

  constructor(private readonly deps: ThreadPlaceDependencies) {
    const { choice, drafts, session, view } = deps;
    this.attachments = new AttachmentList(() => view.sendState());
    this.conversations = this.ownConversations();
    const { attachments, conversations } = this;
    const parts = session.places.add({ view, conversations, attachments, choice, drafts });
    this.list = parts.list;
    this.sender = parts.sender;
    this.attachmentActions = parts.attachmentActions;
    this.navigator = this.ownNavigator(parts.navigator);
    this.restored = this.restore();
  }

  get session(): OwnerSession {
    return this.deps.session;
  }

  get id(): string {
    return this.session.id;
  }

  get account(): OwnerSession["account"] {
    return this.session.account;
  }

  get services(): OwnerSession["services"] {
    return this.session.services;
  }

  get approvals(): OwnerSession["approvals"] {
    return this.session.approvals;
  }

  get workflows(): OwnerSession["workflows"] {
    return this.session.workflows;
  }

  get hasWorkflows(): boolean {
    return this.session.hasWorkflows;
  }

  get queue(): OwnerSession["queue"] {
    return this.session.queue;
  }

  get deleted(): OwnerSession["deleted"] {
    return this.session.deleted;
  }

  get isClosed(): boolean {
    return this.session.isClosed;
  }

  get isRestored(): boolean {
    return this.conversation !== undefined;
  }

  isLoadingEarlier(conversation: Conversation): boolean {
    return this.session.isLoadingEarlier(conversation);
  }

  filePart(...what: Parameters<OwnerSession["filePart"]>): ReturnType<OwnerSession["filePart"]> {
    return this.session.filePart(...what);
  }

  lookForWaiting(): Promise<void> {
    return this.session.lookForWaiting();
  }

  setOptions(...what: Parameters<OwnerSession["setOptions"]>): void {
    this.session.setOptions(...what);
  }

  seen(conversation: Conversation): void {
    this.session.seen(conversation);
  }

  get mirrors(): OwnerSession["mirrors"] {
    return this.session.mirrors;
  }

  /** True once a person has deleted the thread, here or elsewhere. */
  get isDeleted(): boolean {
    return this.session.list.isDeleted(this.deps.threadId);
  }

  /** The tab has closed, or another owner has taken over. A response that is being written goes on. */
  leave(): void {
    this.isLeft = true;
    this.release?.();
    this.session.places.remove(this.deps.view);
    this.session.mirrors.refresh();
  }

  private async restore(): Promise<void> {
    const { choice, onRestored, session, threadId } = this.deps;
    await session.restored;
    const conversation = await session.conversations.get(threadId);
    const release = session.conversations.hold(conversation);
    if (this.isLeft || session.isClosed) {
      // Reading it has brought it into memory, and nobody shows it.
      release();
      return;
    }
    this.release = release;
    this.conversation = conversation;
    const row = session.list.row(threadId);
    if (row && conversation.title === undefined && conversation.turns.length === 0) {
      conversation.rename(row.title);
    }
    // Whoever answered in it goes on in it.
    const agentId = describeThread(conversation.transcript).agentId ?? session.list.agentId(threadId);
    if (agentId !== undefined) {
      choice.select(agentId);
    }
    onRestored();
  }

  /** Nothing of the thread is on this computer: it is new, or whoever it belongs to has signed out meanwhile. */
  private isUnknown({ title, turns }: Conversation): boolean {
    return title === undefined && turns.length === 0;
  }

  /** Reads what the server has of such a thread, once it answers; of a new one it has nothing. */
  private async lookFor(conversation: Conversation): Promise<void> {
    if (this.session.hasConnected && !this.hasLooked) {
      this.hasLooked = true;
      await this.session.navigator.readAgain(conversation);
    }
  }

  private ownConversations(): PlaceConversations {
    const { openThread, session } = this.deps;
    const { conversations } = session;
    const shown = (): Conversation | undefined => this.conversation;
    return {
      get shown() {
        return shown();
      },
      find: (threadId) => conversations.find(threadId),
      get: (threadId) => conversations.get(threadId),
      hold: (conversation) => conversations.hold(conversation),
      remove: (threadId) => conversations.remove(threadId),
      renameStored: (threadId, title) => conversations.renameStored(threadId, title),
      startNew: () => openThread(),
      show: (threadId) => {
        openThread(threadId);
        return Promise.resolve();
      },
      showCopy: (copy: Transcript) => {
        conversations.addCopy(copy);
        openThread(copy.threadId);
      },
    };
  }

  /** As in the view, but for what leads to another thread, or takes this one away. */
  private ownNavigator(own: Navigator): Navigator {
    const { openThread, session, threadId, view } = this.deps;
    return {
      newThread: () => openThread(),
      open: (id) => {
        if (id === threadId) {
          view.focusInput();
        } else {
          openThread(id);
        }
        return Promise.resolve();
      },
      // The view may show it as well.
      delete: (id) => session.navigator.delete(id),
      undo: (id) => session.navigator.undo(id),
      sync: (conversation) => (this.isUnknown(conversation) ? this.lookFor(conversation) : own.sync(conversation)),
      readAgain: (conversation) => own.readAgain(conversation),
      loadEarlier: (conversation, all) => own.loadEarlier(conversation, all),
      rename: (id, title) => own.rename(id, title),
      branch: (conversation, turnId) => own.branch(conversation, turnId),
    };
  }
}
