import { hasGrown } from "../shared/growing";
import type { TranscriptPatch } from "../shared/protocol";
import type { Part, Turn } from "../shared/transcript";

const FRAME = [
  "state",
  "error",
  "runId",
  "agentId",
  "agentName",
  "createdAt",
  "endedAt",
  "usage",
  "model",
  "messageIds",
  "canContinue",
  "elsewhere",
] as const satisfies readonly (keyof Turn)[];

/**
 * The patches that lead the panel from what it was last sent to what is true now. Because the reducer
 * keeps unchanged objects, this compares references first, and texts only of a part that has changed; many chunks between two calls
 * become one patch.
 *
 * @param sent the turns as the panel has them
 * @param now the turns as they are
 */
export function diffTurns(sent: readonly Turn[], now: readonly Turn[]): TranscriptPatch[] {
  const same = commonTurns(sent, now);
  const before = new Map(sent.slice(same).map((turn) => [turn.id, turn]));
  const patches: TranscriptPatch[] = [];
  for (const turn of now.slice(same)) {
    const old = before.get(turn.id);
    before.delete(turn.id);
    if (old !== turn) {
      patches.push(...(old ? diffTurn(old, turn) : [{ op: "turn" as const, turn }]));
    }
  }
  for (const turnId of before.keys()) {
    patches.push({ op: "remove", turnId });
  }
  return patches;
}

/**
 * How many turns were put in front of those that the panel has.
 *
 * @returns undefined when turns came in between or changed places, which only a snapshot tells
 */
export function turnsInFront(sent: readonly Turn[], now: readonly Turn[]): number | undefined {
  if (commonTurns(sent, now) >= sent.length - 1 && sent.at(-1)?.id === now[sent.length - 1]?.id) {
    // All but always: the last turn has grown, or another one has come after it.
    return 0;
  }
  const ids = new Set(now.map(({ id }) => id));
  const kept = sent.filter(({ id }) => ids.has(id));
  const first = kept[0];
  if (first === undefined) {
    return 0;
  }
  const offset = now.findIndex(({ id }) => id === first.id);
  return kept.every(({ id }, index) => now[offset + index]?.id === id) ? offset : undefined;
}

/** How many turns at the beginning are the very same objects. This is what looking costs in a long thread. */
export function commonTurns(sent: readonly Turn[], now: readonly Turn[]): number {
  const end = Math.min(sent.length, now.length);
  let common = 0;
  while (common < end && sent[common] === now[common]) {
    common += 1;
  }
  return common;
}

function diffTurn(old: Turn, turn: Turn): TranscriptPatch[] {
  if (!sameFrame(old, turn) || old.parts.length > turn.parts.length) {
    return [{ op: "turn", turn }];
  }
  return turn.parts.flatMap((part, index) => diffPart(turn.id, index, old.parts[index], part));
}

/** Everything about a turn but its parts. */
function sameFrame(a: Turn, b: Turn): boolean {
  return FRAME.every((field) => a[field] === b[field]);
}

function diffPart(turnId: string, index: number, old: Part | undefined, part: Part): TranscriptPatch[] {
  if (old === part) {
    return [];
  }
  const grown = old && appended(old, part);
  return grown === undefined
    ? [{ op: "part", turnId, part: index, value: part }]
    : [{ op: "append", turnId, part: index, text: grown }];
}

/** The text that was added, when nothing else about the part has changed. */
function appended(old: Part, part: Part): string | undefined {
  if (old.kind === "text" && part.kind === "text" && old.id === part.id) {
    return grown(old.text, part.text);
  }
  if (old.kind === "reasoning" && part.kind === "reasoning" && old.id === part.id && old.finished === part.finished) {
    return old.startedAt === part.startedAt ? grown(old.text, part.text) : undefined;
  }
  const writing = old.kind === "tool" && part.kind === "tool" && old.status === "writing" && part.status === "writing";
  return writing && old.id === part.id && old.progress === part.progress
    ? grown(old.argsText, part.argsText)
    : undefined;
}

/** The reducer only ever adds to a text, but a merge with the server's memory may bring another one. */
function grown(old: string, text: string): string | undefined {
  return hasGrown(text, old) ? text.slice(old.length) : undefined;
}
