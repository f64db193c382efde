import type { OutgoingMessage } from "../agents/outgoingMessage";
import type { ServerAddress } from "../agents/serverUrl";
import type { Account } from "../shared/account";
import { type Owner, ownerKey, ownerOf } from "../shared/owner";
import type { AgentSummary } from "../shared/protocol";
import { lazily } from "../shared/lazily";
import type { ThreadOptions } from "../shared/threadOptions";
import type { DeletedThread } from "../shared/threads";
import type { FilePart } from "../shared/transcript";
import type { AgentChoice } from "./agentChoice";
import type { ApprovalMemory } from "./approvals/rememberedApprovals";
import type { AttachmentActions, AttachmentProvider } from "./attachments/attachmentActions";
import type { AttachmentList } from "./attachments/attachmentList";
import type { EditorAccess } from "./clientTools/editorAccess";
import type { Conversation } from "./conversation";
import type { DraftStore } from "./draftStore";
import type { OwnerServices } from "./ownerServices";
import { MessageQueue } from "./messageQueue";
import type { MessageSender } from "./messageSender";
import { SessionMirrors } from "./mirror/sessionMirrors";
import { OpenConversations } from "./openConversations";
import type { Navigator, OwnerPlace, PlaceHooks, SessionView } from "./ownerPlace";
import type { ServerConnection } from "./serverConnection";
import { Regeneration } from "./regeneration";
import { describeThread } from "./threads/localThread";
import { SessionPlaces } from "./sessionPlaces";
import { PendingDeletes } from "./threads/pendingDeletes";
import { ThreadHistory } from "./threads/threadHistory";
import type { ThreadList } from "./threads/threadList";
import type { ThreadOperations } from "./threads/threadOperations";
import { UnseenResponses, type UnseenResponsesDependencies } from "./threads/unseenResponses";
import type { ThreadWait } from "./threads/waitingThreads";
import type { TranscriptStore } from "./transcriptStore";
import { filePart } from "./turn/filePart";
import { countWaiting } from "./turn/turnChanges";
import { describeRun } from "./turn/turnTimes";
import { sha256 } from "../storage/sha256";

export interface SessionDependencies {
  /** Makes the access to an owner's server; `signal` ends what is under way when the session is closed. */
  readonly connect: (account: Account, server: ServerAddress, signal: AbortSignal) => OwnerServices;
  readonly connection: Pick<
    ServerConnection,
    "ensure" | "lookForAgent" | "status" | "notice" | "agents" | "findAgent" | "serverLabel"
  >;
  readonly choice: AgentChoice;
  /** In which threads agents may use the editor. */
  readonly editorAccess?: Pick<EditorAccess, "assist" | "forget" | "forgetFiles" | "forgetThread">;
  readonly drafts: DraftStore;
  readonly store: TranscriptStore;
  readonly provider: AttachmentProvider;
  readonly showPreview: (text: string) => Promise<void>;
  readonly approvals: ApprovalMemory;
  readonly unseen: UnseenResponsesDependencies;
  readonly view: SessionView;
  readonly logError: (what: string, error: unknown) => void;
  readonly log: { debug(line: string): void; info(line: string): void };
}

/** What of an owner is not at its end yet when a new session of theirs begins. */
interface Before {
  /** Still being closed: what they write is read only afterwards. */
  readonly sessions: readonly OwnerSession[];
  /** A sign-out that still deletes files, which must not be those of the session after it. */
  readonly left: Promise<void> | undefined;
}

/**
 * Everything that belongs to one owner while that owner is the current one: open conversations, queue, attachments,
 * pending deletes, the list of threads, and the access to the server with their token. Another owner gets another
 * session; whatever resolves after `close` changes nothing that anybody sees.
 */
