/** Notes that an agent keeps and a person may change: Mastra's working memory. */
export interface WorkingMemory {
  /** As the server has it; empty while nothing is remembered. */
  readonly text: string;
  /** Whose it is: that of one thread, or that of a person in all of their threads. */
  readonly source: "thread" | "resource";
  /** What an agent begins with; may be empty. */
  readonly template: string;
  /** JSON Schema of the text, which is JSON then; missing for Markdown. */
  readonly schema?: object;
  /** Nothing can be changed yet: the server takes changes only for a thread that it has. */
  readonly fixed?: true;
}

/** What an agent remembers in a thread, as far as its server shows it. */
export interface AgentMemory {
  readonly threadId: string;
  readonly agentId: string;
  /** Missing when the agent keeps none. */
  readonly working?: WorkingMemory;
  /** Markdown of what the agent has noted by itself, empty while there is nothing; missing when it notes nothing. */
  readonly observations?: string;
  /** Why the memory could not be read or changed. */
  readonly problem?: string;
  /** The answer to a change: it was carried out. */
  readonly saved?: true;
  /** What the panel has told with `memoryTyped` since its owner's session began; the host does not look into it. */
  readonly typed?: MemoryTyped;
}

/** What was typed into the forms of a memory and not saved, as the panel keeps forms. */
export type MemoryTyped = Readonly<Record<string, unknown>>;

/** A changed memory, and what it was when the person began to change it. */
export interface MemoryChange {
  readonly text: string;
  readonly shown: string;
}

/** The memory, if it is that of this agent in this thread. */
export function memoryOf(memory: AgentMemory | undefined, threadId: string, agentId: string): AgentMemory | undefined {
  return memory?.threadId === threadId && memory.agentId === agentId ? memory : undefined;
}

/** Whether it is the memory of this agent in this thread, and there is any. */
export function hasMemory(memory: AgentMemory | undefined, threadId: string, agentId: string): boolean {
  const its = memoryOf(memory, threadId, agentId);
  return its?.working !== undefined || its?.observations !== undefined;
}
