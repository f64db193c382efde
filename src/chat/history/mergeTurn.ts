import type { Part, ReasoningPart, TextPart, ToolCallPart, Turn } from "../../shared/transcript";
import { closeParts } from "../reducer/openParts";
import { waits, without } from "../turn/turnChanges";

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
  if (theirs.state === "waiting" && parts.some(waits)) {
    // It has not ended, whatever was thought of it here.
    const { runId } = theirs;
    return { ...without(known, "error", "endedAt"), parts, state: "waiting", ...(runId ? { runId } : {}) };
  }
  const wentOn = ours.state === "interrupted" || (ours.state === "waiting" && !parts.some(waits));
  if (!wentOn) {
    return { ...known, parts };
  }
  // Another window has seen the end of it.
  const model = ours.model ?? theirs.model;
  return {
    ...without(known, "error"),
    parts,
    state: theirs.state,
    ...(model ? { model } : {}),
    ...(theirs.error ? { error: theirs.error } : {}),
  };
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

/** The words of a turn, asked for what the server has of them, in its order. */
class KnownWords {
  private readonly words: string;
  /** Where what was found last ends. */
  private end = 0;

  constructor(parts: readonly Part[], kind: "text" | "reasoning") {
    this.words = parts.map((part) => (part.kind === kind ? part.text : "")).join("");
  }

  has(text: string): boolean {
    const at = this.words.indexOf(text, this.end);
    if (at >= 0) {
      this.end = at + text.length;
      return true;
    }
    // What a response that went on has begun with may be so short that it stands somewhere before: a `|`, a word.
    const isAtEnd = this.end > 0 && this.words.slice(this.end).trim() === "";
    return !isAtEnd && this.words.includes(text);
  }
}

/**
 * The parts of a turn with what only the server has of them: words that go on, words that came later,
 * results of calls. What only this machine has (times, reports, sub-agents) stays.
 *
 * @returns `ours` itself when the server adds nothing
 */
function mergeParts(ours: readonly Part[], theirs: readonly Part[]): readonly Part[] {
  const known = { text: new KnownWords(ours, "text"), reasoning: new KnownWords(ours, "reasoning") };
  return theirs.reduce((parts, part) => {
    switch (part.kind) {
      case "text":
      case "reasoning":
        return known[part.kind].has(part.text) ? parts : withWords(parts, part);
      case "tool":
        return withCall(parts, part);
      default:
        return parts.some((each) => same(each, part)) ? parts : [...parts, part];
    }
  }, ours);
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
  // Only of a turn that waits: what is stored says of neither that it goes on.
  if (!isResolved(call) && (waits(stored) || stored.status === "running")) {
    const { status, suspension = call.suspension } = stored;
    return status === call.status && suspension === call.suspension
      ? parts
      : parts.with(index, { ...call, status, ...(suspension ? { suspension } : {}) });
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

/** A call without a result is stored as one that was made; that it still waits, only the list of suspended runs says. */
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