export class OwnerSession implements OwnerPlace {
  readonly owner: Owner;
  /** Names the owner where addresses and user ids must not be told: in messages of the panel and as a key. */
  readonly id: string;
  readonly services: OwnerServices;
  readonly conversations: OpenConversations;
  readonly queue = new MessageQueue();
  readonly list: ThreadList;
  readonly navigator: Navigator;
  readonly sender: MessageSender;
  readonly attachmentActions: AttachmentActions;
  /** What the owner has approved once and for all; there from the start where there is something. */
  readonly approvals = lazily(async () => {
    const { RememberedApprovals } = await import("./approvals/rememberedApprovals");
    return new RememberedApprovals(this.id, this.deps.approvals, () => this.places.tell((view) => view.sendState()));
  });
  readonly workflows = lazily(() => this.services.workflows.load());
  /** What came in threads that nobody saw. */
  readonly unseen: UnseenResponses;
  /** Resolves when the conversation that was shown last is shown again. */
  readonly restored: Promise<void>;
  private readonly abort = new AbortController();
  /** The view, and the editor tabs of this owner. */
  readonly places: SessionPlaces;
  private readonly view: PlaceHooks;
  private readonly deletes: PendingDeletes;
  private readonly history: ThreadHistory;
  private readonly operations: ThreadOperations;
  private readonly regeneration: Regeneration;
  /** Calls that wait in threads which nobody has opened; looked for when somebody looks at the chat. */
  private readonly elsewhere = new Map<string, ThreadWait>();
  private readonly waiting = lazily(async () => {
    const { WaitingThreads } = await import("./threads/waitingThreads");
    const { elsewhere: found, deps } = this;
    return new WaitingThreads(this, {
      ...deps,
      found,
      describe: describeThread,
      onChange: () => this.activityChanged(),
    });
  });
  readonly mirrors: SessionMirrors;
  private hasRestored = false;
  private connected = false;
  private someWorkflows = false;
  private activity = "";

  /**
   * @param attachments what is attached to the owner's next message
   * @param before what is still under way of the same owner: nothing is read, and nothing new written, until then
   */
  constructor(
    readonly account: Account,
    readonly server: ServerAddress,
    readonly attachments: AttachmentList,
    private readonly deps: SessionDependencies,
    before: Before,
  ) {
    const { store, logError, log } = deps;
    this.owner = ownerOf(account, server.key);
    this.id = idOf(this.owner);
    this.services = deps.connect(account, server, this.abort.signal);
    const { agents, threads } = this.services;
    this.conversations = new OpenConversations({
      owner: this.owner,
      agents,
      assisted: (thread) => deps.editorAccess?.assist(this.id, account.sub, agents, thread) ?? agents,
      store,
      onChange: (conversation) => this.conversationChanged(conversation),
      onOpened: () => this.activityChanged(),
      logError,
      onSteered: (threadId, id) => this.steered(threadId, id ?? ""),
      wasStored: async (...message) => {
        const { wasStored } = await import("./lostQuestions");
        return wasStored(threads, ...message);
      },
      logUnknown: (type) => log.debug(`A chunk of type "${type}" is not shown.`),
      logTimes: (times) => log.info(describeRun(times)),
    });
    this.deletes = new PendingDeletes(
      (threadId) => this.operations.deleteForGood(threadId),
      () => {
        this.places.postLists();
        this.places.tell((view) => view.sendState());
      },
    );
    this.history = new ThreadHistory({
      threads,
      agent: (conversation) => this.agentOf(conversation),
      logError,
      reading: (conversation) => this.mirrors.reading(conversation),
      onLoading: () => this.places.tell((view) => view.sendState()),
    });
    this.mirrors = new SessionMirrors(this, {
      ...{ connection: deps.connection, history: this.history, logError, signal: this.abort.signal },
      isInSight: (conversation) => deps.unseen.isInSight(conversation),
      isDeleted: (threadId) => this.deletes.ids.has(threadId),
      agentOf: (thread, agentId) => this.agentOf(thread, agentId),
      onSteered: (threadId, id) => this.steered(threadId, id),
    });
    this.unseen = new UnseenResponses(
      this.id,
      deps.unseen,
      () => this.places.postLists(),
      () => this.isClosed,
    );
    this.regeneration = new Regeneration({
      service: this.services.changes,
      hold: (conversation) => this.conversations.hold(conversation),
      logError,
    });
    this.places = new SessionPlaces({
      ...deps,
      session: this,
      history: this.history,
      deletes: this.deletes,
      regeneration: this.regeneration,
      waiting: this.elsewhere,
      hidden: () => new Set([this, ...before.sessions].flatMap(({ deletes }) => [...deletes.ids])),
      agentOf: (thread) => this.agentOf(thread),
      onDeleted: (threadId, forGood) => {
        this.unseen.seen(threadId);
        if (forGood) {
          this.giveBack(this.queue.takeAll(threadId).map(({ message }) => message));
          this.elsewhere.delete(threadId);
          this.approvals.made?.forgetThread(threadId);
          deps.editorAccess?.forgetThread(this.id, threadId);
        }
        this.activityChanged();
      },
    });
    this.view = { ...deps, conversations: this.conversations, attachments };
    const parts = this.places.add(this.view);
    this.list = parts.list;
    this.operations = parts.operations;
    this.navigator = parts.navigator;
    this.sender = parts.sender;
    this.attachmentActions = parts.attachmentActions;
    if (deps.approvals.get().length > 0) {
      void this.approvals().then(() => this.places.tell((view) => view.sendState()));
    }
    deps.drafts.claim(this.id);
    this.restored = this.restore(before).then(() => {
      this.hasRestored = true;
    });
  }

