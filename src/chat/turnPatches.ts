import type { TranscriptPatch } from "../shared/protocol";
import type { Part, Turn } from "../shared/transcript";

/**
 * The patches that lead the panel from what it was last sent to what is true now. Because the reducer
 * keeps unchanged objects, this compares references and never texts; many chunks between two calls
 * become one patch.
 *
 * @param sent the turns as the panel has them
 * @param now the turns as they are
 */
export function diffTurns(sent: readonly Turn[], now: readonly Turn[]): TranscriptPatch[] {
  const before = new Map(sent.map((turn) => [turn.id, turn]));
  const patches: TranscriptPatch[] = [];
  for (const turn of now) {
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

function diffTurn(old: Turn, turn: Turn): TranscriptPatch[] {
  if (!sameFrame(old, turn) || old.parts.length > turn.parts.length) {
    return [{ op: "turn", turn }];
  }
  return turn.parts.flatMap((part, index) => diffPart(turn.id, index, old.parts[index], part));
}

function sameFrame(a: Turn, b: Turn): boolean {
  return a.state === b.state && a.error === b.error && a.runId === b.runId && a.agentName === b.agentName;
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
    return part.text.slice(old.text.length);
  }
  if (old.kind === "reasoning" && part.kind === "reasoning" && old.id === part.id && old.finished === part.finished) {
    return part.text.slice(old.text.length);
  }
  const writing = old.kind === "tool" && part.kind === "tool" && old.status === "writing" && part.status === "writing";
  return writing ? part.argsText.slice(old.argsText.length) : undefined;
}
