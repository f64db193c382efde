import type { Attachment } from "../agents/outgoingMessage";
import type { ApprovalScope } from "../shared/transcript";
import type { ChosenAgent } from "./agentChoice";

/** A call that waits, and what says that it may run. */
export interface ApprovedCall {
  readonly turnId: string;
  readonly toolCallId: string;
  readonly scope: ApprovalScope;
}

/** What a person has written, to whom, and what goes along with it; all of it taken when they pressed the key. */
export interface WrittenMessage {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The agent that was asked by name; the picker's when left out. */
  readonly agentId?: string;
  /** It goes into the response that is being written, where the server takes it. */
  readonly now?: boolean;
  /** What the picker said when the person acted, where that is a while ago. */
  readonly chosen?: ChosenAgent;
}
