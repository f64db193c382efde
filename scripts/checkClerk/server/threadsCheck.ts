import { randomUUID } from "node:crypto";
import type { ClientAccess } from "../../../src/agents/clientAccess";
import { fields, text } from "../../../src/agents/fields";
import { MemoryRequests } from "../../../src/agents/memoryRequests";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type Report, sentenceOf } from "../report";

/**
 * Looks whether `mapUserToResourceId` is set: two threads are made, each said to be somebody else's. A server that
 * has it gives both to the person whose token came with them. They are deleted again.
 */
export async function checkThreads(access: ClientAccess, report: Report): Promise<void> {
  const memory = new MemoryRequests(access);
  const made: string[] = [];
  try {
    const owners: string[] = [];
    for (const resourceId of [`agent-chat-check-${randomUUID()}`, `agent-chat-check-${randomUUID()}`]) {
      const body = { threadId: randomUUID(), resourceId, title: "Agent Chat: check of Clerk" };
      const thread = fields(await memory.change("/memory/threads", undefined, { method: "POST", body }));
      made.push(text(thread["id"]));
      owners.push(text(thread["resourceId"]) === resourceId ? resourceId : "mapped");
    }
    if (owners.every((owner) => owner === "mapped")) {
      report.ok("Each person has their own threads: mapUserToResourceId is set.");
    } else {
      report.wrong(
        "Any signed-in person can read, change and delete everybody's threads: mapUserToResourceId isn't set.",
        "new MastraAuthClerk({ …, mapUserToResourceId: (user) => user.sub })",
      );
    }
  } catch (error) {
    const why =
      error instanceof UserFacingError && error.kind === "noMemory" ? "no agent has memory" : sentenceOf(error);
    report.unknown(`Whether each person has their own threads: ${why.replace(/\.$/, "")}.`);
  } finally {
    await deleteThreads(memory, made, report);
  }
}

async function deleteThreads(memory: MemoryRequests, ids: readonly string[], report: Report): Promise<void> {
  for (const id of ids) {
    try {
      await memory.change(`/memory/threads/${encodeURIComponent(id)}`, undefined, { method: "DELETE" });
    } catch (error) {
      report.unknown(`Whether the thread ${id}, which was made for this check, was deleted. ${sentenceOf(error)}`);
    }
  }
}
