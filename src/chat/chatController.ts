import * as l10n from "@vscode/l10n";
import type { Attachment } from "../agents/outgoingMessage";
import { accountName } from "../shared/account";
import type { ContextItem } from "../shared/context";
import { formatNumber, plural } from "../shared/formats";
import type { Connection, Draft, Look, ShownThread, ToView, ViewState } from "../shared/protocol";
import type { Notice, Transcript } from "../shared/transcript";
import type { AgentChoice } from "./agentChoice";
import type { Conversation } from "./conversation";
import { type DraftStore, NOBODY } from "./draftStore";
import type { OwnerSession, SessionView } from "./ownerSession";
import type { OwnerSessions } from "./ownerSessions";
import { PanelLink } from "./panelLink";
import type { ServerConnection } from "./serverConnection";
import { describeThread } from "./threads/localThread";

export interface ChatControllerDependencies {
  readonly connection: ServerConnection;
  readonly sessions: {
    current(): OwnerSession | undefined;
    /** What goes along with the next message of whoever is there, or will be. */
    attached(): readonly ContextItem[];
  } & Pick<OwnerSessions, "find" | "attachmentActions">;
  readonly choice: AgentChoice;
  readonly drafts: DraftStore;
  /** What people call the server, if the settings give it a name. */
  readonly serverName: () => string | undefined;
  /** The l10n bundle of the display language. */
  readonly strings: () => Readonly<Record<string, string>>;
  readonly look: () => Look;
  /** How many tool calls wait for a person, in any thread. */
  readonly onWaiting: (count: number) => void;
}

const NOTHING: Transcript = { threadId: "", turns: [] };

/**
 * Keeps the panel in step with the connection and with the conversation that is shown. The panel can go and come
 * back at any time; nothing typed is ever lost.
 */
export class ChatController implements SessionView {
  private notice: Notice | undefined;
  private signInHint: string | undefined;
  private readonly link: PanelLink;
  private wasBusy = false;
  /** The session whose shown thread the server was asked about since there is a panel. */
  private synced: OwnerSession | undefined;

  constructor(
    private readonly deps: ChatControllerDependencies,
    post: (message: ToView) => void,
  ) {
    this.link = new PanelLink(
      post,
      () => this.shown?.transcript ?? NOTHING,
      () => this.redraw(),
      (took) => this.shown?.told(took),
    );
  }

  /** True while a person can see the panel. */
  get isVisible(): boolean {
    return this.link.isLive;
  }

  /** The panel has loaded: it gets everything at once, and then whatever the server says. */
  async panelReady(): Promise<void> {
    this.link.attach();
    this.synced = undefined;
    if (this.deps.connection.status === "loading") {
      await this.deps.connection.readAccount();
      await this.deps.sessions.current()?.restored;
    }
    this.redraw();
    await this.deps.connection.ensure();
    this.syncShown();
  }

  panelGone(): void {
    this.link.detach();
  }