  get isClosed(): boolean {
    return this.abort.signal.aborted;
  }

  /** @see restored */
  get isRestored(): boolean {
    return this.hasRestored;
  }

  /** True once the owner's server has answered: what was written until then may have been meant for another one. */
  get hasConnected(): boolean {
    return this.connected;
  }

  async listAgents(): Promise<AgentSummary[]> {
    const agents = await this.services.agents.listAgents();
    this.connected = true;
    void this.lookForWorkflows();
    return agents;
  }

  /** Whether the server has workflows, as far as it has said. */
  get hasWorkflows(): boolean {
    return this.someWorkflows;
  }

  /** Looks for what waits in threads which nobody has opened: on the server, or on this computer. Never throws. */
  async lookForWaiting(where: "ask" | "readLocal" = "ask"): Promise<void> {
    try {
      await (await this.waiting())[where]();
    } catch (error) {
      this.deps.logError("looking for waiting tool calls", error);
    }
  }

  /** The thread that was deleted last, as long as it can be brought back. */
  get deleted(): DeletedThread | undefined {
    return this.deletes.latest;
  }

  isLoadingEarlier(conversation: Conversation): boolean {
    return this.history.isLoading(conversation);
  }

  /** @param options for the requests of the thread from now on */
  setOptions(conversation: Conversation, options: ThreadOptions): void {
    conversation.setOptions(options);
    this.places.tell((view) => view.sendState());
  }

  seen({ threadId }: Conversation): void {
    this.unseen.seen(threadId);
  }

  /** A file that an agent has sent, among the parts of a turn and whatever is nested in them. */
  filePart(conversation: Conversation, turnId: string, partId: string): FilePart | undefined {
    return filePart(conversation.turns.find(({ id }) => id === turnId)?.parts, partId);
  }

  /** Tells the server of every delete that could still be undone. */
  flushDeletes(): Promise<void> {
    return this.deletes.flush();
  }

  /**
   * The window closes: what was deleted is deleted on the server, what was answered is written, and the words of the
   * queue, and of messages whose server is still looked at, are in the draft.
   */
  async flush(): Promise<void> {
    this.returnQueue();
    await Promise.all([this.deletes.flush(), this.conversations.flush()]);
  }

  /**
   * Another owner takes over: runs end (but for those that are kept alive), the queue's words go back into this owner's draft, deletes go to this
   * owner's server, what was answered is written.
   */
  async close(): Promise<void> {
    if (!this.isClosed) {
      this.leave();
      this.conversations.leaveAll();
      await this.regeneration.settled();
      await this.flush();
      // Whatever is still under way here writes nothing after that: the owner may be back in another session.
      await this.conversations.drop();
    }
  }

  /**
   * The owner has signed out: as `close`, but nothing more is written, and the server cannot be told anything.
   *
   * @returns how many deletes were undone for that
   */
  async discard(): Promise<number> {
    if (this.isClosed) {
      return 0;
    }
    this.leave();
    this.attachments.clear();
    this.deps.editorAccess?.forget(this.id);
    this.unseen.forget();
    const undone = this.deletes.undoAll();
    await Promise.all([this.conversations.drop(), this.forgetSearch()]);
    return undone;
  }

