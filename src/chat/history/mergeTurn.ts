import type { Turn } from "../../shared/transcript";
import { without } from "../turn/without";
import { mergeParts } from "./mergeParts";

/**
 * One turn as this machine and the server's memory have it. The local one stays as it is, its error, its
 * times and its usage included, unless the server has more: then it is what the server says besides.
 */
export function mergeTurn(ours: Turn, theirs: Turn): Turn {
  const messageIds = [...new Set([...(ours.messageIds ?? []), ...(theirs.messageIds ?? [])])];
  const known = messageIds.length === (ours.messageIds ?? []).length ? ours : { ...ours, messageIds };
  // What is being written is newer than what was read.
  if (ours.role === "user" || ours.state === "streaming") {
    return known;
  }
  const parts = mergeParts(ours.parts, theirs.parts);
  if (parts === ours.parts) {
    return known;
  }
  const wentOn = ours.state === "interrupted" || (ours.state === "waiting" && !waits(parts));
  if (!wentOn) {
    return { ...known, parts };
  }
  // Another window has seen the end of it.
  return { ...without(known, "error"), parts, state: theirs.state, ...(theirs.error ? { error: theirs.error } : {}) };
}

/** Two stretches of the same answer, the later of which keeps its place. */
export function joinAnswer(earlier: Turn, ours: Turn): Turn {
  const calls = new Set(ours.parts.flatMap((part) => (part.kind === "tool" ? [part.id] : [])));
  const before = earlier.parts.filter((part) => part.kind !== "tool" || !calls.has(part.id));
  return {
    ...ours,
    parts: [...before, ...ours.parts],
    createdAt: earlier.createdAt,
    messageIds: [...new Set([...(earlier.messageIds ?? []), ...(ours.messageIds ?? [])])],
  };
}

function waits(parts: Turn["parts"]): boolean {
  return parts.some(
    (part) => part.kind === "tool" && (part.status === "awaitingApproval" || part.status === "suspended"),
  );
}
