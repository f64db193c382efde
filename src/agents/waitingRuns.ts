import { isCancellation, UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields, list, text } from "./fields";
import { isHiddenThread } from "./hiddenThread";
import { storedThread, type StoredThread, suspendedRun } from "./storedThread";

/** Agents that are asked at most; a server has a handful, and each costs a request. */
export const MAX_AGENTS = 20;

/** Threads that only the server knows and that are looked up at most. */
export const MAX_THREADS = 10;

/** Agents that are asked at the same time. */
const AT_ONCE = 4;

/** A thread in which calls wait, as the server says. */
export interface ThreadThatWaits {
  /** How many calls wait for a person. */
  readonly calls: number;
  /** Only of one that was not known before. */
  readonly thread?: StoredThread;
}

/** What the server's agents say of their runs that wait. */
export interface WaitingRuns {
  /** The agents that have answered; of what waits for others nothing is known. */
  readonly answered: ReadonlySet<string>;
  /** By thread. */
  readonly threads: ReadonlyMap<string, ThreadThatWaits>;
}

/** A call that waits: the thread it belongs to and its id. */
interface Call {
  readonly threadId: string;
  readonly toolCallId: string;
}

/**
 * Looks for everything that waits for a person in any of their threads: one request for each agent, up to
 * `MAX_AGENTS`, and one for each thread that only the server knows, up to `MAX_THREADS`. A run outlives its thread on
 * the server, so a thread that nobody has heard of is looked up before it counts.
 *
 * @param resourceId whose threads; without it some servers would tell of everybody's (docs/wire.md#mastra-whose-threads)
 * @param agentIds those first that are most likely to wait
 * @param known ids of threads that are known to be there
 * @throws UserFacingError when not even the first agent could be asked; an `AbortError` at the owner's end
 */
export async function findWaitingRuns(
  access: Pick<ClientAccess, "read">,
  resourceId: string,
  agentIds: readonly string[],
  known: ReadonlySet<string>,
): Promise<WaitingRuns> {
  const answered = new Set<string>();
  const calls = new Map<string, Call>();
  const asked = agentIds.slice(0, MAX_AGENTS);
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const batch = asked.slice(start, start + AT_ONCE);
    const answers = await Promise.allSettled(batch.map((agentId) => callsOf(access, resourceId, agentId)));
    for (const [index, answer] of answers.entries()) {
      if (answer.status === "fulfilled") {
        answered.add(batch[index] ?? "");
        for (const call of answer.value) {
          calls.set(`${call.threadId} ${call.toolCallId}`, call);
        }
      }
    }
    const failed = answers.find((answer) => answer.status === "rejected");
    if (failed && (answered.size === 0 || isCancellation(failed.reason))) {
      // A server without this route, or one that cannot be reached: the others would say the same.
      throw failed.reason;
    }
  }
  return { answered, threads: await threadsOf(access, [...calls.values()], known) };
}

async function callsOf(access: Pick<ClientAccess, "read">, resourceId: string, agentId: string): Promise<Call[]> {
  const query = new URLSearchParams({ resourceId }).toString();
  const answer = await access.read(`/agents/${encodeURIComponent(agentId)}/suspended-runs?${query}`, agentId);
  return list(fields(answer)["runs"]).flatMap((run) => {
    const threadId = text(fields(run)["threadId"]);
    const toolCalls = suspendedRun(run).flatMap((each) => each.toolCalls);
    // What VS Code's chat has asked for waits for nobody: it was said there that only the panel can ask.
    return threadId === "" || isHiddenThread(threadId)
      ? []
      : toolCalls.map(({ toolCallId }) => ({ threadId, toolCallId }));
  });
}

async function threadsOf(
  access: Pick<ClientAccess, "read">,
  calls: readonly Call[],
  known: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ThreadThatWaits>> {
  const counts = new Map<string, number>();
  for (const { threadId } of calls) {
    counts.set(threadId, (counts.get(threadId) ?? 0) + 1);
  }
  const strange = [...counts.keys()].filter((id) => !known.has(id)).slice(0, MAX_THREADS);
  const found = new Map<string, StoredThread>();
  for (const id of strange) {
    for (const thread of await lookUp(access, id)) {
      found.set(id, thread);
    }
  }
  return new Map(
    [...counts].flatMap(([id, count]): [string, ThreadThatWaits][] => {
      const thread = found.get(id);
      return thread ? [[id, { calls: count, thread }]] : known.has(id) ? [[id, { calls: count }]] : [];
    }),
  );
}

/** @returns nothing for a thread that was deleted, or is somebody else's */
async function lookUp(access: Pick<ClientAccess, "read">, threadId: string): Promise<readonly StoredThread[]> {
  try {
    return storedThread(await access.read(`/memory/threads/${encodeURIComponent(threadId)}`));
  } catch (error) {
    if (error instanceof UserFacingError) {
      return [];
    }
    throw error;
  }
}
