/** Where a message goes. Always sent with one: without a thread some servers answer 500 (docs/wire.md#mastra-whose-threads). */
export interface Memory {
  readonly threadId: string;
  /** The access token's `sub`. */
  readonly resourceId: string;
  /** Nothing of the message and its response is stored. */
  readonly readOnly?: true;
}

/** The part of a request that says so; nothing for a question that belongs to no thread. */
export function memoryBody(
  memory: Memory | undefined,
): { readonly memory: { thread: string; resource: string; options?: { readOnly: true } } } | Record<string, never> {
  if (!memory) {
    return {};
  }
  const { threadId, resourceId, readOnly } = memory;
  return { memory: { thread: threadId, resource: resourceId, ...(readOnly ? { options: { readOnly } } : {}) } };
}
