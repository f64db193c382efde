import type { Turn } from "../shared/transcript";

/**
 * How many turns were put in front of those that the panel has.
 *
 * @returns undefined when turns came in between or changed places, which only a snapshot tells
 */
export function turnsInFront(sent: readonly Turn[], now: readonly Turn[]): number | undefined {
  const ids = new Set(now.map(({ id }) => id));
  const kept = sent.filter(({ id }) => ids.has(id));
  const first = kept[0];
  if (first === undefined) {
    return 0;
  }
  const offset = now.findIndex(({ id }) => id === first.id);
  return kept.every(({ id }, index) => now[offset + index]?.id === id) ? offset : undefined;
}
