import { noSuchAgent } from "../agents/requestError";
import { accountKey, accountName } from "../shared/account";
import type { Connection, Draft, ToView, ViewState } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import { noticeOf } from "../shared/userFacingError";
import type { AgentChoice } from "./agentChoice";
import { stillBusy } from "./conversationNotices";
import type { DraftBox } from "./draftBox";
import { PanelLink } from "./panelLink";
import type { ServerConnection } from "./serverConnection";
import type { ThreadKeeper } from "./threadKeeper";

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
  readonly logError: (what: string, error: unknown) => void;
}

const NOBODY: ReadonlySet<Connection> = new Set(["signedOut", "noServer", "restricted"]);

/**
 * Takes what a person does, in the panel or through a command, and keeps the panel and the
 * conversation in step. The panel can go and come back at any time; nothing typed is ever lost.
 */
export class ChatController {
  private notice: Notice | undefined;
  private signInHint: string | undefined;
  private readonly link: PanelLink;
  private wasBusy = false;

  constructor(
    private readonly parts: ChatParts,
    post: (message: ToView) => void,
  ) {
    this.link = new PanelLink(post, () => this.parts.threads.conversation.transcript);
  }

  /** The panel has loaded: it gets everything at once, and then whatever the server says. */
  async panelReady(): Promise<void> {
    this.link.attach();
    await this.adoptAccount();
    this.sendSnapshot();
    await this.parts.connection.ensure();
  }

  /** True while a person can see the panel. */
  get isVisible(): boolean {
    return this.link.isLive;
  }

  panelGone(): void {
    this.link.detach();
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
      this.sendSnapshot();
    } else {
      this.sendState();
    }
  }

  /** Called by the thread keeper whenever a turn has changed. */
  turnsChanged(): void {
    const { busy } = this.parts.threads.conversation;
    this.link.turnsChanged();
    if (busy !== this.wasBusy) {
      this.wasBusy = busy;
      this.sendState();
    }
  }

  /**
   * Sends a message to an agent. Whatever keeps it from being sent, the text is back in the box.
   *
   * @param agentId the picker's agent when left out
   */
  async send(text: string, agentId?: string): Promise<void> {
    if (text.trim() === "") {
      return;
    }
    this.notice = undefined;
    try {
      await this.trySend(text, agentId);
    } catch (error) {
      this.parts.logError("sending a message", error);
      this.giveBack(text, noticeOf(error));
    }
  }

  stop(): void {
    this.parts.threads.conversation.stop();
  }

  async decideToolCall(turnId: string, toolCallId: string, approved: boolean): Promise<void> {
    this.showNotice(undefined);
    try {
      await this.parts.threads.conversation.decide(turnId, toolCallId, approved);
    } catch (error) {
      this.parts.logError("deciding a tool call", error);
      this.showNotice(noticeOf(error));
    }
  }

  private async trySend(text: string, agentId: string | undefined): Promise<void> {
    const { connection, threads, choice } = this.parts;
    await connection.ensure();
    if (agentId !== undefined && connection.status === "ready" && !connection.findAgent(agentId)) {
      // The server may have got this agent since it was asked.
      await connection.refresh();
    }
    await this.adoptAccount();
    const { account, status } = connection;
    if (status !== "ready" || !account) {
      this.giveBack(text, connection.notice);
      return;
    }
    // Only here: two messages may have come while the connection was looked at.
    if (threads.conversation.busy) {
      throw stillBusy();
    }
    const id = agentId ?? choice.current(connection.agents);
    const agent = connection.findAgent(id);
    if (!agent) {
      throw noSuchAgent(connection.serverLabel, id);
    }
    if (agentId !== undefined) {
      // Whoever was asked by name is who the next message goes to.
      choice.select(agentId);
    }
    await threads.conversation.send(text, agent, account.sub);
  }

  newThread(): void {
    this.notice = undefined;
    this.parts.threads.startNew();
    this.sendSnapshot();
    this.focusInput();
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

  /** After a sign-out nothing of the account's conversations stays on this machine. */
  async forget(account: string): Promise<void> {
    this.notice = undefined;
    await this.parts.threads.forget(account);
    this.sendSnapshot();
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

  /** Puts a message into the box that could not be sent, and says why. */
  giveBack(text: string, notice: Notice | undefined): void {
    this.parts.drafts.giveBack(text);
    this.link.send({ type: "draft", draft: this.parts.drafts.current });
    this.showNotice(notice);
  }

  private async adoptAccount(): Promise<boolean> {
    const { connection, threads } = this.parts;
    const { account, status } = connection;
    if (account) {
      return threads.adopt({ account: accountKey(account), origin: this.parts.origin() ?? "" });
    }
    // While it is being found out who is there, what is drawn stays.
    return NOBODY.has(status) && threads.adopt(undefined);
  }

  private state(): ViewState {
    const { connection, choice, threads } = this.parts;
    const { status, serverLabel, account, agents } = connection;
    const missing = status === "ready" ? choice.missing(agents, serverLabel) : undefined;
    const notice = connection.notice ?? this.notice ?? missing;
    return {
      connection: status,
      serverLabel: this.parts.serverName() ?? serverLabel,
      accountLabel: account ? accountName(account) : "",
      agents,
      agentId: choice.current(agents),
      busy: threads.conversation.busy,
      ...(notice ? { notice } : {}),
      ...(status === "signingIn" && this.signInHint !== undefined ? { signInHint: this.signInHint } : {}),
    };
  }

  private sendState(): void {
    this.link.send({ type: "state", state: this.state() });
  }

  private sendSnapshot(): void {
    this.link.snapshot({
      type: "snapshot",
      state: this.state(),
      transcript: this.parts.threads.conversation.transcript,
      draft: this.parts.drafts.current,
      strings: this.parts.strings(),
    });
  }
}
