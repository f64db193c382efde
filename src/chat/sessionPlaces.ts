import type { Attachment } from "../agents/outgoingMessage";
import type { Account } from "../shared/account";
import { type Lazy, lazily } from "../shared/lazily";
import type { Owner } from "../shared/owner";
import type { ThreadListState } from "../shared/threads";
import type { Notice } from "../shared/transcript";
import type { RememberedApprovals } from "./approvals/rememberedApprovals";
import { AttachmentActions, type AttachmentProvider } from "./attachments/attachmentActions";
import type { Conversation } from "./conversation";
import { MessageSender } from "./messageSender";
import type { PlaceHooks, PlaceParts, SessionView } from "./ownerPlace";
import type { PlaceConversations } from "./placeConversations";
import type { OpenConversations } from "./openConversations";
import type { OwnerServices } from "./ownerServices";
import type { MessageQueue } from "./messageQueue";
import type { SessionMirrors } from "./mirror/sessionMirrors";
import type { ServerConnection } from "./serverConnection";
import type { TranscriptStore } from "./transcriptStore";
import type { Regeneration } from "./regeneration";
import type { PendingDeletes } from "./threads/pendingDeletes";
import type { ThreadHistory } from "./threads/threadHistory";
import { ThreadList } from "./threads/threadList";
import { ThreadNavigator } from "./threads/threadNavigator";
import { ThreadOperations } from "./threads/threadOperations";
import type { UnseenResponses } from "./threads/unseenResponses";
import type { ThreadWait } from "./threads/waitingThreads";

/** As much of an `OwnerSession` as its places need. */
export interface PlacedSession {
  readonly account: Account;
  readonly approvals: Lazy<RememberedApprovals>;
  readonly conversations: OpenConversations;
  readonly id: string;
  readonly isClosed: boolean;
  readonly mirrors: Pick<SessionMirrors, "agentId" | "stop">;
  readonly owner: Owner;
  readonly queue: MessageQueue;
  readonly services: OwnerServices;
  readonly unseen: UnseenResponses;
  lookForWaiting(): Promise<void>;
}

/** What of a session every place works on. */
export interface SessionPlacesDependencies {
  readonly session: PlacedSession;
  readonly connection: Pick<
    ServerConnection,
    "ensure" | "lookForAgent" | "status" | "notice" | "agents" | "findAgent" | "serverLabel"
  >;
  readonly store: TranscriptStore;
  readonly provider: AttachmentProvider;
  readonly showPreview: (text: string) => Promise<void>;
  readonly logError: (what: string, error: unknown) => void;
  readonly history: ThreadHistory;
  readonly deletes: PendingDeletes;
  readonly regeneration: Regeneration;
  /** Threads out of memory in which calls wait. */
  readonly waiting: ReadonlyMap<string, ThreadWait>;
  /** Ids of threads that are deleted but can come back. */
  readonly hidden: () => ReadonlySet<string>;
  readonly agentOf: (thread: Pick<Conversation, "threadId" | "turns">) => {
    readonly id: string;
    readonly name: string;
  };
  /** @see ThreadOperationsDependencies.onDeleted */
  readonly onDeleted: (threadId: string, forGood: boolean) => void;
}

/** The places that show threads of one owner's session: each has a list, a draft and a shown thread of its own. */
export class SessionPlaces {
  private readonly lists = new Map<SessionView, ThreadList>();
  private readonly ends = new Map<SessionView, AbortController>();
  /** The first place, which is there as long as the session. */
  private first: PlaceHooks | undefined;

  constructor(private readonly deps: SessionPlacesDependencies) {}

