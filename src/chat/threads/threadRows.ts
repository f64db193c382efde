import * as l10n from "@vscode/l10n";
import type { StoredThread } from "../../agents/storedThread";
import type { ThreadSummary } from "../../shared/threads";
import type { Conversation } from "../conversation";
import { countWaiting } from "../turn/turnChanges";
import { describeThread, type LocalThread } from "./localThread";
import type { ThreadWait } from "./waitingThreads";

export interface RowSources {
  readonly stored: readonly StoredThread[];
  readonly local: readonly LocalThread[];
  /** In memory, and therefore newer than both. */
  readonly live: readonly Conversation[];
  /** Titles that were looked up, by thread. */
  readonly titles: ReadonlyMap<string, string>;
  /** Deleted, but not yet on the server. */
  readonly hidden: ReadonlySet<string>;
  readonly agentName: (agentId: string) => string;
  /** Threads out of memory in which calls wait. */
  readonly waiting: ReadonlyMap<string, ThreadWait>;
  /** Threads in which something came that nobody has seen. */
  readonly unread: ReadonlySet<string>;
}

/** The rows of the list of threads, the last used first: what the server has, and what only this machine has. */
export function threadRows(sources: RowSources): readonly ThreadSummary[] {
  const { local, live, titles, hidden, agentName, waiting, unread } = sources;
  const rows = new Map<string, ThreadSummary>();
  const known = new Map(local.map((thread) => [thread.id, thread]));
  for (const conversation of live) {
    if (conversation.turns.length > 0) {
      known.set(conversation.threadId, describeThread(conversation.transcript));
    }
  }
  for (const thread of known.values()) {
    if (thread.title === "" && thread.updatedAt === 0) {
      // Nothing was asked in it yet; only its options rest here.
      continue;
    }
    rows.set(thread.id, {
      id: thread.id,
      title: titled(thread.title, titles.get(thread.id)),
      agentName: thread.agentName,
      updatedAt: thread.updatedAt,
    });
  }
  const listed = new Set(sources.stored.map(({ id }) => id));
  // What waits in a thread that has not been listed yet must be within reach.
  const further = [...waiting.values()].flatMap(({ thread }) => (thread && !listed.has(thread.id) ? [thread] : []));
  for (const thread of [...sources.stored, ...further]) {
    const here = known.get(thread.id);
    rows.set(thread.id, {
      id: thread.id,
      title: titled(thread.title, here?.title, titles.get(thread.id)),
      agentName: here?.agentName || (thread.agentId === undefined ? "" : agentName(thread.agentId)),
      updatedAt: Math.max(thread.updatedAt, here?.updatedAt ?? 0),
    });
  }
  const activities = new Map<string, ThreadSummary["activity"]>(
    [...waiting].map(([id, { calls }]) => [id, calls > 0 ? "waiting" : undefined]),
  );
  for (const conversation of live) {
    activities.set(conversation.threadId, activityOf(conversation));
  }
  for (const [id, activity] of activities) {
    const row = rows.get(id);
    if (row && activity) {
      rows.set(id, { ...row, activity });
    }
  }
  return [...rows.values()]
    .filter(({ id }) => !hidden.has(id))
    .map((row) => (unread.has(row.id) ? { ...row, unread: true as const } : row))
    .sort((a, b) => b.updatedAt - a.updatedAt);
}

/** True for the name that Mastra Studio gives a thread before it has one (docs/wire.md#mastra-studio). */
export function isPlaceholderTitle(title: string): boolean {
  return title.trim() === "" || /^New Thread \d{4}-\d\d-\d\dT/.test(title);
}

function titled(...candidates: readonly (string | undefined)[]): string {
  return candidates.find((title) => title !== undefined && !isPlaceholderTitle(title)) ?? l10n.t("Untitled thread");
}

function activityOf(conversation: Conversation): ThreadSummary["activity"] {
  if (conversation.busy) {
    return "running";
  }
  return countWaiting(conversation.turns) > 0 ? "waiting" : undefined;
}
