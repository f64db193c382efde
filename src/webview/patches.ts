import type { TranscriptPatch } from "../shared/protocol";
import type { Part, Turn } from "../shared/transcript";

/**
 * Applies patches to the turns with structural sharing: a turn or part that no patch touches is the
 * same object afterwards, which is what lets the panel skip drawing it again.
 *
 * A patch for a turn that is not there (a message that crossed a snapshot) changes nothing.
 */
export function applyPatches(turns: readonly Turn[], patches: readonly TranscriptPatch[]): readonly Turn[] {
  return patches.reduce(applyPatch, turns);
}

function applyPatch(turns: readonly Turn[], patch: TranscriptPatch): readonly Turn[] {
  switch (patch.op) {
    case "turn": {
      const index = turns.findIndex((turn) => turn.id === patch.turn.id);
      return index < 0 ? [...turns, patch.turn] : turns.with(index, patch.turn);
    }
    case "earlier": {
      const known = new Set(turns.map(({ id }) => id));
      const earlier = patch.turns.filter(({ id }) => !known.has(id));
      return earlier.length === 0 ? turns : [...earlier, ...turns];
    }
    case "remove":
      return turns.some((turn) => turn.id === patch.turnId) ? turns.filter((turn) => turn.id !== patch.turnId) : turns;
    case "part":
      return changeTurn(turns, patch.turnId, (parts) => putPart(parts, patch.part, patch.value));
    case "append":
      return changeTurn(turns, patch.turnId, (parts) => {
        const part = parts[patch.part];
        return part === undefined ? parts : putPart(parts, patch.part, appendText(part, patch.text));
      });
  }
}

function changeTurn(
  turns: readonly Turn[],
  turnId: string,
  change: (parts: readonly Part[]) => readonly Part[],
): readonly Turn[] {
  // Changes are to the newest turn nearly always, so the search starts there.
  const index = turns.findLastIndex((turn) => turn.id === turnId);
  const turn = turns[index];
  if (turn === undefined) {
    return turns;
  }
  const parts = change(turn.parts);
  return parts === turn.parts ? turns : turns.with(index, { ...turn, parts });
}

function putPart(parts: readonly Part[], index: number, value: Part): readonly Part[] {
  if (index < 0 || index > parts.length || parts[index] === value) {
    return parts;
  }
  return index === parts.length ? [...parts, value] : parts.with(index, value);
}

function appendText(part: Part, text: string): Part {
  switch (part.kind) {
    case "text":
    case "reasoning":
      return { ...part, text: part.text + text };
    case "tool":
      return { ...part, argsText: part.argsText + text };
    default:
      return part;
  }
}
