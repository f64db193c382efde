import type { Turn } from "../../shared/transcript";

/**
 * Two lists as one by time. Each keeps its own order, and a question is never parted from its answer.
 *
 * @param answers whether answers at the beginning belong to the turn before both lists
 */
export function interleave(local: readonly Turn[], stored: readonly Turn[], answers: boolean): readonly Turn[] {
  const [ours, theirs] = [exchanges(local), exchanges(stored)];
  const merged: Turn[] = [];
  if (answers) {
    for (const list of [ours, theirs]) {
      if (list[0]?.[0]?.role === "agent") {
        merged.push(...(list.shift() ?? []));
      }
    }
  }
  while (ours.length > 0 || theirs.length > 0) {
    const [mine, other] = [ours[0]?.[0], theirs[0]?.[0]];
    const first = mine && (!other || mine.createdAt < other.createdAt) ? ours : theirs;
    merged.push(...(first.shift() ?? []));
  }
  return merged;
}

/** Each question with what came after it, up to the next one. */
function exchanges(turns: readonly Turn[]): Turn[][] {
  const all: Turn[][] = [];
  for (const turn of turns) {
    const last = all.at(-1);
    if (turn.role === "agent" && last) {
      last.push(turn);
    } else {
      all.push([turn]);
    }
  }
  return all;
}
