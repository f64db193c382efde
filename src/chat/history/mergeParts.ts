import type { Part, ReasoningPart, TextPart, ToolCallPart } from "../../shared/transcript";
import { closeParts } from "../turn/closeParts";

/**
 * The parts of a turn with what only the server has of them: words that go on, words that came later,
 * results of calls. What only this machine has (times, reports, sub-agents) stays.
 *
 * @returns `ours` itself when the server adds nothing
 */
export function mergeParts(ours: readonly Part[], theirs: readonly Part[]): readonly Part[] {
  const words = { text: joined(ours, "text"), reasoning: joined(ours, "reasoning") };
  return theirs.reduce((parts, part) => {
    switch (part.kind) {
      case "text":
      case "reasoning":
        return words[part.kind].includes(part.text) ? parts : withWords(parts, part);
      case "tool":
        return withCall(parts, part);
      default:
        return parts.some((each) => same(each, part)) ? parts : [...parts, part];
    }
  }, ours);
}

function joined(parts: readonly Part[], kind: "text" | "reasoning"): string {
  return parts.map((part) => (part.kind === kind ? part.text : "")).join("");
}

function withWords(parts: readonly Part[], stored: TextPart | ReasoningPart): readonly Part[] {
  const index = parts.findLastIndex(
    (part) => part.kind === stored.kind && part.text !== "" && stored.text.startsWith(part.text),
  );
  const begun = parts[index];
  return begun?.kind === stored.kind ? parts.with(index, { ...begun, text: stored.text }) : [...parts, stored];
}

function withCall(parts: readonly Part[], stored: ToolCallPart): readonly Part[] {
  const index = parts.findIndex((part) => part.kind === "tool" && part.id === stored.id);
  const call = parts[index];
  if (call?.kind !== "tool") {
    return [...parts, stored];
  }
  if (isResolved(call) || !isResolved(stored)) {
    const learnt = call.suspension === undefined && stored.suspension !== undefined && !isResolved(call);
    return learnt ? parts.with(index, { ...call, suspension: stored.suspension }) : parts;
  }
  const { status, result, error, reason } = stored;
  return parts.with(index, {
    ...call,
    status,
    ...(call.args === undefined ? { args: stored.args } : {}),
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error }),
    ...(reason === undefined ? {} : { reason }),
    ...(call.nested ? { nested: closeParts(call.nested, undefined) } : {}),
  });
}

/** A call without a result is stored as one that was made; whether it still waits is not said there. */
function isResolved({ status }: ToolCallPart): boolean {
  return status === "done" || status === "failed" || status === "declined";
}

function same(a: Part, b: Part): boolean {
  if (a.kind === "source" && b.kind === "source") {
    return a.url === b.url && a.title === b.title;
  }
  if (a.kind === "file" && b.kind === "file") {
    return a.base64 === b.base64 && a.url === b.url;
  }
  if (a.kind === "data" && b.kind === "data") {
    return a.name === b.name;
  }
  return a.kind === b.kind;
}
