import type { AgentService } from "../../agents/agentService";
import type { ClientAccess } from "../../agents/clientAccess";
import type { Notice } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import type { MirrorFeedDependencies } from "./mirrorFeed";

/** Milliseconds. */
export const WAITS = {
  /** For a run to be told once more after its connection was lost, and for its end after it was stopped. */
  again: 3_000,
  /** For calls in another editor, before the thread is read without their results. */
  calls: 30_000,
};

export interface ThreadMirrorDependencies {
  readonly access: Pick<ClientAccess, "attempt" | "translated">;
  readonly agents: Pick<AgentService, "abortRun">;
  readonly resourceId: string;
  /** The agent that answers in a thread, with the name of another one where its id is given. */
  readonly agentOf: (conversation: Conversation, agentId?: string) => { readonly id: string; readonly name: string };
  /** Reads what the server has of a thread; `reading` is asked then. @throws UserFacingError */
  readonly sync: (conversation: Conversation) => Promise<void>;
  /** What is shown has changed. */
  readonly onChange: (conversation: Conversation) => void;
  /** Our own message has come into a run. */
  readonly onSteered: (threadId: string, id: string) => void;
  /** Whether something waits in a thread for the end of a run, and must be told of it though nobody looks. */
  readonly isNeeded: (conversation: Conversation) => boolean;
  /** A run has ended, and the thread is read; or it has been read, and something has waited since before that. */
  readonly onRest: (conversation: Conversation) => void;
  readonly onUnreadable: (conversation: Conversation, error: unknown) => void;
  readonly lostNotice: () => Notice;
  readonly logError: (what: string, error: unknown) => void;
  /** Milliseconds; for tests. */
  readonly waits?: MirrorFeedDependencies["waits"] & Partial<typeof WAITS>;
  readonly failedLookMs?: number;
}

/** What the server has made of the subscription. */
export interface SubscriptionAnswer {
  /** It tells what happens in the thread. */
  readonly onTaken: () => void;
  /** It tells nothing. */
  readonly onRefused: (error: unknown) => void;
}
