import type { ThreadListState } from "../shared/threads";

/** The list while an answer is awaited. Its rows stay: an empty list between two answers would flicker. */
export function awaited(list: ThreadListState): ThreadListState {
  const { query, threads, more, deleted } = list;
  return { query, threads, more, loading: true, ...(deleted && { deleted }) };
}

/** The list with a thread's title changed, before the host confirms it. */
export function renamed(list: ThreadListState, threadId: string, title: string): ThreadListState {
  return { ...list, threads: list.threads.map((thread) => (thread.id === threadId ? { ...thread, title } : thread)) };
}

/** The list without a thread that was just deleted, and with the offer to bring it back. */
export function without(list: ThreadListState, threadId: string): ThreadListState {
  const thread = list.threads.find(({ id }) => id === threadId);
  if (thread === undefined) {
    return list;
  }
  const threads = list.threads.filter((other) => other !== thread);
  return { ...list, threads, deleted: { id: thread.id, title: thread.title } };
}

/** The list once bringing a thread back was asked for; its row comes with the host's answer. */
export function undone(list: ThreadListState): ThreadListState {
  const { query, threads, more, loading, error } = list;
  return { query, threads, more, loading, ...(error !== undefined && { error }) };
}
