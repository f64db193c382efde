import type { Attachment } from "../agents/outgoingMessage";
import { accountName } from "../shared/account";
import type { Connection, Draft, ShownThread, ToView, ViewState } from "../shared/protocol";
import type { Notice, Transcript } from "../shared/transcript";
import type { AttachmentActions, Gathered } from "./attachments/attachmentActions";
import type { ChatControllerDependencies } from "./chatControllerDependencies";
import type { Conversation } from "./conversation";
import { deletesKept, othersThread } from "./conversationNotices";
import { NOBODY } from "./draftStore";
import type { OwnerPlace, SessionView } from "./ownerPlace";
import type { OwnerSession } from "./ownerSession";
import { PanelLink } from "./panelLink";
import { describeThread } from "./threads/localThread";

const NOTHING: Transcript = { threadId: "", turns: [] };

/**
 * Keeps the panel in step with the connection and with the conversation that is shown. The panel can go and come
 * back at any time; nothing typed is ever lost.
 */
export class ChatController<Place extends OwnerPlace = OwnerSession> implements SessionView {
  private notice: Notice | undefined;
  private signInHint: string | undefined;
  private readonly link: PanelLink;
  private wasBusy = false;
  /** The session whose shown thread the server was asked about since there is a panel. */
  private synced: Place | undefined;

  constructor(
    private readonly deps: ChatControllerDependencies<Place>,
    post: (message: ToView) => void,
  ) {
    this.link = new PanelLink(
      post,
      () => this.transcript,
      () => this.redraw(),
      (took) => this.shown?.told(took),
    );
  }

  /** True while a person can see the panel. */
  get isVisible(): boolean {
    return this.link.isLive;
  }

  /** True while a person can see a conversation here. */
  isShowing(conversation: Conversation): boolean {
    return this.isVisible && conversation === this.shown;
  }

  /** Whether a person reads this sentence in the panel at the moment. */
  isTold(message: string): boolean {
    return this.isVisible && this.viewState.notice?.message === message;
  }

  /** The panel has loaded: it gets everything at once, and then whatever the server says. */
  async panelReady(): Promise<void> {
    this.link.attach();
    this.synced = undefined;
    if (this.deps.connection.status === "loading") {
      await this.deps.connection.readAccount();
    }
    await this.deps.sessions.current()?.restored;
    this.redraw();
    await this.deps.connection.ensure();
    this.syncShown();
  }

  panelGone(): void {
    this.link.detach();
    this.deps.sessions.current()?.mirrors.refresh();
  }

  /** The account, the server or a setting has changed. Asks the server only while somebody looks. */
  async environmentChanged(): Promise<void> {
    const { connection } = this.deps;
    connection.invalidate();
    if (this.link.isLive || this.deps.isVisibleElsewhere?.()) {
      await connection.ensure();
    } else {
      // No request, but an account that has signed out must not be drawn when the panel comes back.
      await connection.readAccount();
    }
  }

  /** The connection knows more. */
  connectionChanged(): void {
    this.sendState();
    this.syncShown();
  }

  /** Another owner's session is the current one, or it shows the conversation again that it showed last. */
  sessionSwitched(): void {
    const current = this.deps.sessions.current();
    if (!current?.isRestored) {
      this.deps.onWaiting(0);
      // What was said to the last one is nothing to this one.
      this.notice = undefined;
    }
    this.redraw();
    this.syncShown();
  }

  turnsChanged(conversation: Conversation): void {
    if (conversation !== this.shown) {
      return;
    }
    this.link.turnsChanged();
    const isBusy = conversation.busy || this.answersElsewhere !== undefined;
    if (isBusy !== this.wasBusy) {
      this.wasBusy = isBusy;
      this.sendState();
    }
  }

  draftRestored(notice: Notice | undefined): void {
    this.sendDraft();
    this.showNotice(notice);
  }

  waitingChanged(count: number): void {
    this.deps.onWaiting(count);
    this.deps.onState?.();
  }

  /** Deletes of somebody who signed out were not carried out: their server cannot be told any more. */
  deletesUndone(count: number): void {
    this.showNotice(deletesKept(count));
  }

  /** Sends the panel a message, if there is one. */
  post(message: ToView): void {
    this.link.send(message);
  }

  focusInput(): void {
    this.link.focusInput();
  }

  /** Opens the list of threads, now or as soon as there is a panel. */
  showThreads(): void {
    this.link.show("showThreads");
  }

  /** Opens the workflows, now or as soon as there is a panel. */
  showWorkflows(): void {
    this.link.show("showWorkflows");
  }

  selectAgent(agentId: string): void {
    this.deps.choice.select(agentId);
    this.showNotice(undefined);
  }

  draftTyped(draft: Draft, { owner }: ShownThread): void {
    const { drafts } = this.deps;
    if (owner !== NOBODY || this.ownerId === NOBODY) {
      const whose = drafts.typed(owner, draft, owner === this.ownerId);
      if (whose !== owner && whose === this.ownerId) {
        this.sendDraft();
      }
    } else if (drafts.claimLate(this.ownerId, draft.text)) {
      this.sendDraft();
    }
  }