  private async restore({ sessions, left }: Before): Promise<void> {
    if (sessions.length > 0 || left) {
      await Promise.all([left, ...sessions.map(({ conversations }) => conversations.flush())]);
    }
    await this.conversations.restoreLast();
    void this.lookForWaiting("readLocal");
  }

  /** Nobody waits for it: where it fails, no workflows are offered until the next look. */
  private async lookForWorkflows(): Promise<void> {
    try {
      const some = await this.services.workflows.any();
      if (some !== this.someWorkflows && !this.isClosed) {
        this.someWorkflows = some;
        this.places.tell((view) => view.sendState());
      }
    } catch (error) {
      if (!this.isClosed) {
        this.deps.logError("looking for workflows", error);
      }
    }
  }

  private leave(): void {
    this.returnQueue();
    this.places.close();
    // From here on nobody is told anything.
    this.abort.abort();
  }

  private async forgetSearch(): Promise<void> {
    try {
      await this.services.forget?.();
    } catch (error) {
      // The conversations must be deleted all the same.
      this.deps.logError("deleting the cache of a search", error);
    }
  }

  private returnQueue(): void {
    this.giveBack(this.queue.clear());
  }

  /** Puts messages that waited in a queue into the draft, words and attachments. */
  private giveBack(queued: readonly OutgoingMessage[]): void {
    if (queued.length > 0) {
      const words = queued.map(({ text }) => text).join("\n\n");
      const back = queued.flatMap(({ attachments }) => attachments);
      this.places.restoreDraft(this.view, words, back, undefined);
    }
  }

  private conversationChanged(conversation: Conversation): void {
    this.places.tell((view) => view.turnsChanged(conversation));
    this.activityChanged();
  }

  /** Says when something begins, ends or waits in any thread; the chunks in between say nothing. */
  private activityChanged(): void {
    const hidden = this.deletes.ids;
    const open = this.conversations.all.filter(({ threadId }) => !hidden.has(threadId));
    for (const { threadId } of open) {
      this.elsewhere.delete(threadId);
    }
    const elsewhere = [...this.elsewhere].filter(([id]) => !hidden.has(id));
    const activity = [
      // Asked at every chunk: the turns are looked at only while nothing is being written to them.
      ...open.map(
        (each) =>
          `${each.threadId} ${each.busy} ${each.lastTurn?.state ?? ""} ${each.busy ? "" : countWaiting(each.turns)}`,
      ),
      ...elsewhere.map(([id, { calls }]) => `${id} ${calls}`),
    ].join("\n");
    if (activity !== this.activity) {
      this.activity = activity;
      this.mirrors.refresh();
      this.places.postLists();
      const waiting = [...open.map(({ turns }) => countWaiting(turns)), ...elsewhere.map(([, { calls }]) => calls)];
      this.places.tell((view) => view.waitingChanged(waiting.reduce((sum, count) => sum + count, 0)));
    }
  }

  private steered(threadId: string, id: string): void {
    this.queue.remove(threadId, id);
    this.places.tell((view) => view.sendState());
  }

  /**
   * Who answered in the thread, or is listed for it, whichever agent was talked to last.
   *
   * @param agentId the agent, where it is known
   */
  private agentOf(
    { threadId, turns }: Pick<Conversation, "threadId" | "turns">,
    agentId?: string,
  ): { id: string; name: string } {
    const { choice, connection } = this.deps;
    const answered = agentId ?? turns.findLast(({ agentId }) => agentId !== undefined)?.agentId;
    const listed = (): string => this.places.agentId(threadId) ?? "";
    const id = answered ?? connection.findAgent(listed())?.id ?? choice.current(connection.agents);
    return { id, name: connection.findAgent(id)?.name ?? id };
  }
}

/** @see OwnerSession.id */
export function idOf(owner: Owner): string {
  return sha256(ownerKey(owner)).slice(0, 32);
}
