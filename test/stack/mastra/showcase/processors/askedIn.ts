import type { MastraDBMessage } from "@mastra/core/agent";

/** The words of the last message of a person; empty when there is none. */
export function askedIn(messages: readonly MastraDBMessage[]): string {
  const last = messages.findLast(({ role }) => role === "user");
  return last?.content.parts.map((part) => (part.type === "text" ? part.text : "")).join(" ") ?? "";
}
