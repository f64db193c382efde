/**
 * What VS Code keeps with each response and gives back with the next message, after a reload too: it has no other
 * name for one of its chats.
 */
export interface TurnMetadata {
  /** As `OwnerSession.id`: another person's or another server's thread is not gone on with. */
  readonly owner: string;
  readonly thread: string;
  /** The agent that the chat's messages go to, where it was chosen with `/agent`. */
  readonly agent?: string;
  /** What is offered below the response. */
  readonly offers?: readonly TurnOffer[];
  /** Whose response it is; missing where no agent has responded. */
  readonly by?: TurnAuthor;
}

/** The agent of one response, and the run in which it came. */
export interface TurnAuthor {
  readonly agent: string;
  readonly run?: string;
}

/** One message that a person may want to send next. */
export interface TurnOffer {
  readonly label: string;
  readonly prompt: string;
  /** With `/`, without it here. */
  readonly command?: "agent" | "threads";
}

/** As much as is read here of `vscode.ChatResponseTurn`; turns of requests have no result. */
export interface PastTurn {
  readonly result?: { readonly metadata?: Readonly<Record<string, unknown>> };
}

/**
 * The thread and the agent that a native chat has come to.
 *
 * @param history oldest first, as `vscode.ChatContext`
 * @param owner whoever is there now
 * @returns undefined where nothing was said to this owner yet
 */
export function latestMetadata(history: readonly unknown[], owner: string): TurnMetadata | undefined {
  for (const turn of history.toReversed()) {
    const metadata = readMetadata((turn as PastTurn).result?.metadata);
    if (metadata?.owner === owner) {
      return metadata;
    }
  }
  return undefined;
}

/** What stands in a response's metadata; undefined when it is not ours. */
export function readMetadata(value: Readonly<Record<string, unknown>> | undefined): TurnMetadata | undefined {
  const { owner, thread, agent, offers, by } = value ?? {};
  if (typeof owner !== "string" || typeof thread !== "string") {
    return undefined;
  }
  return {
    owner,
    thread,
    ...(typeof agent === "string" ? { agent } : {}),
    ...(Array.isArray(offers) ? { offers: (offers as unknown[]).flatMap(readOffer) } : {}),
    ...readAuthor(by),
  };
}

function readAuthor(value: unknown): { readonly by?: TurnAuthor } {
  const { agent, run } = (value ?? {}) as Partial<Record<keyof TurnAuthor, unknown>>;
  return typeof agent === "string" ? { by: { agent, ...(typeof run === "string" ? { run } : {}) } } : {};
}

function readOffer(value: unknown): readonly TurnOffer[] {
  const { label, prompt, command } = (value ?? {}) as Partial<Record<keyof TurnOffer, unknown>>;
  if (typeof label !== "string" || typeof prompt !== "string") {
    return [];
  }
  return [{ label, prompt, ...(command === "agent" || command === "threads" ? { command } : {}) }];
}
