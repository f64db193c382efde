import type { Turn } from "../shared/transcript";

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
