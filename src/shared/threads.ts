/** One row of the list of threads. */
export interface ThreadSummary {
  readonly id: string;
  /** Never empty: the server's title, or one made from the first question, or a word that says there is none. */
  readonly title: string;
  /** Name of the agent that answered last; empty when that is not known. */
  readonly agentName: string;
  /** Milliseconds since the epoch of the last message. */
  readonly updatedAt: number;
  /** `running`: an answer is being written; `waiting`: a tool call waits for a decision. */
  readonly activity?: "running" | "waiting";
  /** Something came in it while nobody saw it. */
  readonly unread?: true;
  /** Words around the place where a search found something in a message. */
  readonly snippet?: string;
}

/** A thread that is deleted, and on the server not yet. */
export interface DeletedThread {
  readonly id: string;
  readonly title: string;
}

/** The list of threads as the panel draws it. */
export interface ThreadListState {
  readonly query: string;
  readonly threads: readonly ThreadSummary[];
  /** True while rows are still being fetched or searched for. */
  readonly loading: boolean;
  /** True when the server has more rows than these, or a search has paused before older threads. */
  readonly more: boolean;
  /** How far a search has looked: threads, the last used first; `total` where the server says how many there are. */
  readonly searched?: { readonly threads: number; readonly total?: number };
  /** Why the list could not be read. */
  readonly error?: string;
}
