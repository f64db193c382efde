import type { AgentService } from "../agents/agentService";
import type { ClientAccess } from "../agents/clientAccess";
import type { ThreadService } from "../agents/threadService";
import type { OwnerWorkflows } from "./workflows/ownerWorkflows";

/** The owner's server, asked with the owner's token and nobody else's. */
export interface OwnerServices {
  readonly agents: Omit<AgentService, "access">;
  /** What the server is asked with for what happens in a thread; without it nobody asks. */
  readonly access?: Pick<ClientAccess, "attempt" | "translated">;
  /** What is read ends with the session. */
  readonly threads: Pick<
    ThreadService,
    "list" | "search" | "firstQuestion" | "messages" | "suspendedRuns" | "waitingRuns" | "remembers"
  >;
  /** What is changed, and read for that, reaches the server even when the session is closed meanwhile. */
  readonly changes: Pick<
    ThreadService,
    "rename" | "remove" | "clone" | "messages" | "deleteMessages" | "restoreMessages"
  >;
  readonly workflows: OwnerWorkflows;
  /** Deletes what was kept of the owner's threads for the next search: they have signed out. */
  readonly forget?: () => Promise<void>;
}
