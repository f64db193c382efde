import type { ContextItem } from "../shared/context";
import { accountName } from "../shared/account";
import { accountKey } from "../shared/owner";
import type { Connection, Draft, Look, QueuedMessage, ToView, ViewState } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import type { AgentChoice } from "./agentChoice";
import type { Conversation } from "./conversation";
import type { DraftBox } from "./draftBox";
import { PanelLink } from "./panelLink";
import type { ServerConnection } from "./serverConnection";
import type { ThreadKeeper } from "./threadKeeper";
import { describeThread } from "./threads/localThread";

export interface ChatParts {
  readonly connection: ServerConnection;
  readonly threads: ThreadKeeper;
  readonly choice: AgentChoice;
  readonly drafts: DraftBox;
  /** What people call the server, if the settings give it a name. */
  readonly serverName: () => string | undefined;
  /** The server's origin, or undefined while no valid one is set. */
  readonly origin: () => string | undefined;
  /** The l10n bundle of the display language. */
  readonly strings: () => Readonly<Record<string, string>>;
  readonly look: () => Look;
  /** What is attached to the next message. */
  readonly context: () => readonly ContextItem[];
  readonly queue: (threadId: string) => readonly QueuedMessage[];
  readonly isLoadingEarlier: (conversation: Conversation) => boolean;
  /** The shown conversation belongs to somebody else now; what was known of the last one's goes. */
  readonly onOwnerChanged: () => void;
  /** The panel shows a conversation that it did not have before, and the server can be asked about it. */
  readonly onShown: () => void;
}

const NOBODY: ReadonlySet<Connection> = new Set(["signedOut", "noServer", "restricted"]);

/**
 * Keeps the panel in step with the connection and with the conversation that is shown. The panel can
 * go and come back at any time; nothing typed is ever lost.
 */
export class ChatController {
  private notice: Notice | undefined;
  private signInHint: string | undefined;
  private readonly link: PanelLink;
  private wasBusy = false;
  private wasReady = false;

  constructor(
    private readonly parts: ChatParts,
    post: (message: ToView) => void,
  ) {
    const shown = (): Conversation => this.parts.threads.conversation;
    this.link = new PanelLink(
      post,
      () => shown().transcript,
      () => this.redraw(),
      (took) => shown().told(took),
    );
  }

  /** The panel has loaded: it gets everything at once, and then whatever the server says. */
  async panelReady(): Promise<void> {
    this.link.attach();
    this.wasReady = false;
    await this.adoptAccount();
    this.redraw();
    await this.parts.connection.ensure();
    this.tellShown();
  }

  /** True while a person can see the panel. */
  get isVisible(): boolean {
    return this.link.isLive;
  }

  panelGone(): void {
    this.link.detach();
  }

  /** Sends the panel a message, if there is one. */
  post(message: ToView): void {
    this.link.send(message);
  }

  /** The account, the server or a setting has changed. Asks the server only while somebody looks. */
  async environmentChanged(): Promise<void> {
    const { connection } = this.parts;
    connection.invalidate();
    if (this.link.isLive) {
      await connection.ensure();
    } else {
      // No request, but whoever is not signed in any more must not be drawn when the panel comes back.
      await connection.readAccount();
      await this.adoptAccount();
    }
  }

  /** Called by the connection whenever it knows more. */
  async connectionChanged(): Promise<void> {
    if (await this.adoptAccount()) {
      this.redraw();
    } else {
      this.sendState();
    }
    this.tellShown();
  }

  /** Called by the thread keeper whenever a turn has changed. */
  turnsChanged(conversation: Conversation): void {
    if (conversation !== this.parts.threads.conversation) {
      return;
    }
    this.link.turnsChanged();
    if (conversation.busy !== this.wasBusy) {
      this.wasBusy = conversation.busy;
      this.sendState();
    }
  }

  selectAgent(agentId: string): void {
    this.parts.choice.select(agentId);
    this.showNotice(undefined);
  }

  draftTyped(draft: Draft): void {
    this.parts.drafts.typed(draft);
  }

  focusInput(): void {
    this.link.focusInput();
  }

  /** Opens the list of threads, now or as soon as there is a panel. */
  showThreads(): void {
    this.link.showThreads();
  }

  /** After a sign-out nothing of the account's conversations stays on this machine. */
  async forget(account: string): Promise<void> {
    this.notice = undefined;
    if (await this.parts.threads.forget(account)) {
      this.parts.onOwnerChanged();
    }
    this.redraw();
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

  /** Puts words into the box that could not be sent, and says why. */
  giveBack(text: string, notice: Notice | undefined): void {
    this.parts.drafts.giveBack(text);
    this.link.send({ type: "draft", draft: this.parts.drafts.current });
    this.showNotice(notice);
  }

  /**
   * Makes the conversation of whoever is signed in the shown one.
   *
   * @returns true when it is another conversation now
   */
  async adoptAccount(): Promise<boolean> {
    const { connection, threads } = this.parts;
    const { account, status } = connection;
    const owner = account && { account: accountKey(account), origin: this.parts.origin() ?? "" };
    // While it is being found out who is there, what is drawn stays.
    const changed = (owner !== undefined || NOBODY.has(status)) && (await threads.adopt(owner));
    if (changed) {
      this.wasReady = false;
      this.parts.onOwnerChanged();
    }
    return changed;
  }

  /** Something that the state tells has changed. */
  sendState(): void {
    this.link.send({ type: "state", state: this.state() });
  }

  /** Draws the shown conversation from the beginning. */
  redraw(): void {
    this.wasBusy = this.parts.threads.conversation.busy;
    this.link.snapshot({
      type: "snapshot",
      state: this.state(),
      transcript: this.parts.threads.conversation.transcript,
      draft: this.parts.drafts.current,
      strings: this.parts.strings(),
    });
  }

  private tellShown(): void {
    const ready = this.link.isLive && this.parts.connection.status === "ready";
    if (ready && !this.wasReady) {
      this.parts.onShown();
    }
    this.wasReady = ready;
  }

  private state(): ViewState {
    const { connection, choice, threads } = this.parts;
    const { conversation } = threads;
    const { status, serverLabel, account, agents } = connection;
    const missing = status === "ready" ? choice.missing(agents, serverLabel) : undefined;
    const notice = connection.notice ?? this.notice ?? missing;
    return {
      connection: status,
      serverLabel: this.parts.serverName() ?? serverLabel,
      accountLabel: account ? accountName(account) : "",
      agents,
      agentId: choice.current(agents),
      busy: conversation.busy,
      title: describeThread(conversation.transcript).title,
      queue: this.parts.queue(conversation.threadId),
      context: this.parts.context(),
      loadingEarlier: this.parts.isLoadingEarlier(conversation),
      look: this.parts.look(),
      ...(notice ? { notice } : {}),
      ...(status === "signingIn" && this.signInHint !== undefined ? { signInHint: this.signInHint } : {}),
    };
  }
}