  /**
   * Sends what was typed in the panel, with what is attached there, to the thread that was shown then. Words for an
   * owner who is not the current one any more go into that owner's draft.
   *
   * @param now into the response that is being written, if there is one and the server takes it
   */
  async send(text: string, { owner, threadId }: ShownThread, now = false): Promise<void> {
    const session = this.deps.sessions.find(owner);
    if (session) {
      if (this.deps.drafts.sent(owner, text) && owner === this.ownerId) {
        this.sendDraft();
      }
      const attachments = session.attachments.clear();
      await session.sender.send(await session.conversations.get(threadId), { text, attachments, now });
    } else {
      this.keepWords(owner, text);
    }
  }

  /** Sends a changed question in the place of a turn and of everything after it; what is attached goes along as in `send`. */
  async editQuestion(turnId: string, text: string, { owner, threadId }: ShownThread): Promise<void> {
    const session = this.deps.sessions.find(owner);
    if (session) {
      const added = session.attachments.clear();
      await session.sender.askAgain(await session.conversations.get(threadId), turnId, text, added);
    } else {
      this.keepWords(owner, text);
    }
  }

  /**
   * Asks a question that was typed elsewhere than in the panel; nothing that is attached there goes along.
   *
   * @param agentId the picker's agent when left out
   * @param attachments what goes along; with words that cannot be sent it waits in the message box
   */
  async ask(text: string, agentId?: string, attachments: readonly Attachment[] = []): Promise<void> {
    const { connection, drafts, sessions } = this.deps;
    const asked = sessions.current();
    if (!asked) {
      // The first question of a window: who asks it has not been looked at yet.
      await connection.ensure();
    }
    const session = asked ?? sessions.current();
    if (!session) {
      drafts.restore(NOBODY, text);
      if (attachments.length > 0) {
        await sessions.attachmentActions()?.attachAll(() => Promise.resolve({ attachments, refused: [] }));
      }
      // Why it was not sent stands there already, such as what became of the sign-in.
      this.sendDraft();
      return;
    }
    if (!session.isRestored) {
      await session.restored;
    }
    const message = { text, attachments, ...(agentId === undefined ? {} : { agentId }) };
    if (session.conversations.shown) {
      await session.sender.send(session.conversations.shown, message);
    }
  }

  /**
   * Keeps words that were typed elsewhere in the message box while nobody is there who could ask them: a sign-in takes
   * its time, and the window may close before it has ended.
   *
   * @returns takes them out again, for `ask`; false when the person has changed or sent them there meanwhile
   */
  keepUntilAsked(text: string): () => boolean {
    if (this.deps.sessions.current()) {
      return () => true;
    }
    this.fillDraft(text);
    return () => {
      const isThere = this.deps.drafts.take(this.ownerId, text);
      this.sendDraft();
      return isThere;
    };
  }

  /**
   * The session that a command means: the current one, or, in a window where nobody has looked yet, that of whoever
   * turns out to be signed in. Asks the server nothing.
   */
  async opened(): Promise<Place | undefined> {
    const { connection, sessions } = this.deps;
    const current = sessions.current();
    if (!current) {
      await connection.readAccount();
    }
    const session = current ?? sessions.current();
    if (session && !session.isRestored) {
      await session.restored;
    }
    return session;
  }

  /** Puts words into the message box, before what is typed there; they go along with nothing else. */
  fillDraft(text: string): void {
    this.deps.drafts.restore(this.ownerId, text);
    this.sendDraft();
  }

  /** @param selection what is selected in the editor; undefined when nothing is */
  async attachSelection(selection: Attachment | undefined): Promise<void> {
    (await this.attachmentActions())?.attachSelection(selection);
  }

  /**
   * Attaches what a person has chosen in a menu of VS Code. Why something could not be attached is said in the panel.
   *
   * @param gathering under way since the person chose, whoever has to be looked for meanwhile
   */
  async attach(gathering: Promise<Gathered>): Promise<void> {
    // What it ends with is said where it is waited for.
    gathering.catch(() => undefined);
    await (await this.attachmentActions())?.attachAll(() => gathering);
  }

  private async attachmentActions(): Promise<AttachmentActions | undefined> {
    const { connection, sessions } = this.deps;
    if (!sessions.current()) {
      await connection.ensure();
    }
    return sessions.attachmentActions();
  }

  /** @param hint what to do next in the sign-in that is under way */
  signInChanged(hint: string | undefined): void {
    this.signInHint = hint;
    this.sendState();
  }

  showNotice(notice: Notice | undefined): void {
    this.notice = notice;
    this.sendState();
  }

  hideNotice(notice: Notice): void {
    if (this.notice === notice) {
      this.showNotice(undefined);
    }
  }

  /** Something that the state tells has changed. */
  sendState(): void {
    this.link.send({ type: "state", state: this.viewState });
    this.deps.onState?.();
  }