  /**
   * Makes what a person does in one place.
   *
   * @param place is told of what all places show until `remove`
   */
  add(place: PlaceHooks): PlaceParts & { readonly operations: ThreadOperations } {
    const { agentOf, connection, history, logError, provider, regeneration, session, showPreview } = this.deps;
    const { view, conversations, choice, attachments } = place;
    const tell = (what: () => void): void => {
      if (!session.isClosed) {
        what();
      }
    };
    const showNotice = (notice: Notice | undefined): void => tell(() => view.showNotice(notice));
    const list = this.createList((rows) => tell(() => view.post({ type: "threads", list: rows })));
    this.lists.set(view, list);
    const end = new AbortController();
    this.ends.set(view, end);
    this.first ??= place;
    const operations = this.createOperations(conversations, list);
    const navigator = new ThreadNavigator({
      conversations,
      history,
      list,
      operations,
      isReady: () => !session.isClosed && connection.status === "ready",
      useAgent: (id) => !session.isClosed && connection.findAgent(id) && choice.select(id),
      redraw: () => tell(() => view.redraw()),
      focusInput: () => tell(() => view.focusInput()),
      showNotice,
      logError,
    });
    const sender = new MessageSender({
      resourceId: session.account.sub,
      agents: session.services.agents,
      history,
      connection,
      conversations,
      choice,
      queue: session.queue,
      regeneration,
      isClosed: () => session.isClosed,
      restoreDraft: (text, back, notice) => this.restoreDraft(place, text, back, notice),
      showNotice,
      onQueue: () => this.tell((each) => each.sendState()),
      approvedBefore: async (conversation) => (await session.approvals()).next(conversation),
      readAgain: (conversation) => navigator.readAgain(conversation),
      answersElsewhere: (conversation) => session.mirrors.agentId(conversation),
      stopElsewhere: (conversation) => void session.mirrors.stop(conversation),
      onRest: (conversation) => session.unseen.rested(conversation),
      logError,
    });
    const attachmentActions = new AttachmentActions({
      list: attachments,
      provider,
      agentOf,
      signal: end.signal,
      threads: lazily(async () => {
        const { ThreadAttachments } = await import("./attachments/threadAttachments");
        return new ThreadAttachments({
          ...this.deps,
          list: () => list.latest(end.signal),
          shown: () => conversations.shown?.threadId,
          showNotice,
          hideNotice: (notice) => tell(() => view.hideNotice(notice)),
          signal: end.signal,
        });
      }),
      turns: () => conversations.shown?.turns ?? [],
      showPreview,
      post: (message) => tell(() => view.post(message)),
      showNotice,
      logError,
    });
    return { list, operations, navigator, sender, attachmentActions };
  }

  /** A tab has closed. */
  remove(view: SessionView): void {
    this.end(view);
    this.lists.delete(view);
    this.ends.delete(view);
  }

  /** Tells every place. */
  tell(what: (view: SessionView) => void): void {
    if (!this.deps.session.isClosed) {
      [...this.lists.keys()].forEach(what);
    }
  }

  /** Puts words and attachments back where they were written, or into the view when that was a tab that has closed. */
  restoreDraft(place: PlaceHooks, text: string, back: readonly Attachment[], notice: Notice | undefined): void {
    const { session } = this.deps;
    const { attachments, drafts, view } = this.lists.has(place.view) ? place : (this.first ?? place);
    attachments.restore(back);
    drafts.restore(session.id, text);
    if (!session.isClosed) {
      view.draftRestored(notice);
    }
  }

  /** What happens in the threads has changed. */
  postLists(): void {
    this.lists.forEach((list) => list.post());
  }

  /** The owner's end. */
  close(): void {
    [...this.lists.keys()].forEach((view) => this.end(view));
  }

  /** The agent that a thread is listed for in any place, or that answered in it on this computer. */
  agentId(threadId: string): string | undefined {
    return [...this.lists.values()].map((list) => list.agentId(threadId)).find((id) => id !== undefined);
  }

  private end(view: SessionView): void {
    this.lists.get(view)?.close();
    this.ends.get(view)?.abort();
  }

  private createList(post: (list: ThreadListState) => void): ThreadList {
    const { connection, hidden, logError, session, store, waiting } = this.deps;
    return new ThreadList({
      service: session.services.threads,
      resourceId: session.account.sub,
      local: () => store.list(session.owner),
      live: () => session.conversations.all,
      waiting: () => waiting,
      unread: () => session.unseen.threads,
      onRead: () => void session.lookForWaiting(),
      hidden,
      agentName: (id) => connection.findAgent(id)?.name ?? id,
      post,
      logError,
    });
  }

  /** @param list of the place in which a person acts; what is done there shows in the lists of all */
  private createOperations(conversations: PlaceConversations, list: ThreadList): ThreadOperations {
    const { agentOf, deletes, logError, onDeleted, session } = this.deps;
    return new ThreadOperations({
      service: session.services.changes,
      conversations,
      list: {
        row: (threadId) => list.row(threadId),
        post: () => list.post(),
        renamed: (threadId, title) => {
          this.lists.forEach((each) => each.renamed(threadId, title));
          this.tell((view) => view.sendState());
        },
        forgetThread: (threadId) => this.lists.forEach((each) => each.forgetThread(threadId)),
      },
      deletes,
      agentId: (conversation) => agentOf(conversation).id,
      onDeleted,
      stopElsewhere: (conversation) => void session.mirrors.stop(conversation),
      showNotice: (notice) => this.tell((view) => view.showNotice(notice)),
      logError,
    });
  }
}
