import { createHash } from "node:crypto";
import type { AgentService } from "../agents/agentService";
import type { Attachment } from "../agents/outgoingMessage";
import type { ServerAddress } from "../agents/serverUrl";
import type { ThreadService } from "../agents/threadService";
import type { Account } from "../shared/account";
import { type Owner, ownerKey, ownerOf } from "../shared/owner";
import type { AgentSummary, ToView } from "../shared/protocol";
import type { FilePart, Notice, Part } from "../shared/transcript";
import type { AgentChoice } from "./agentChoice";
import { AttachmentActions, type AttachmentProvider } from "./attachments/attachmentActions";
import type { AttachmentList } from "./attachments/attachmentList";
import type { Conversation } from "./conversation";
import type { DraftStore } from "./draftStore";
import { MessageQueue } from "./messageQueue";
import { MessageSender } from "./messageSender";
import { OpenConversations } from "./openConversations";
import type { ServerConnection } from "./serverConnection";
import { Regeneration } from "./regeneration";
import { PendingDeletes } from "./threads/pendingDeletes";
import { ThreadHistory } from "./threads/threadHistory";
import { ThreadList } from "./threads/threadList";
import { ThreadNavigator } from "./threads/threadNavigator";
import { ThreadOperations } from "./threads/threadOperations";
import type { TranscriptStore } from "./transcriptStore";
import { countWaiting } from "./turn/turnChanges";
import { describeRun } from "./turn/turnTimes";

/** The owner's server, asked with the owner's token and nobody else's. */
export interface OwnerServices {
  readonly agents: Pick<AgentService, "listAgents" | "stream" | "decideToolCall" | "resumeToolCall" | "serverLabel">;
  /** What is read ends with the session. */
  readonly threads: Pick<
    ThreadService,
    "list" | "search" | "firstQuestion" | "messages" | "suspendedRuns" | "remembers"
  >;
  /** What is changed, and read for that, reaches the server even when the session is closed meanwhile. */
  readonly changes: Pick<
    ThreadService,
    "rename" | "remove" | "clone" | "messages" | "deleteMessages" | "restoreMessages"
  >;
  /** Deletes what was kept of the owner's threads for the next search: they have signed out. */
  readonly forget?: () => Promise<void>;
}

/** Who hears of what happens in a session; a session that is closed tells nobody anything. */
export interface SessionView {
  turnsChanged(conversation: Conversation): void;
  /** Draws the shown conversation from the beginning: it is another one, or patches cannot say what has changed. */
  redraw(): void;
  /** Something besides the turns has changed: queue, attachments, agent, whether something loads. */
  sendState(): void;
  showNotice(notice: Notice | undefined): void;
  /** Words came back into the message box. */
  draftRestored(notice: Notice | undefined): void;
  post(message: ToView): void;
  focusInput(): void;
  /** @param count tool calls that wait for a person, in any thread of the owner */
  waitingChanged(count: number): void;
}

export interface SessionDependencies {
  /** Makes the access to an owner's server; `signal` ends what is under way when the session is closed. */
  readonly connect: (account: Account, server: ServerAddress, signal: AbortSignal) => OwnerServices;
  readonly connection: Pick<
    ServerConnection,
    "ensure" | "refresh" | "status" | "notice" | "agents" | "findAgent" | "serverLabel"
  >;
  readonly choice: AgentChoice;
  readonly drafts: DraftStore;
  readonly store: TranscriptStore;
  readonly provider: AttachmentProvider;
  readonly showPreview: (text: string) => Promise<void>;
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
export class OwnerSession {
  readonly owner: Owner;
  /** Names the owner where addresses and user ids must not be told: in messages of the panel and as a key. */
  readonly id: string;
  readonly services: OwnerServices;
  readonly conversations: OpenConversations;
  readonly queue = new MessageQueue();
  readonly list: ThreadList;
  readonly navigator: ThreadNavigator;
  readonly sender: MessageSender;
  readonly attachmentActions: AttachmentActions;
  /** Resolves when the conversation that was shown last is shown again. */
  readonly restored: Promise<void>;
  private readonly abort = new AbortController();
  private readonly deletes: PendingDeletes;
  private readonly history: ThreadHistory;
  private readonly operations: ThreadOperations;
  private readonly regeneration: Regeneration;
  private hasRestored = false;
  private connected = false;
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
    const { choice, connection, store, logError, log } = deps;
    this.owner = ownerOf(account, server.key);
    this.id = idOf(this.owner);
    this.services = deps.connect(account, server, this.abort.signal);
    const { agents, threads } = this.services;
    this.conversations = new OpenConversations({
      owner: this.owner,
      agents,
      store,
      onChange: (conversation) => this.conversationChanged(conversation),
      onOpened: () => this.activityChanged(),
      logError,
      logUnknown: (type) => log.debug(`A chunk of type "${type}" is not shown.`),
      logTimes: (times) => log.info(describeRun(times)),
    });
    this.deletes = new PendingDeletes((threadId) => this.operations.deleteForGood(threadId));
    this.list = new ThreadList({
      service: threads,
      resourceId: account.sub,
      local: () => store.list(this.owner),
      live: () => this.conversations.all,
      hidden: () => new Set([this, ...before.sessions].flatMap(({ deletes }) => [...deletes.ids])),
      agentName: (id) => connection.findAgent(id)?.name ?? id,
      post: (list) => this.tell((view) => view.post({ type: "threads", list })),
      logError,
    });
    this.history = new ThreadHistory({
      threads,
      agent: (conversation) => this.agentOf(conversation),
      logError,
      onLoading: () => this.tell((view) => view.sendState()),
    });
    this.operations = new ThreadOperations({
      service: this.services.changes,
      conversations: this.conversations,
      list: this.list,
      deletes: this.deletes,
      agentId: (conversation) => this.agentOf(conversation).id,
      logError,
    });
    this.navigator = new ThreadNavigator({
      conversations: this.conversations,
      history: this.history,
      list: this.list,
      operations: this.operations,
      isReady: () => !this.isClosed && connection.status === "ready",
      useAgent: (id) => !this.isClosed && connection.findAgent(id) && choice.select(id),
      redraw: () => this.tell((view) => view.redraw()),
      focusInput: () => this.tell((view) => view.focusInput()),
      showNotice: (notice) => this.showNotice(notice),
      logError,
    });
    this.regeneration = new Regeneration({ service: this.services.changes, logError });
    this.sender = new MessageSender({
      resourceId: account.sub,
      connection,
      conversations: this.conversations,
      choice,
      queue: this.queue,
      regeneration: this.regeneration,
      isClosed: () => this.isClosed,
      restoreDraft: (text, back, notice) => this.restoreDraft(text, back, notice),
      showNotice: (notice) => this.showNotice(notice),
      onQueue: () => this.tell((view) => view.sendState()),
      readAgain: (conversation) => this.navigator.readAgain(conversation),
      logError,
    });
    this.attachmentActions = new AttachmentActions({
      list: attachments,
      provider: deps.provider,
      turns: () => this.conversations.shown.turns,
      showPreview: deps.showPreview,
      post: (message) => this.tell((view) => view.post(message)),
      showNotice: (notice) => this.showNotice(notice),
      logError,
    });
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
    return agents;
  }