  /** The account, the server or a setting has changed. Asks the server only while somebody looks. */
  async environmentChanged(): Promise<void> {
    const { connection } = this.deps;
    connection.invalidate();
    if (this.link.isLive) {
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
    if (conversation.busy !== this.wasBusy) {
      this.wasBusy = conversation.busy;
      this.sendState();
    }
  }

  draftRestored(notice: Notice | undefined): void {
    this.sendDraft();
    this.showNotice(notice);
  }

  waitingChanged(count: number): void {
    this.deps.onWaiting(count);
  }

  /** Deletes of somebody who signed out were not carried out: their server cannot be told any more. */
  deletesUndone(count: number): void {
    this.showNotice({
      message: plural(
        count,
        l10n.t(
          "The thread you deleted was kept on the server, because you signed out first. You find it when you sign in again.",
        ),
        l10n.t(
          "The {0} threads you deleted were kept on the server, because you signed out first. You find them when you sign in again.",
          formatNumber(count),
        ),
      ),
      actions: [],
    });
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
    this.link.showThreads();
  }

  selectAgent(agentId: string): void {
    this.deps.choice.select(agentId);
    this.showNotice(undefined);
  }

  draftTyped(draft: Draft, { owner }: ShownThread): void {
    const { drafts } = this.deps;
    if (owner !== NOBODY || this.ownerId === NOBODY) {
      drafts.typed(owner, draft, owner === this.ownerId);
    } else if (drafts.claimLate(this.ownerId, draft.text)) {
      this.sendDraft();
    }
  }

  /**
   * Sends what was typed in the panel, with what is attached there, to the thread that was shown then. Words for an
   * owner who is not the current one any more go into that owner's draft.
   */
  async send(text: string, { owner, threadId }: ShownThread): Promise<void> {
    const session = this.deps.sessions.find(owner);
    if (session) {
      const attachments = session.attachments.clear();
      await session.sender.send(await session.conversations.get(threadId), { text, attachments });
    } else {
      this.deps.drafts.restore(owner, text);
    }
  }

  /** Sends a changed question in the place of a turn and of everything after it; as `send`. */
  async editQuestion(turnId: string, text: string, { owner, threadId }: ShownThread): Promise<void> {
    const session = this.deps.sessions.find(owner);
    if (session) {
      await session.sender.askAgain(await session.conversations.get(threadId), turnId, text);
    } else {
      this.deps.drafts.restore(owner, text);
    }
  }

  /**
   * Asks a question that was typed elsewhere than in the panel; nothing that is attached there goes along.
   *
   * @param agentId the picker's agent when left out
   */
  async ask(text: string, agentId?: string): Promise<void> {
    const { connection, drafts, sessions } = this.deps;
    const asked = sessions.current();
    if (!asked) {
      // The first question of a window: who asks it has not been looked at yet.
      await connection.ensure();
    }
    const session = asked ?? sessions.current();
    if (!session) {
      drafts.restore(NOBODY, text);
      this.draftRestored(connection.notice);
      return;
    }
    if (!session.isRestored) {
      await session.restored;
    }
    const message = { text, attachments: [], ...(agentId === undefined ? {} : { agentId }) };
    await session.sender.send(session.conversations.shown, message);
  }

  /**
   * The session that a command means: the current one, or, in a window where nobody has looked yet, that of whoever
   * turns out to be signed in. Asks the server nothing.
   */
  async opened(): Promise<OwnerSession | undefined> {
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

  /** @param selection what is selected in the editor; undefined when nothing is */
  async attachSelection(selection: Attachment | undefined): Promise<void> {
    const { connection, sessions } = this.deps;
    if (!sessions.current()) {
      await connection.ensure();
    }
    sessions.attachmentActions()?.attachSelection(selection);
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

  /** Something that the state tells has changed. */
  sendState(): void {
    this.link.send({ type: "state", state: this.state() });
  }

  /** Draws the shown conversation from the beginning. */
  redraw(): void {
    this.wasBusy = this.shown?.busy ?? false;
    this.link.snapshot({
      type: "snapshot",
      owner: this.ownerId,
      state: this.state(),
      transcript: this.shown?.transcript ?? NOTHING,
      draft: this.deps.drafts.of(this.ownerId),
      strings: this.deps.strings(),
    });
  }

  private get shown(): Conversation | undefined {
    return this.deps.sessions.current()?.conversations.shown;
  }

  private get ownerId(): string {
    return this.deps.sessions.current()?.id ?? NOBODY;
  }

  private sendDraft(): void {
    this.link.send({ type: "draft", draft: this.deps.drafts.of(this.ownerId) });
  }

  /** Asks the server what it has of the shown thread, once there is a panel and the server can be asked. */
  private syncShown(): void {
    const session = this.deps.sessions.current();
    const ready = this.link.isLive && this.deps.connection.status === "ready" && session?.isRestored;
    if (session && ready && this.synced !== session) {
      void session.navigator.sync(session.conversations.shown);
    }
    this.synced = ready ? session : undefined;
  }

  private state(): ViewState {
    const { connection, choice, sessions } = this.deps;
    const { serverLabel, account, agents } = connection;
    const session = sessions.current();
    const shown = session?.conversations.shown;
    const status = this.status(session);
    const missing = status === "ready" ? choice.missing(agents, serverLabel) : undefined;
    const notice = connection.notice ?? this.notice ?? missing;
    return {
      connection: status,
      serverLabel: this.deps.serverName() ?? serverLabel,
      accountLabel: account ? accountName(account) : "",
      agents,
      agentId: choice.current(agents),
      busy: shown?.busy ?? false,
      title: shown ? describeThread(shown.transcript).title : "",
      queue: session && shown ? session.queue.shown(shown.threadId) : [],
      context: sessions.attached(),
      loadingEarlier: session && shown ? session.isLoadingEarlier(shown) : false,
      look: this.deps.look(),
      ...(notice ? { notice } : {}),
      ...(status === "signingIn" && this.signInHint !== undefined ? { signInHint: this.signInHint } : {}),
    };
  }

  /** Until the last conversation is there, an empty one would be taken for it. */
  private status(session: OwnerSession | undefined): Connection {
    const { status } = this.deps.connection;
    return status === "ready" && !session?.isRestored ? "loading" : status;
  }
}