  /** Draws the shown conversation from the beginning. */
  redraw(): void {
    const { shown } = this;
    const session = this.deps.sessions.current();
    // Before the thread is read: what ends in between would be told by neither.
    session?.mirrors.refresh();
    this.wasBusy = shown?.busy === true || this.answersElsewhere !== undefined;
    if (shown && this.isVisible) {
      session?.seen(shown);
    }
    this.link.snapshot({
      type: "snapshot",
      owner: this.ownerId,
      state: this.viewState,
      transcript: this.transcript,
      draft: this.deps.drafts.of(this.ownerId),
      strings: this.deps.strings(),
    });
    this.deps.onState?.();
  }

  /** Words for somebody who has left since go into their draft, or to whoever has got it. */
  private keepWords(owner: string, text: string): void {
    const whose = this.deps.drafts.restore(owner, text);
    if (whose !== owner && whose === this.ownerId) {
      this.sendDraft();
    }
  }

  private get shown(): Conversation | undefined {
    return this.deps.sessions.current()?.conversations.shown;
  }

  /** As a person sees it. */
  private get transcript(): Transcript {
    const { shown } = this;
    const session = this.deps.sessions.current();
    return shown && session ? { ...shown.transcript, turns: session.mirrors.turns(shown) } : NOTHING;
  }

  /** @see PlaceMirrors.agentId */
  private get answersElsewhere(): string | undefined {
    const { shown } = this;
    return shown && this.deps.sessions.current()?.mirrors.agentId(shown);
  }

  private get ownerId(): string {
    const { sessions } = this.deps;
    return sessions.current()?.id ?? sessions.otherOwner?.() ?? NOBODY;
  }

  private sendDraft(): void {
    const nobody = this.ownerId === NOBODY ? { owner: NOBODY } : {};
    this.link.send({ type: "draft", draft: this.deps.drafts.of(this.ownerId), ...nobody });
  }

  /** Asks the server what it has of the shown thread, once there is a panel and the server can be asked. */
  private syncShown(): void {
    const session = this.deps.sessions.current();
    const ready = this.link.isLive && this.deps.connection.status === "ready" && session?.isRestored;
    session?.mirrors.refresh();
    if (ready && this.synced !== session) {
      this.lookAgain();
    }
    this.synced = ready ? session : undefined;
  }

  /** What was asked in another window or on another computer meanwhile, if somebody sees this place. */
  lookAgain(): void {
    const session = this.deps.sessions.current();
    const shown = session?.conversations.shown;
    if (this.link.isLive && shown) {
      void session.navigator.sync(shown);
      void session.lookForWaiting();
    }
  }

  /** What the view shows besides the turns. */
  get viewState(): ViewState {
    const { connection, choice, sessions } = this.deps;
    const { serverLabel, account, agents, isOpen } = connection;
    const session = sessions.current();
    const shown = session?.conversations.shown;
    const isOthers = sessions.otherOwner?.() !== undefined;
    const status = isOthers ? "failed" : this.status(session);
    const missing = status === "ready" ? choice.missing(agents, serverLabel) : undefined;
    const notice = isOthers ? othersThread() : (connection.notice ?? this.notice ?? missing);
    const context = sessions.attached();
    const currentFile = this.deps.currentFile();
    const approved = (shown && session.approvals.made?.keys(shown.threadId)) ?? [];
    const elsewhere = this.answersElsewhere;
    const answering = shown?.busy ? shown.lastTurn?.agentId : elsewhere;
    const tools = session && shown && this.deps.editorAccess?.state(session.id, shown.threadId);
    return {
      connection: status,
      serverLabel: this.deps.serverName() ?? serverLabel,
      accountLabel: account && !isOpen ? accountName(account) : "",
      agents,
      agentId: choice.current(agents),
      busy: shown?.busy === true || elsewhere !== undefined,
      title: shown ? describeThread(shown.transcript).title : "",
      queue: session && shown ? session.queue.shown(shown.threadId, answering) : [],
      context,
      loadingEarlier: session && shown ? session.isLoadingEarlier(shown) : false,
      look: this.deps.look(),
      ...(session?.hasWorkflows ? { workflows: true as const } : {}),
      ...(isOpen ? { isOpen: true as const } : {}),
      ...(this.deps.isTrusted() ? {} : { untrusted: true as const }),
      ...(approved.length > 0 ? { approved } : {}),
      ...(session?.sender.cannotSteer ? { cannotSteer: true as const } : {}),
      ...(tools ? { editorTools: tools === "off" ? tools : "on" } : {}),
      ...shown?.withOptions,
      ...(session?.deleted ? { deleted: session.deleted } : {}),
      ...(notice ? { notice } : {}),
      ...(currentFile && !context.some(({ id }) => id === currentFile.id) ? { currentFile } : {}),
      ...(status === "signingIn" && this.signInHint !== undefined ? { signInHint: this.signInHint } : {}),
    };
  }

  /** Until the last conversation is there, an empty one would be taken for it. */
  private status(session: Place | undefined): Connection {
    const { status } = this.deps.connection;
    return status === "ready" && !session?.isRestored ? "loading" : status;
  }
}
