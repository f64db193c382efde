import type { AgentChoice } from "./agentChoice";
import type { RememberedApprovals } from "./approvals/rememberedApprovals";
import type { AttachmentActions } from "./attachments/attachmentActions";
import type { AttachmentList } from "./attachments/attachmentList";
import type { Conversation } from "./conversation";
import type { DraftStore } from "./draftStore";
import type { MessageQueue } from "./messageQueue";
import type { MessageSender } from "./messageSender";
import type { OwnerServices } from "./ownerServices";
import type { PlaceConversations } from "./placeConversations";
import type { ThreadList } from "./threads/threadList";
import type { ThreadNavigator } from "./threads/threadNavigator";
import type { Workflows } from "./workflows/createWorkflows";
import type { Account } from "../shared/account";
import type { Lazy } from "../shared/lazily";
import type { ToView } from "../shared/protocol";
import type { ThreadOptions } from "../shared/threadOptions";
import type { DeletedThread } from "../shared/threads";
import type { FilePart, Notice, Turn } from "../shared/transcript";

/** Who hears of what happens in a session; a session that is closed tells nobody anything. */
export interface SessionView {
  turnsChanged(conversation: Conversation): void;
  /** True while a person can see a conversation here. */
  isShowing(conversation: Conversation): boolean;
  /** Draws the shown conversation from the beginning: it is another one, or patches cannot say what has changed. */
  redraw(): void;
  /** Something besides the turns has changed: queue, attachments, agent, whether something loads. */
  sendState(): void;
  showNotice(notice: Notice | undefined): void;
  /** Takes a notice away, unless another one has taken its place. */
  hideNotice(notice: Notice): void;
  /** Words came back into the message box. */
  draftRestored(notice: Notice | undefined): void;
  post(message: ToView): void;
  focusInput(): void;
  /** @param count tool calls that wait for a person, in any thread of the owner */
  waitingChanged(count: number): void;
}

/** What is a place's own. */
export interface PlaceHooks {
  readonly view: SessionView;
  readonly conversations: PlaceConversations;
  readonly attachments: AttachmentList;
  readonly choice: AgentChoice;
  readonly drafts: Pick<DraftStore, "restore">;
}

/** What a person does in one place. */
export interface PlaceParts {
  readonly list: ThreadList;
  readonly navigator: Navigator;
  readonly sender: MessageSender;
  readonly attachmentActions: AttachmentActions;
}

/** What a panel needs to move between threads. */
export type Navigator = Pick<
  ThreadNavigator,
  "newThread" | "open" | "sync" | "readAgain" | "loadEarlier" | "rename" | "delete" | "undo" | "branch"
>;

/** What is answered elsewhere in the threads that a person sees: in another window, or on another computer. */
export interface PlaceMirrors {
  /** What a place shows has changed, or whether a person sees it. */
  refresh(): void;
  /** The turns of a conversation as a person sees them: with those that come in another window. */
  turns(conversation: Conversation): readonly Turn[];
  /** The agent that answers in a thread elsewhere at the moment. */
  agentId(conversation: Conversation): string | undefined;
}

/**
 * A place of one owner that shows a thread of theirs: the view, which is the session itself, or an editor tab. Runs,
 * queues and turns are the owner's; a place has only what is shown there and what is typed there.
 */
export interface OwnerPlace extends PlaceParts {
  readonly id: string;
  readonly account: Pick<Account, "sub">;
  readonly conversations: Pick<PlaceConversations, "shown" | "find" | "get">;
  readonly services: Pick<OwnerServices, "agents">;
  readonly attachments: AttachmentList;
  readonly approvals: Lazy<RememberedApprovals>;
  readonly workflows: Lazy<Workflows>;
  /** The server has some. */
  readonly hasWorkflows: boolean;
  readonly queue: Pick<MessageQueue, "shown">;
  readonly deleted: DeletedThread | undefined;
  readonly isClosed: boolean;
  /** True once the thread is there that the place shows. */
  readonly isRestored: boolean;
  /** @see isRestored */
  readonly restored: Promise<void>;
  isLoadingEarlier(conversation: Conversation): boolean;
  filePart(conversation: Conversation, turnId: string, partId: string): FilePart | undefined;
  lookForWaiting(): Promise<void>;
  setOptions(conversation: Conversation, options: ThreadOptions): void;
  /** A person sees the conversation. */
  seen(conversation: Conversation): void;
  readonly mirrors: PlaceMirrors;
}
