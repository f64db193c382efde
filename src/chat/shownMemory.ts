import type { AgentMemory, MemoryChange, MemoryTyped } from "../shared/agentMemory";
import { noticeOf } from "../shared/userFacingError";
import type { OwnerPlace } from "./ownerPlace";

/**
 * What agents remember, as a place shows it, with what was typed there and not saved. That is its owner's: it is gone
 * with their session, and rests nowhere.
 */
export class ShownMemory {
  /** By thread and agent. */
  private readonly typed = new WeakMap<OwnerPlace, Map<string, MemoryTyped>>();

  /** Reads it. @param change what it becomes first */
  async tell(session: OwnerPlace, threadId: string, agentId: string, change?: MemoryChange): Promise<AgentMemory> {
    const memory = { threadId, resourceId: session.account.sub };
    const told = await session.services.agents
      .memory(agentId, memory, change)
      .catch((error: unknown) => ({ problem: noticeOf(error).message }));
    return { threadId, agentId, ...told, typed: this.typed.get(session)?.get(keyOf(threadId, agentId)) ?? {} };
  }

  keep(session: OwnerPlace, threadId: string, agentId: string, typed: MemoryTyped): void {
    const all = this.typed.get(session) ?? new Map<string, MemoryTyped>();
    this.typed.set(session, all.set(keyOf(threadId, agentId), typed));
  }
}

function keyOf(threadId: string, agentId: string): string {
  return JSON.stringify([threadId, agentId]);
}
