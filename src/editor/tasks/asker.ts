import type { AgentChoice, ChosenAgent } from "../../chat/agentChoice";
import type { Conversation } from "../../chat/conversation";
import type { OwnerSession } from "../../chat/ownerSession";
import type { OwnerSessions } from "../../chat/ownerSessions";

/** Who asks, in which thread, and whom the panel would ask: settled when a person runs a command. */
export interface Asker {
  /** Undefined in a window in which nobody has looked yet, and while nobody is signed in. */
  readonly session: OwnerSession | undefined;
  /** Undefined until the thread that was shown last is shown again. */
  readonly conversation: Conversation | undefined;
  readonly chosen: ChosenAgent;
}

/** Asks nobody and waits for nothing. */
export function captureAsker(sessions: Pick<OwnerSessions, "current">, choice: Pick<AgentChoice, "capture">): Asker {
  const session = sessions.current;
  return {
    session,
    conversation: session?.isRestored ? session.conversations.shown : undefined,
    chosen: choice.capture(),
  };
}