  isLoadingEarlier(conversation: Conversation): boolean {
    return this.history.isLoading(conversation);
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
   * The window closes: what was deleted is deleted on the server, what was answered is written, and the queue's
   * words are in the draft.
   */
  async flush(): Promise<void> {
    this.returnQueue();
    await Promise.all([this.deletes.flush(), this.conversations.flush()]);
  }

  /**
   * Another owner takes over: runs end, the queue's words go back into this owner's draft, deletes go to this
   * owner's server, what was answered is written.
   */
  async close(): Promise<void> {
    if (!this.isClosed) {
      this.leave();
      this.conversations.stopAll();
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
    const undone = this.deletes.undoAll();
    await Promise.all([this.conversations.drop(), this.forgetSearch()]);
    return undone;
  }

  private async restore({ sessions, left }: Before): Promise<void> {
    if (sessions.length > 0 || left) {
      await Promise.all([left, ...sessions.map(({ conversations }) => conversations.flush())]);
    }
    await this.conversations.restoreLast();
  }

  private leave(): void {
    this.returnQueue();
    this.list.close();
    // From here on nobody is told anything.
    this.abort.abort();
  }

  private async forgetSearch(): Promise<void> {
    try {
      await this.services.forget?.();
    } catch (error) {
      // The conversations must be deleted all the same.
      this.deps.logError("deleting what a search has kept", error);
    }
  }

  private returnQueue(): void {
    const queued = this.queue.clear().map(({ message }) => message);
    if (queued.length > 0) {
      const words = queued.map(({ text }) => text).join("\n\n");
      const back = queued.flatMap(({ attachments }) => attachments);
      this.restoreDraft(words, back, undefined);
    }
  }

  private restoreDraft(text: string, attachments: readonly Attachment[], notice: Notice | undefined): void {
    this.attachments.restore(attachments);
    this.deps.drafts.restore(this.id, text);
    this.tell((view) => view.draftRestored(notice));
  }

  private showNotice(notice: Notice | undefined): void {
    this.tell((view) => view.showNotice(notice));
  }

  private conversationChanged(conversation: Conversation): void {
    this.tell((view) => view.turnsChanged(conversation));
    this.activityChanged();
  }

  /** Says when something begins, ends or waits in any thread; the chunks in between say nothing. */
  private activityChanged(): void {
    const activity = this.conversations.all
      // Asked at every chunk: the turns are looked at only while nothing is being written to them.
      .map(
        (each) =>
          `${each.threadId} ${each.busy} ${each.lastTurn?.state ?? ""} ${each.busy ? "" : countWaiting(each.turns)}`,
      )
      .join("\n");
    if (activity !== this.activity) {
      this.activity = activity;
      this.list.post();
      const waiting = this.conversations.all.reduce((sum, { turns }) => sum + countWaiting(turns), 0);
      this.tell((view) => view.waitingChanged(waiting));
    }
  }

  private agentOf(conversation: Conversation): { id: string; name: string } {
    const { choice, connection } = this.deps;
    const id =
      conversation.turns.findLast(({ agentId }) => agentId !== undefined)?.agentId ?? choice.current(connection.agents);
    return { id, name: connection.findAgent(id)?.name ?? id };
  }

  private tell(what: (view: SessionView) => void): void {
    if (!this.isClosed) {
      what(this.deps.view);
    }
  }
}

/** @see OwnerSession.id */
export function idOf(owner: Owner): string {
  return createHash("sha256").update(ownerKey(owner)).digest("hex").slice(0, 32);
}

function filePart(parts: readonly Part[] = [], partId: string): FilePart | undefined {
  for (const part of parts) {
    const within = part.kind === "tool" ? part.nested : part.kind === "step" ? part.parts : undefined;
    const found = part.kind === "file" && part.id === partId ? part : filePart(within, partId);
    if (found) {
      return found;
    }
  }
  return undefined;
}
