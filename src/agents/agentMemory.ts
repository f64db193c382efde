import type { AgentMemory, MemoryChange, WorkingMemory } from "../shared/agentMemory";
import type { ClientAccess } from "./clientAccess";
import { fields, type Fields, text } from "./fields";
import type { Memory } from "./memory";
import { memorySchema } from "./memorySchema";
import { hasNoRoute } from "./requestErrors";

/** An empty memory, as the server takes it: it refuses an empty text. */
const NOTHING = "\n";

/** What an agent remembers, without for whom. */
export type Remembered = Omit<AgentMemory, "threadId" | "agentId" | "problem" | "typed">;

/**
 * Reads what an agent remembers of a person in a thread (docs/wire.md#mastra-what-an-agent-remembers), or changes it
 * first: nothing where its memory is switched off, or the server is too old to tell.
 *
 * A change is carried out only while the memory is the one that the person was shown: else nothing is saved, and what
 * is told is the newest. Between that look and the change the server takes another one without a word, because it has
 * no condition for it.
 *
 * @throws UserFacingError kind `threadGone` when there is a change and no thread, even if the memory is not the
 *   thread's; or an `AbortError` at the owner's end
 */
export async function agentMemory(
  access: Pick<ClientAccess, "attempt" | "read">,
  agentId: string,
  memory: Memory,
  change?: MemoryChange,
): Promise<Remembered> {
  const now = await read(access, agentId, memory);
  if (!change || !now.working || ![change.shown, change.text].includes(now.working.text)) {
    return now;
  }
  // An earlier attempt may have got through, and only its answer have been lost.
  if (now.working.text !== change.text) {
    await save(access, agentId, memory, change.text);
  }
  return { ...now, working: { ...now.working, text: change.text }, saved: true };
}

async function read(
  access: Pick<ClientAccess, "read">,
  agentId: string,
  { threadId, resourceId }: Memory,
): Promise<Remembered> {
  const { workingMemory, observationalMemory } = await readConfig(access, agentId);
  const whose = { agentId, resourceId };
  const [working, observed] = await Promise.all([
    isOn(workingMemory) ? access.read(`${workingMemoryPath(threadId)}?${queryOf(whose)}`) : undefined,
    isOn(observationalMemory)
      ? access.read(`/memory/observational-memory?${queryOf({ ...whose, threadId, limit: "1" })}`)
      : undefined,
  ]);
  return {
    ...(working === undefined ? {} : { working: workingOf(fields(working), fields(workingMemory)["schema"]) }),
    ...(observed === undefined ? {} : { observations: text(fields(fields(observed)["record"])["activeObservations"]) }),
  };
}

async function save(
  access: Pick<ClientAccess, "attempt">,
  agentId: string,
  { threadId, resourceId }: Memory,
  workingMemory: string,
): Promise<void> {
  await access.attempt(agentId, (client) =>
    client.request(`${workingMemoryPath(threadId)}?${queryOf({ agentId })}`, {
      method: "POST",
      body: { workingMemory: workingMemory || NOTHING, resourceId },
    }),
  );
}

async function readConfig(access: Pick<ClientAccess, "read">, agentId: string): Promise<Fields> {
  try {
    return fields(fields(await access.read(`/memory/config?${queryOf({ agentId })}`))["config"]);
  } catch (error) {
    // A server of before 1.0 has no such route.
    if (hasNoRoute(error)) {
      return {};
    }
    throw error;
  }
}

function workingOf(
  { workingMemory, source, workingMemoryTemplate, threadExists }: Fields,
  schema: unknown,
): WorkingMemory {
  const { format, content } = fields(workingMemoryTemplate);
  const template = text(content);
  const isData = typeof workingMemory === "object" && workingMemory !== null;
  const told = isData ? JSON.stringify(workingMemory) : text(workingMemory);
  return {
    text: told === NOTHING ? "" : told,
    source: source === "resource" ? source : "thread",
    template,
    ...(format === "json" ? { schema: memorySchema(schema, template) } : {}),
    ...(threadExists === true ? {} : { fixed: true }),
  };
}

function isOn(settings: unknown): boolean {
  return fields(settings)["enabled"] === true;
}

function workingMemoryPath(threadId: string): string {
  return `/memory/threads/${encodeURIComponent(threadId)}/working-memory`;
}

function queryOf(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}
